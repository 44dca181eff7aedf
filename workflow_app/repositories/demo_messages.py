"""Questions about the messages that a demonstration shows instead of sending them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflow_app.domain.ids import new_id
from workflow_app.models import DemoMessage
from workflow_app.models.base import JsonMap
from workflow_app.repositories.pages import mark


class DemoMessages:
    """Mail and SMS that nobody got but everybody may read."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, values: JsonMap) -> None:
        """Keep a message unless its key is known."""
        insert = sqlite.insert if self.session.get_bind().dialect.name == "sqlite" else postgresql.insert
        statement = insert(DemoMessage).values(id=new_id(), **values)
        self.session.execute(statement.on_conflict_do_nothing(index_elements=["key"]))

    def list_newest(self, *, cursor: str | None, limit: int) -> Sequence[DemoMessage]:
        """Return up to `limit + 1` messages, the newest first."""
        statement = select(DemoMessage).order_by(DemoMessage.id.desc()).limit(limit + 1)
        if cursor is not None:
            statement = statement.where(DemoMessage.id < mark(cursor, str)[1])
        return self.session.scalars(statement).all()

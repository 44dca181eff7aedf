"""Questions about the parameters that cases keep."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflow_app.domain.parameters import Snapshot
from workflow_app.models import ParameterSnapshot


class Snapshots:
    """Parameters as cases keep them, by digest."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, digest: str) -> Snapshot:
        """Return what is kept under a digest."""
        return self.session.get_one(ParameterSnapshot, digest).content

    def keep(self, digest: str, content: Snapshot) -> None:
        """Keep a snapshot; one that is there already, or that another writer adds meanwhile, stays as it is."""
        insert = postgresql.insert if self.session.get_bind().dialect.name == "postgresql" else sqlite.insert
        statement = insert(ParameterSnapshot).values(digest=digest, content=content)
        self.session.execute(statement.on_conflict_do_nothing(index_elements=["digest"]))

"""Questions about outages of the service."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.outages import Span
from workflow_app.models import Outage
from workflow_app.repositories.pages import mark

APPROVED = "APPROVED"


class Outages:
    """What was registered, and what holds."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, outage_id: str, *, lock: bool = False) -> Outage:
        """Return an outage, locked until commit if asked; raises NotFoundError OUTAGE_UNKNOWN."""
        statement = select(Outage).where(Outage.id == outage_id)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("OUTAGE_UNKNOWN")
        return row

    def list_spans(self) -> tuple[Span, ...]:
        """Return what extends periods: every approved outage, the first first; an installation has few."""
        rows = self.session.scalars(select(Outage).where(Outage.status == APPROVED).order_by(Outage.starts_at))
        return tuple(Span(each.id, each.starts_at, each.ends_at, each.text_zh, each.text_en) for each in rows)

    def list_approved(self, *, ended_after: datetime | None = None, limit: int = 50) -> Sequence[Outage]:
        """Return approved outages, the latest first; with `ended_after`, those that ended after an instant."""
        statement = select(Outage).where(Outage.status == APPROVED)
        if ended_after is not None:
            statement = statement.where(Outage.ends_at > ended_after)
        return self.session.scalars(statement.order_by(Outage.ends_at.desc()).limit(limit)).all()

    def list_waiting(self, *, limit: int = 50) -> Sequence[Outage]:
        """Return what waits for a decision, the one registered first first."""
        statement = select(Outage).where(Outage.status == "PROPOSED").order_by(Outage.id).limit(limit)
        return self.session.scalars(statement).all()

    def list_page(self, *, cursor: str | None, limit: int) -> Sequence[Outage]:
        """Return up to `limit + 1` outages, the one registered last first."""
        statement = select(Outage)
        if cursor is not None:
            statement = statement.where(Outage.id < mark(cursor, str)[1])
        return self.session.scalars(statement.order_by(Outage.id.desc()).limit(limit + 1)).all()

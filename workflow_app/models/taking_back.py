"""What is asked and decided about a published version that turned out to be wrong."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.domain.migrating import Scope
from workflow_app.models.base import Base, Id, Word, to

DECIDED = "(status = 'WAITING') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)"
_WAITS = text("status = 'WAITING'")


class TakingBack(Base):
    """A request to take a version back, and what became of it; one of a version waits at a time.

    `reason` is told to whom it concerns, `note` is why it was refused; `scope` says which of the
    cases that run on it go back. A version of which one is CONFIRMED carries the
    same instant as `taken_back_at`.
    """

    __tablename__ = "taking_back"
    __table_args__ = (
        CheckConstraint("status IN ('WAITING', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')", name="status"),
        CheckConstraint(DECIDED, name="decided"),
        Index("uq_taking_back_waiting", "version_id", unique=True, sqlite_where=_WAITS, postgresql_where=_WAITS),
    )
    id: Mapped[Id]
    version_id: Mapped[str] = mapped_column(to("process_version"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(to("account"))
    asked_at: Mapped[datetime]
    status: Mapped[Word]
    decided_by: Mapped[str | None] = mapped_column(to("account"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)
    scope: Mapped[Word] = mapped_column(default=Scope.NEW.value, server_default=Scope.NEW.value)

"""What reviewers ask of the decider: that the limit of a case is put off."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, Word, to

DECIDED = "(status = 'OPEN') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)"
_OPEN = text("status = 'OPEN'")


class ExtensionRequest(Base):
    """A request to put off the limit of a case, in the words that the letter would print; one of a case is open.

    `note` is why it was declined.
    """

    __tablename__ = "extension_request"
    __table_args__ = (
        CheckConstraint("status IN ('OPEN', 'GIVEN', 'DECLINED')", name="status"),
        CheckConstraint(DECIDED, name="decided"),
        Index("uq_extension_request_open", "case_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"), index=True)
    asked_by: Mapped[str] = mapped_column(to("account"))
    asked_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(500))
    status: Mapped[Word]
    decided_by: Mapped[str | None] = mapped_column(to("account"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(String(500))

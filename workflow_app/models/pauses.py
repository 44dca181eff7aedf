"""Times in which a process takes no new filings."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, to

_OPEN = text("ended_at IS NULL")


class ProcessPause(Base):
    """A pause of one process; what is filed in it gets number and time and waits until `ends_at` or until it is lifted.

    `notice_zh` and `notice_en` are public. One of a process is open at a time; `lifted_by` ended it before its time.
    """

    __tablename__ = "process_pause"
    __table_args__ = (
        CheckConstraint("lifted_by IS NULL OR ended_at IS NOT NULL", name="lifted"),
        Index("uq_process_pause_open", "process_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )
    id: Mapped[Id]
    process_id: Mapped[str] = mapped_column(to("process"), index=True)
    notice_zh: Mapped[str] = mapped_column(Text)
    notice_en: Mapped[str] = mapped_column(Text)
    begun_by: Mapped[str] = mapped_column(to("account"))
    begun_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(to("account"))

    def holds(self, now: datetime) -> bool:
        """Tell whether what is filed now waits."""
        return self.ended_at is None and now < self.ends_at

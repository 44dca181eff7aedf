"""Outages of the service: for how long nobody could file, and what the public is told of it (rule A14)."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, Short, Word, to


class Outage(Base):
    """A span in which the service was not there, for all authorities.

    `status` is PROPOSED, APPROVED, REJECTED or WITHDRAWN; only an approved one extends periods and is announced. `note`
    is why it was rejected.
    """

    __tablename__ = "outage"
    __table_args__ = (Index(None, "status", "ends_at"),)
    id: Mapped[Id]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[Short]
    text_zh: Mapped[str] = mapped_column(String(500))
    text_en: Mapped[str] = mapped_column(String(500))
    status: Mapped[Word]
    proposed_by: Mapped[str] = mapped_column(to("account"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(to("account"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(String(2000))

"""Clocks of cases: legal and internal periods with one due instant each."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Word, to


class CaseClock(Base):
    """A period that runs, pauses and stops. Its due date is computed, never typed; `basis` says from what."""

    __tablename__ = "case_clock"
    __table_args__ = (Index(None, "case_id"), Index(None, "status", "due_at"))
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    key: Mapped[Word]
    status: Mapped[Word]
    started_on: Mapped[date]
    amount: Mapped[int]
    unit: Mapped[Word]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    provisional: Mapped[bool]
    basis: Mapped[JsonMap]
    stopped_at: Mapped[datetime | None]

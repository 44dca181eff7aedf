"""Clocks of cases: legal and internal periods with one due instant each."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Short, Word, to


class CaseClock(Base):
    """A period that runs, pauses and stops. Its due date is computed, never typed; `basis` says from what.

    `status` is RUNNING, PAUSED, EXPIRED (it ran out, and what it is for is not done yet) or STOPPED. A clock that is
    paused is due at the end of time; `due_on` is then the day it would have been due without this pause.
    """

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


class CaseClockPause(Base):
    """Why a clock stood still, by which document, from when until when; open while `ended_at` is empty (rule K9).

    A clock runs again when its last open pause ends. The day of the start does not count, the day of the end does.
    """

    __tablename__ = "case_clock_pause"
    __table_args__ = (Index(None, "clock_id"),)
    id: Mapped[Id]
    clock_id: Mapped[str] = mapped_column(to("case_clock"))
    reason: Mapped[Word]
    document: Mapped[Short | None]
    started_on: Mapped[date]
    started_at: Mapped[datetime]
    started_by: Mapped[str] = mapped_column(to("account"))
    ended_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(to("account"))

"""Calls that the office owes somebody whom an SMS did not reach."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Word, to


class CallTask(Base):
    """That somebody is to be told by telephone, by the end of a day, what one SMS said; `why` it did not arrive.

    `tries` counts calls that nobody took. The number called is that of the person's contact, and stands in the note.
    """

    __tablename__ = "call_task"
    __table_args__ = (Index(None, "authority_id", "status", "id"), Index(None, "case_id"))
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    case_id: Mapped[str] = mapped_column(to("case"))
    account_id: Mapped[str] = mapped_column(to("account"))
    delivery_id: Mapped[str] = mapped_column(to("delivery"), unique=True)
    code: Mapped[Word]
    facts: Mapped[JsonMap]
    why: Mapped[Word]
    status: Mapped[Word]
    tries: Mapped[int]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(to("account"))

"""What changed the standing of a record or a subject from outside: each with its document, none ever changed."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Short, Word, to


class RecordAppeal(Base):
    """What an appeal against a record came to, or that one is pending; `details` says what was varied."""

    __tablename__ = "record_appeal"
    __table_args__ = (UniqueConstraint("record_id", "result", "document_no"),)
    id: Mapped[Id]
    record_id: Mapped[str] = mapped_column(to("record"))
    result: Mapped[Word]
    decided_on: Mapped[date]
    document_no: Mapped[Short]
    withdraw_by: Mapped[date | None]
    details: Mapped[JsonMap]
    registered_by: Mapped[str] = mapped_column(to("account"))
    registered_at: Mapped[datetime]


class SubjectEvent(Base):
    """A change in the register of a subject: of its status, its name, or who follows it."""

    __tablename__ = "subject_event"
    __table_args__ = (UniqueConstraint("subject_id", "status", "document_no"),)
    id: Mapped[Id]
    subject_id: Mapped[str] = mapped_column(to("subject"))
    status: Mapped[Word]
    happened_on: Mapped[date]
    document_no: Mapped[Short]
    name_before: Mapped[Short]
    name_after: Mapped[Short]
    registered_by: Mapped[str] = mapped_column(to("account"))
    registered_at: Mapped[datetime]


class SubjectSuccession(Base):
    """Who follows a subject after a merger, a split or a cancellation, by which document."""

    __tablename__ = "subject_succession"
    __table_args__ = (UniqueConstraint("subject_id", "successor_id"),)
    id: Mapped[Id]
    subject_id: Mapped[str] = mapped_column(to("subject"))
    successor_id: Mapped[str] = mapped_column(to("subject"), index=True)
    event_id: Mapped[str] = mapped_column(to("subject_event"))

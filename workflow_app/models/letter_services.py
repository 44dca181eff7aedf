"""How letters reached whom they are for: a service record each, with every attempt."""

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, Short, Word, to


class LetterService(Base):
    """The service record of one letter (rule A1); its `message` is told to the case once the letter is served.

    `served_on` is a day of business; of a letter that is announced it lies ahead, and the status is ANNOUNCED.
    """

    __tablename__ = "letter_service"
    __table_args__ = (Index(None, "status", "letter_id"), Index(None, "case_id"))
    id: Mapped[Id]
    letter_id: Mapped[str] = mapped_column(to("letter"), unique=True)
    case_id: Mapped[str] = mapped_column(to("case"))
    authority_id: Mapped[str] = mapped_column(to("authority"), index=True)
    status: Mapped[Word]
    way: Mapped[Word | None]
    attempts: Mapped[int]
    failed: Mapped[int]
    served_on: Mapped[date | None]
    served_at: Mapped[datetime | None]
    message: Mapped[Word | None]
    version: Mapped[int]


class ServiceAttempt(Base):
    """One attempt at service; who received the letter and where are kept encrypted."""

    __tablename__ = "service_attempt"
    __table_args__ = (UniqueConstraint("service_id", "number"),)
    id: Mapped[Id]
    service_id: Mapped[str] = mapped_column(to("letter_service"))
    number: Mapped[int]
    way: Mapped[Word]
    result: Mapped[Word]
    made_on: Mapped[date]
    address_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    receiver_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    tracking_no: Mapped[Short | None]
    note: Mapped[Short | None]
    proof_id: Mapped[str | None] = mapped_column(to("document"))
    recorded_by: Mapped[str] = mapped_column(to("account"))
    recorded_at: Mapped[datetime]

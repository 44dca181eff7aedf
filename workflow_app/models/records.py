"""Adverse records, their versions, and the imports they came with."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to


class Record(Base):
    """An adverse record; unique per authority, number, subject and type (rule A8).

    `appeal` is the last that was heard of an appeal against it, or nothing. `hidden_at` is set while two people clear
    up whether its number is a typing error: it counts, and is on show nowhere (rule A16). `withheld_at` is set while it
    is hidden in an emergency, which says nothing about whether it counts either.
    """

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("authority_id", "document_no", "subject_id", "kind"),
        Index(None, "document_no", "id"),
        Index(None, "decided_on", "id"),
        Index(None, "max_until", "id"),
    )
    id: Mapped[Id]
    kind: Mapped[Word]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    subject_id: Mapped[str] = mapped_column(to("subject"), index=True)
    document_no: Mapped[Short]
    decided_on: Mapped[date]
    fine: Mapped[Decimal | None] = mapped_column(Numeric(16, 2))
    confiscation: Mapped[Decimal | None] = mapped_column(Numeric(16, 2))
    severity: Mapped[Word]
    regime: Mapped[Word]
    min_until: Mapped[date | None]
    first_apply_on: Mapped[date | None]
    max_until: Mapped[date | None]
    status: Mapped[Word]
    appeal: Mapped[Word | None]
    hidden_at: Mapped[datetime | None]
    withheld_at: Mapped[datetime | None]
    content: Mapped[JsonMap]
    content_hash: Mapped[Digest]
    version: Mapped[int]
    created_at: Mapped[datetime]


class RecordVersion(Base):
    """What a record said before and says now; a changed row of an import is a new version."""

    __tablename__ = "record_version"
    __table_args__ = (UniqueConstraint("record_id", "version"),)
    id: Mapped[Id]
    record_id: Mapped[str] = mapped_column(to("record"))
    version: Mapped[int]
    content: Mapped[JsonMap]
    import_id: Mapped[str | None] = mapped_column(to("record_import"))
    created_at: Mapped[datetime]


class NumberQuestion(Base):
    """Two records of one authority that carry the same number: one decision about both, or a typing error (rule A8).

    `record_id` was there first. A pair is asked about once; `answer` is empty until a data clerk gives it. An answer
    that takes `mistaken_id` out of force, or brings it back, waits until somebody else has confirmed it (rule A16).
    """

    __tablename__ = "number_question"
    __table_args__ = (UniqueConstraint("record_id", "other_id"), Index(None, "import_id"), Index(None, "other_id"))
    id: Mapped[Id]
    record_id: Mapped[str] = mapped_column(to("record"))
    other_id: Mapped[str] = mapped_column(to("record"))
    import_id: Mapped[str] = mapped_column(to("record_import"))
    answer: Mapped[Word | None]
    asked_at: Mapped[datetime]
    answered_by: Mapped[str | None] = mapped_column(to("account"))
    answered_at: Mapped[datetime | None]
    mistaken_id: Mapped[str | None] = mapped_column(to("record"))
    confirmed_by: Mapped[str | None] = mapped_column(to("account"))
    confirmed_at: Mapped[datetime | None]

"""Adverse records, their versions, and the imports they came with."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to


class Record(Base):
    """An adverse record; unique per authority, number, subject and type (rule A8).

    `appeal` is the last that was heard of an appeal against it, or nothing.
    """

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("authority_id", "document_no", "subject_id", "kind"),
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


class RecordImport(Base):
    """One file of records: what it was, how its rows fared, and the first findings of those that did not land.

    `sha256` is the file's own where all of it landed; else it names the blob that keeps the file, encrypted.
    """

    __tablename__ = "record_import"
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"), index=True)
    filename: Mapped[Short]
    sha256: Mapped[Digest]
    status: Mapped[Word]
    rows: Mapped[int]
    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    by_severity: Mapped[JsonMap]
    findings: Mapped[list[JsonMap]] = mapped_column(JSON)
    imported_by: Mapped[str] = mapped_column(to("account"))
    imported_at: Mapped[datetime]

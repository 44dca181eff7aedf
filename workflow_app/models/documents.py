"""Uploaded files, letters of this service, signed sheets, and the series that number them."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to


class Document(Base):
    """An uploaded file; the bytes lie in the blob store under their SHA-256."""

    __tablename__ = "document"
    __table_args__ = (Index(None, "case_id"), Index(None, "sha256"))
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    sha256: Mapped[Digest]
    size: Mapped[int]
    media_type: Mapped[Word]
    filename: Mapped[Short]
    field: Mapped[Word | None]
    received_at: Mapped[datetime]
    uploaded_by: Mapped[str] = mapped_column(to("account"))
    scan: Mapped[Word]
    made_of: Mapped[list[JsonMap] | None] = mapped_column(JSON)
    """What the files were that it was put together from, in the order of its pages."""


class UploadInHand(Base):
    """A file that was received shortly before a period ends, and is still being looked at; machine time ends it."""

    __tablename__ = "upload_in_hand"
    __table_args__ = (Index(None, "case_id"),)
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    received_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Letter(Base):
    """A numbered document this service issues: number and data in the transaction, the PDF after it.

    It is about a case, a record, or what a site shows of several; without a case it belongs to the subject it is for.
    `sequence` is its place in the series of a year. `edition` counts its corrections; `standing` and `seal` say what
    became of it since (rule A15).
    """

    __tablename__ = "letter"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "subject_id"),
        Index(None, "record_id"),
        UniqueConstraint("authority_id", "series", "year", "sequence"),
    )
    id: Mapped[Id]
    case_id: Mapped[str | None] = mapped_column(to("case"))
    record_id: Mapped[str | None] = mapped_column(to("record"))
    subject_id: Mapped[str | None] = mapped_column(to("subject"))
    replaces_id: Mapped[str | None] = mapped_column(to("letter"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    kind: Mapped[Word]
    number: Mapped[Short] = mapped_column(unique=True)
    series: Mapped[Word]
    year: Mapped[int]
    sequence: Mapped[int]
    code: Mapped[Word] = mapped_column(unique=True)
    data: Mapped[JsonMap]
    status: Mapped[Word]
    edition: Mapped[int] = mapped_column(default=1, server_default="1")
    standing: Mapped[Word] = mapped_column(default="IN_FORCE", server_default="IN_FORCE")
    seal: Mapped[Word] = mapped_column(default="PENDING", server_default="NONE")
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = mapped_column(to("account"))
    sha256: Mapped[Digest | None]
    size: Mapped[int | None]


class NumberSeries(Base):
    """The last number given in a series of one authority and year; taken inside the transaction, without gaps."""

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("authority_id", "series", "year"),)
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    series: Mapped[Word]
    year: Mapped[int]
    last: Mapped[int]


class SignedSheet(Base):
    """The approval sheet of a case as somebody signed it on paper: who signed and when, and who entered the scan.

    `task_id` is the decision that it is, where it was entered as one; `dispute` is what its signer says against that.
    """

    __tablename__ = "signed_sheet"
    __table_args__ = (Index(None, "case_id"), Index(None, "sha256"))
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    signer_id: Mapped[str] = mapped_column(to("account"))
    signed_on: Mapped[date]
    sha256: Mapped[Digest]
    size: Mapped[int]
    media_type: Mapped[Word]
    filename: Mapped[Short]
    scan: Mapped[Word]
    entered_by: Mapped[str] = mapped_column(to("account"))
    entered_at: Mapped[datetime]
    task_id: Mapped[str | None] = mapped_column(to("task"))
    dispute: Mapped[str | None] = mapped_column(Text)
    disputed_at: Mapped[datetime | None]

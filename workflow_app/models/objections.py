"""Objections of the public to intended repairs, and the files of both sides."""

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Short, Word, to


class Objection(Base):
    """An objection to the repair that a case intends (rule A6); who made it is kept encrypted.

    `status` is RECEIVED, then NOT_ACCEPTED, ACCEPTED (it suspends) or ATTACHED to the one it is examined with, in the
    end UPHELD or REJECTED; MOOT where the case ended without it. An order because of a report has no contact.
    `judged_reason` is why it was accepted or not, `findings` what the examination found.
    """

    __tablename__ = "objection"
    __table_args__ = (
        UniqueConstraint("number", "authority_id"),
        Index(None, "case_id", "status"),
        Index(None, "authority_id", "status", "accept_due_at", "id"),
    )
    id: Mapped[Id]
    number: Mapped[Short]
    follow_code: Mapped[Word]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    case_id: Mapped[str] = mapped_column(to("case"))
    record_id: Mapped[str | None] = mapped_column(to("record"), index=True)
    source: Mapped[Word]
    ground: Mapped[Word]
    statement: Mapped[str] = mapped_column(Text)
    contact_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]
    accept_due_on: Mapped[date]
    accept_due_at: Mapped[datetime]
    status: Mapped[Word]
    version: Mapped[int]
    attached_to_id: Mapped[str | None] = mapped_column(to("objection"))
    judged_by: Mapped[str | None] = mapped_column(to("account"))
    judged_at: Mapped[datetime | None]
    judged_reason: Mapped[str | None] = mapped_column(Text)
    examined_by: Mapped[str | None] = mapped_column(to("account"))
    examined_at: Mapped[datetime | None]
    findings: Mapped[str | None] = mapped_column(Text)
    reply: Mapped[str | None] = mapped_column(Text)
    replied_by: Mapped[str | None] = mapped_column(to("account"))
    replied_at: Mapped[datetime | None]


class ObjectionFile(Base):
    """A file of an objection, from the OBJECTOR or the APPLICANT; one that no objection names yet has a token.

    Of the token only the digest is kept; `stored_at` is machine time, after which a file nobody named is forgotten.
    """

    __tablename__ = "objection_file"
    __table_args__ = (Index(None, "sha256"), Index(None, "objection_id", "stored_at"))
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    objection_id: Mapped[str | None] = mapped_column(to("objection"))
    side: Mapped[Word]
    token_digest: Mapped[Digest | None] = mapped_column(unique=True)
    sha256: Mapped[Digest]
    size: Mapped[int]
    media_type: Mapped[Word]
    filename: Mapped[Short]
    received_at: Mapped[datetime]
    stored_at: Mapped[datetime]
    scan: Mapped[Word]

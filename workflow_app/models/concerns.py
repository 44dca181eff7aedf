"""Objections to what is public and reports about it, and the files that people prove things with."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Ref, Short, Word, to

ABOUT = ("record_id", "pledge_id", "breach_id", "permit_id", "case_id")
ABOUT_ONE = " + ".join(f"(CASE WHEN {each} IS NULL THEN 0 ELSE 1 END)" for each in ABOUT) + " = 1"
SETTLED = "(status = 'ANSWERED') = (outcome IS NOT NULL AND answered_at IS NOT NULL)"
SOURCES = "source IN ('PUBLIC', 'TELEPHONE', 'COUNTER')"
ENTERED = "(source = 'PUBLIC') = (entered_by IS NULL) AND (entered_by IS NULL) = (entered_at IS NULL)"
IDENTIFIED = "entered_by IS NOT NULL OR identified_by IS NULL"
OWNED = "concern_id IS NULL OR follow_up_id IS NULL"


class Concern(Base):
    """An OBJECTION or a REPORT about one thing that is public (rules 2.8, 2.9); who spoke is kept encrypted, or not.

    `case_id` is an intended repair. `due_on` is the last day of what comes next: to say whether it is looked into, then
    to answer. Where the staff took it down, `entered_by` says who, and `identified_by` by what whoever spoke showed who
    they are. `taken_reason` is why it is not taken up, `answer` what was found, both in words for who spoke.
    """

    __tablename__ = "concern"
    __table_args__ = (
        UniqueConstraint("number", "authority_id"),
        CheckConstraint("kind IN ('OBJECTION', 'REPORT')", name="kind"),
        CheckConstraint("status IN ('RECEIVED', 'TAKEN', 'NOT_TAKEN', 'ANSWERED')", name="status"),
        CheckConstraint(ABOUT_ONE, name="about_one"),
        CheckConstraint(SETTLED, name="settled"),
        CheckConstraint("kind = 'REPORT' OR contact_cipher IS NOT NULL", name="objector"),
        CheckConstraint(SOURCES, name="source"),
        CheckConstraint(ENTERED, name="entered"),
        CheckConstraint(IDENTIFIED, name="identified"),
        Index(None, "authority_id", "status", "due_at", "id"),
        Index(None, "subject_id", "status"),
    )
    id: Mapped[Id]
    number: Mapped[Short]
    follow_code: Mapped[Word]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    subject_id: Mapped[str] = mapped_column(to("subject"))
    kind: Mapped[Word]
    target: Mapped[Word]
    record_id: Mapped[str | None] = mapped_column(to("record"), index=True)
    pledge_id: Mapped[str | None] = mapped_column(to("pledge"), index=True)
    breach_id: Mapped[str | None] = mapped_column(to("pledge_breach"), index=True)
    permit_id: Mapped[str | None] = mapped_column(to("permit"), index=True)
    case_id: Mapped[str | None] = mapped_column(to("case"), index=True)
    label: Mapped[Short]
    topic: Mapped[Word]
    statement: Mapped[str] = mapped_column(Text)
    wanted: Mapped[str] = mapped_column(Text)
    contact_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    source: Mapped[Word]
    entered_by: Mapped[str | None] = mapped_column(to("account"))
    entered_at: Mapped[datetime | None]
    identified_by: Mapped[Word | None]
    received_at: Mapped[datetime]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    status: Mapped[Word]
    version: Mapped[int]
    taken_by: Mapped[str | None] = mapped_column(to("account"))
    taken_at: Mapped[datetime | None]
    taken_reason: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[Word | None]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(to("account"))
    answered_at: Mapped[datetime | None]


class ProofFile(Base):
    """A file that shows something: of a concern, or of what a look at a pledge found; never public.

    Until one of both names it, it waits under a token of which only the digest is kept, for the thing `about_id`;
    `stored_at` is machine time, after which a file nobody named is forgotten.
    """

    __tablename__ = "proof_file"
    __table_args__ = (
        CheckConstraint(OWNED, name="owned"),
        Index(None, "sha256"),
        Index(None, "concern_id", "stored_at"),
        Index(None, "follow_up_id"),
    )
    id: Mapped[Id]
    about_id: Mapped[Ref]
    concern_id: Mapped[str | None] = mapped_column(to("concern"))
    follow_up_id: Mapped[str | None] = mapped_column(to("pledge_follow_up"))
    token_digest: Mapped[Digest | None] = mapped_column(unique=True)
    sha256: Mapped[Digest]
    size: Mapped[int]
    media_type: Mapped[Word]
    filename: Mapped[Short]
    received_at: Mapped[datetime]
    stored_at: Mapped[datetime]
    scan: Mapped[Word]

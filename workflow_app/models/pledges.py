"""Pledges: signed promises, the items that are held against them, looks at those items, and breaches."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to

OWNER = (
    "(scope = 'SUBJECT' AND subject_id IS NOT NULL)"
    " OR (scope = 'STAFF' AND subject_id IS NULL AND published_at IS NULL)"
)
"""A pledge of a subject, or one of somebody of the office, which is never public (scenario S63)."""
DATED = "NOT checkable OR due_on IS NOT NULL OR is_continuous"
"""What can be checked says when: by a day, or all the time."""


class Pledge(Base):
    """A signed promise; what is held against it stands in its items (rule 2.4).

    `title_en` is there where the catalogue has the name of the matter in English.
    `items` are the standard sentences that were signed, by code and version of their text; `text_digest` is the
    SHA-256 of all that was signed, kept with the signature. A pledge of STAFF belongs to `signed_by`.
    `publish_due_on` is the last day on which it must be public, while it is not.
    """

    __tablename__ = "pledge"
    __table_args__ = (
        Index(None, "subject_id"),
        Index(None, "published_at"),
        Index(None, "authority_id", "scope", "status", "id"),
        CheckConstraint(OWNER, name="owner"),
    )
    id: Mapped[Id]
    number: Mapped[Short] = mapped_column(unique=True)
    kind: Mapped[Word]
    scope: Mapped[Word] = mapped_column(default="SUBJECT", server_default="SUBJECT")
    title: Mapped[Short | None]
    title_en: Mapped[Short | None]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    subject_id: Mapped[str | None] = mapped_column(to("subject"))
    case_id: Mapped[str | None] = mapped_column(to("case"), index=True)
    record_id: Mapped[str | None] = mapped_column(to("record"), index=True)
    items: Mapped[list[JsonMap]] = mapped_column(JSON)
    text_digest: Mapped[Digest | None]
    signer: Mapped[Short]
    signed_by: Mapped[str] = mapped_column(to("account"))
    signed_at: Mapped[datetime]
    publish_due_on: Mapped[date | None]
    published_at: Mapped[datetime | None]
    public_until: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str | None] = mapped_column(Text)
    status: Mapped[Word]
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class PledgeItem(Base):
    """One promised thing: what, how it is checked, by which measure, and until when.

    `result` is what the last look at it found; `is_late` says that it was kept after its day. A text that was written
    in one language stands in both columns.
    """

    __tablename__ = "pledge_item"
    __table_args__ = (UniqueConstraint("pledge_id", "position"), CheckConstraint(DATED, name="dated"))
    id: Mapped[Id]
    pledge_id: Mapped[str] = mapped_column(to("pledge"))
    position: Mapped[int]
    text_zh: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    how_zh: Mapped[str] = mapped_column(Text)
    how_en: Mapped[str] = mapped_column(Text)
    metric_zh: Mapped[str] = mapped_column(Text)
    metric_en: Mapped[str] = mapped_column(Text)
    checkable: Mapped[bool]
    due_on: Mapped[date | None]
    is_continuous: Mapped[bool]
    until: Mapped[date | None]
    result: Mapped[Word | None]
    checked_at: Mapped[datetime | None]
    is_late: Mapped[bool] = mapped_column(default=False, server_default=false())


class PledgeFollowUp(Base):
    """A look at one item: planned for a day, for a reason, and what it found; a late one is the office's (S03)."""

    __tablename__ = "pledge_follow_up"
    __table_args__ = (
        Index(None, "pledge_id"),
        Index(None, "authority_id", "status", "due_at", "id"),
        Index(
            "uq_pledge_follow_up_open",
            "item_id",
            unique=True,
            sqlite_where=text("status = 'OPEN' AND reason IN ('DUE', 'PERIODIC')"),
            postgresql_where=text("status = 'OPEN' AND reason IN ('DUE', 'PERIODIC')"),
        ),
    )
    id: Mapped[Id]
    pledge_id: Mapped[str] = mapped_column(to("pledge"))
    item_id: Mapped[str] = mapped_column(to("pledge_item"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    reason: Mapped[Word]
    cause: Mapped[Short | None]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    status: Mapped[Word]
    result: Mapped[Word | None]
    findings: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
    done_by: Mapped[str | None] = mapped_column(to("account"))
    done_at: Mapped[datetime | None]
    version: Mapped[int]


class PledgeBreach(Base):
    """An alleged breach of a pledge and what became of it; the case that hears it is its own (rule 2.4).

    `item_id` is the item that was not kept, `status` ALLEGED until it is settled. `document_no` of `document_on` is the
    legally effective document that a record rests on; without one there is no `record_id` (fact 13).
    What a process alleges is no text but a `code` with its values in `said`; `facts` and `evidence` are empty then.
    """

    __tablename__ = "pledge_breach"
    __table_args__ = (
        Index(None, "pledge_id"),
        Index(None, "status", "settled_at"),
        Index(
            "uq_pledge_breach_open",
            "pledge_id",
            unique=True,
            sqlite_where=text("status = 'ALLEGED'"),
            postgresql_where=text("status = 'ALLEGED'"),
        ),
    )
    id: Mapped[Id]
    pledge_id: Mapped[str] = mapped_column(to("pledge"))
    item_id: Mapped[str | None] = mapped_column(to("pledge_item"))
    case_id: Mapped[str] = mapped_column(to("case"), unique=True)
    kind: Mapped[Word]
    facts: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    code: Mapped[Word | None]
    said: Mapped[JsonMap | None]
    status: Mapped[Word]
    alleged_by: Mapped[str] = mapped_column(to("account"))
    alleged_at: Mapped[datetime]
    document_no: Mapped[Short | None]
    document_on: Mapped[date | None]
    decision_no: Mapped[Short | None]
    confirmed_by: Mapped[str | None] = mapped_column(to("account"))
    record_id: Mapped[str | None] = mapped_column(to("record"))
    settled_at: Mapped[datetime | None]

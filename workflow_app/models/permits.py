"""Permits, and the records by which they are reported to the public sites."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Short, Word, to

ENDED = (
    "(status = 'VALID' AND ended_on IS NULL AND end_reason IS NULL AND end_letter_id IS NULL)"
    " OR (status <> 'VALID' AND ended_on IS NOT NULL AND end_reason <> '' AND end_letter_id IS NOT NULL)"
)
PLEDGED = "(granted_by_pledge AND pledge_id IS NOT NULL) OR (NOT granted_by_pledge AND pledge_id IS NULL)"
CHECKED = "post_check IN ('NONE', 'PENDING', 'PASSED', 'RECTIFYING', 'RECTIFIED', 'FAILED')"


class Permit(Base):
    """What an approval issued: to whom, for what, from when to when; without `valid_to` until further notice.

    It keeps the words of the edition under which it was granted. `letter_id` is the permit itself on paper, by whose
    code it is verified; `decision_id` the letter that granted it. Whoever ends it does so by a letter, on a day, with a
    reason. That its time is over is seen by the day. Each case issues one at most.
    """

    __tablename__ = "permit"
    __table_args__ = (
        CheckConstraint("status IN ('VALID', 'REVOKED', 'CANCELLED')", name="status"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        CheckConstraint(ENDED, name="ended"),
        CheckConstraint(PLEDGED, name="pledged"),
        CheckConstraint(CHECKED, name="post_check"),
        CheckConstraint("granted_by_pledge OR post_check = 'NONE'", name="checked_pledge"),
        CheckConstraint("NOT (granted_by_pledge AND deferred)", name="one_way"),
        Index(None, "decided_on", "id"),
        Index(None, "authority_id", "decided_on", "id"),
        Index(None, "matter_id", "decided_on", "id"),
        Index(None, "subject_id", "decided_on", "id"),
    )
    id: Mapped[Id]
    number: Mapped[Short] = mapped_column(unique=True)
    authority_id: Mapped[str] = mapped_column(to("authority"))
    case_id: Mapped[str | None] = mapped_column(to("case"), unique=True)
    matter_id: Mapped[str] = mapped_column(to("matter"))
    matter_edition_id: Mapped[str] = mapped_column(to("matter_edition"), index=True)
    subject_id: Mapped[str] = mapped_column(to("subject"))
    letter_id: Mapped[str] = mapped_column(to("letter"), unique=True)
    decision_id: Mapped[str | None] = mapped_column(to("letter"), index=True)
    name_zh: Mapped[Short]
    name_en: Mapped[Short]
    category: Mapped[Word]
    category_note: Mapped[Short]
    content: Mapped[str] = mapped_column(Text)
    conditions: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    status: Mapped[Word]
    granted_by_pledge: Mapped[bool]
    pledge_id: Mapped[str | None] = mapped_column(to("pledge"), index=True)
    deferred: Mapped[bool]
    post_check: Mapped[Word]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(Text)
    end_letter_id: Mapped[str | None] = mapped_column(to("letter"), index=True)
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = mapped_column(to("account"))


class DualRecord(Base):
    """What is to be reported of a permit, once of its grant and once of its end, and by when.

    `fields` are those of `domain.dual_publicity`, as they read on the day of the act; `amount` and `unit` say how long
    the authority has from then.
    """

    __tablename__ = "dual_record"
    __table_args__ = (
        CheckConstraint("act IN ('GRANT', 'END')", name="act"),
        CheckConstraint("due_on >= acted_on", name="due"),
        UniqueConstraint("permit_id", "act"),
        Index(None, "authority_id", "status", "due_on", "id"),
    )
    id: Mapped[Id]
    permit_id: Mapped[str] = mapped_column(to("permit"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    act: Mapped[Word]
    fields: Mapped[JsonMap] = mapped_column(JSON)
    status: Mapped[Word]
    acted_on: Mapped[date]
    amount: Mapped[int]
    unit: Mapped[Word]
    due_on: Mapped[date]
    prepared_at: Mapped[datetime]

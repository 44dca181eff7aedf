"""What an applicant promised to bring later: one row for each material of a case (rule 2.3)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, Word, to


class DeferredItem(Base):
    """A material that follows later; `material` is its key in the edition of the matter that the case keeps.

    `status` is MISSING, ARRIVED (to be looked at), RIGHT, WRONG (to be brought once more), or CLOSED where the case
    ended without it. `due_on` is the day that was promised, and from the acceptance the one that was computed.
    `received_at` is when it arrived last, by `channel`; `is_late` says that this was after the day to supply.
    `tries` counts how often it was looked at; `found` says why it was wrong. `pledge_item_id` is the item of the pledge
    that this became with the acceptance.
    """

    __tablename__ = "deferred_item"
    __table_args__ = (
        UniqueConstraint("case_id", "material"),
        CheckConstraint("status IN ('MISSING', 'ARRIVED', 'RIGHT', 'WRONG', 'CLOSED')", name="status"),
        CheckConstraint("channel IS NULL OR channel IN ('ONLINE', 'COUNTER', 'POST')", name="channel"),
        CheckConstraint("status IN ('MISSING', 'CLOSED') OR received_at IS NOT NULL", name="received"),
        CheckConstraint("tries >= 0", name="tries"),
        Index(None, "document_id"),
        Index(None, "pledge_item_id"),
    )
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    material: Mapped[Word]
    reason: Mapped[str] = mapped_column(Text)
    requested_wd: Mapped[int]
    due_on: Mapped[date]
    status: Mapped[Word]
    received_at: Mapped[datetime | None]
    channel: Mapped[Word | None]
    document_id: Mapped[str | None] = mapped_column(to("document"))
    is_late: Mapped[bool] = mapped_column(default=False)
    tries: Mapped[int] = mapped_column(default=0)
    found: Mapped[str | None] = mapped_column(Text)
    entered_by: Mapped[str | None] = mapped_column(to("account"))
    pledge_item_id: Mapped[str | None] = mapped_column(ForeignKey("pledge_item.id"))

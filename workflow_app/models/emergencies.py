"""Versions that one person published alone because it could not wait, until a second one has looked at them."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, to

CONFIRMED = "(confirmed_by IS NULL) = (confirmed_at IS NULL)"


class Emergency(Base):
    """A version that was published by one person, why, and who confirmed it afterwards.

    `writers` are all who wrote in its draft or published it: none of them confirms it. After `due_at` the security
    administrators are told, at `escalated_at`. Until it is confirmed, the version names its publisher as its approver.
    """

    __tablename__ = "emergency"
    __table_args__ = (CheckConstraint(CONFIRMED, name="confirmed"),)
    id: Mapped[Id]
    version_id: Mapped[str] = mapped_column(to("process_version"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    writers: Mapped[list[str]] = mapped_column(JSON)
    published_by: Mapped[str] = mapped_column(to("account"))
    published_at: Mapped[datetime]
    due_at: Mapped[datetime]
    escalated_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None] = mapped_column(to("account"))
    confirmed_at: Mapped[datetime | None]

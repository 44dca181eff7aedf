"""What the service tells people who need not act: each notice is a code with facts, put into words where it is read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Word, to


class Notice(Base):
    """One thing to know, for whoever acts for a subject, for a role at an authority, or for one account: one of them.

    `facts` never holds what only some of its readers may see.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "subject_id", "id"),
        Index(None, "authority_id", "role", "id"),
        Index(None, "account_id", "id"),
    )
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    subject_id: Mapped[str | None] = mapped_column(to("subject"))
    account_id: Mapped[str | None] = mapped_column(to("account"))
    role: Mapped[Word | None]
    department: Mapped[Word | None]
    case_id: Mapped[str | None] = mapped_column(to("case"), index=True)
    record_id: Mapped[str | None] = mapped_column(to("record"))
    code: Mapped[Word]
    facts: Mapped[JsonMap]
    created_at: Mapped[datetime]


class NoticeReading(Base):
    """That an account has read a notice."""

    __tablename__ = "notice_reading"
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), primary_key=True)
    notice_id: Mapped[str] = mapped_column(ForeignKey("notice.id", ondelete="RESTRICT"), primary_key=True)
    read_at: Mapped[datetime]

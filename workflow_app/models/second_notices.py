"""Second notices of missing items: who allowed them and why (rule A3 names everything at once)."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, to


class SecondNotice(Base):
    """Leave to ask for missing items once more in a case, with the reason of a head of section; used at `sent_at`."""

    __tablename__ = "second_notice"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "authority_id", "allowed_at"),
        Index(None, "authority_id", "sent_at"),
    )
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    reason: Mapped[str] = mapped_column(Text)
    allowed_by: Mapped[str] = mapped_column(to("account"))
    allowed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

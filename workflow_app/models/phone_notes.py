"""What was said by telephone about a case."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, Short, to


class PhoneNote(Base):
    """One call: with whom, by which number (encrypted), what was said, and when it was noted; never changed."""

    __tablename__ = "phone_note"
    __table_args__ = (Index(None, "case_id"),)
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    whom: Mapped[Short]
    number_cipher: Mapped[bytes | None]
    gist: Mapped[str]
    made_by: Mapped[str] = mapped_column(to("account"))
    made_at: Mapped[datetime]

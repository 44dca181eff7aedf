"""Cases that were filed at the service window."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Ref, Word, to


class WindowFiling(Base):
    """That a clerk filed a case for who stood at the counter: a name and a telephone, both encrypted, and no number.

    `sheet_no` stands on the papers to sign. `signed_task_id` and `signed_version` say which answers were signed last,
    `signed_pages` names the scans. The first account that takes the case over is the only one that can.
    """

    __tablename__ = "window_filing"
    __table_args__ = (Index(None, "authority_id", "id"),)
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"), unique=True)
    authority_id: Mapped[str] = mapped_column(to("authority"))
    sheet_no: Mapped[Word] = mapped_column(unique=True)
    name_cipher: Mapped[bytes] = mapped_column(LargeBinary)
    phone_cipher: Mapped[bytes] = mapped_column(LargeBinary)
    phone_lookup: Mapped[Digest]
    acts_as: Mapped[Word]
    shown: Mapped[Word]
    mandate_until: Mapped[date | None]
    signed_task_id: Mapped[Ref | None]
    signed_version: Mapped[Word | None]
    signed_pages: Mapped[list[str]] = mapped_column(JSON, default=list)
    signed_at: Mapped[datetime | None]
    created_by: Mapped[str] = mapped_column(to("account"))
    created_at: Mapped[datetime]
    handed_in_by: Mapped[str | None] = mapped_column(to("account"))
    handed_in_at: Mapped[datetime | None]
    taken_over_by: Mapped[str | None] = mapped_column(to("account"))
    taken_over_at: Mapped[datetime | None]

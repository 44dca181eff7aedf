"""What was signed, by whom and by which way; and what was asked for and not signed."""

from datetime import datetime

from sqlalchemy import JSON, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to


class Signature(Base):
    """One signature under a step of a case, or that one was asked for; `content` is what is signed.

    Of `content` there is a `digest`. A link: the telephone, encrypted, and of the link only the digest; what was asked
    together has one link. A paper: its number and the documents with its pages. `representative` is who was on record
    when it was asked for. `account_id` is whose account signed, and `used_at` when what was signed was handed in.
    """

    __tablename__ = "signature"
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"), index=True)
    task_id: Mapped[str] = mapped_column(to("task"), index=True)
    way: Mapped[Word]
    standing: Mapped[Word]
    digest: Mapped[Digest]
    content: Mapped[JsonMap]
    signer: Mapped[Short]
    signer_role: Mapped[Word]
    representative: Mapped[Short | None]
    asked_by: Mapped[str] = mapped_column(to("account"))
    asked_at: Mapped[datetime]
    phone_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_lookup: Mapped[Digest | None]
    phone_known: Mapped[bool] = mapped_column(default=False)
    link_digest: Mapped[Digest | None] = mapped_column(index=True)
    link_expires_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    sheet_no: Mapped[Word | None]
    pages: Mapped[list[str]] = mapped_column(JSON, default=list)
    reason: Mapped[str | None] = mapped_column(Text)
    account_id: Mapped[str | None] = mapped_column(to("account"))
    signed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]

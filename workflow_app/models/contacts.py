"""Where people are reached by mail and SMS, and what is to be told to whom that way."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Ref, Short, Word, to


class ContactPoint(Base):
    """The address of a person on one channel; addresses are encrypted, `address_lookup` finds one again.

    `address_cipher` was confirmed by a code sent to it and is used while `enabled`; `pending_cipher` waits for its
    code, of which only a keyed digest is kept. Instants of codes are machine time.
    """

    __tablename__ = "contact_point"
    __table_args__ = (UniqueConstraint("account_id", "channel"),)
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"))
    channel: Mapped[Word]
    address_cipher: Mapped[bytes | None]
    address_lookup: Mapped[Digest | None]
    enabled: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None]
    rejected_at: Mapped[datetime | None]
    pending_cipher: Mapped[bytes | None]
    code_digest: Mapped[Digest | None]
    code_expires_at: Mapped[datetime | None]
    code_attempts: Mapped[int] = mapped_column(default=0)


class Delivery(Base):
    """That one notice goes to one person by one channel; `batch_id` is the due work whose message carries it."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("notice_id", "account_id", "channel"),
        Index(None, "account_id", "channel", "status"),
        Index(None, "batch_id"),
        Index(None, "status", "created_at"),
    )
    id: Mapped[Id]
    notice_id: Mapped[str] = mapped_column(to("notice"))
    account_id: Mapped[str] = mapped_column(to("account"))
    channel: Mapped[Word]
    pace: Mapped[Word]
    status: Mapped[Word]
    batch_id: Mapped[Ref | None]
    reference: Mapped[Short | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DemoMessage(Base):
    """A message that a demonstration shows instead of sending it; the same key is the same message."""

    __tablename__ = "demo_message"
    id: Mapped[Id]
    key: Mapped[Short] = mapped_column(unique=True)
    channel: Mapped[Word]
    address: Mapped[Short]
    subject: Mapped[str]
    text: Mapped[str]
    sent_at: Mapped[datetime]

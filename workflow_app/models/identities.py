"""Identities of people at external providers, and logins there that are under way."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Word, to


class ExternalIdentity(Base):
    """Who an account is at a provider: found by a keyed digest of issuer and subject, which are kept encrypted.

    `connected_at` is None while an administrator expects it and nobody has logged in with it yet.
    """

    __tablename__ = "external_identity"
    __table_args__ = (Index(None, "account_id", "id"),)
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"))
    provider: Mapped[Word]
    lookup: Mapped[Digest] = mapped_column(unique=True)
    subject_cipher: Mapped[bytes] = mapped_column(LargeBinary)
    made_by: Mapped[str] = mapped_column(to("account"))
    made_at: Mapped[datetime]
    connected_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class IdentityLogin(Base):
    """A login at a provider that is under way: what its answer must bring, and the browser that it belongs to.

    It is taken once. Of its secrets only digests are kept, but for those that the answer is checked with, which are
    encrypted. Instants are machine time.
    """

    __tablename__ = "identity_login"
    id: Mapped[Id]
    provider: Mapped[Word]
    purpose: Mapped[Word]
    account_id: Mapped[str | None] = mapped_column(to("account"), index=True)
    state_digest: Mapped[Digest] = mapped_column(unique=True)
    browser_digest: Mapped[Digest]
    secrets_cipher: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(index=True)

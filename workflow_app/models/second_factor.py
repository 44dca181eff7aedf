"""The second step of a login: the secret shared with an authenticator, recovery codes, and logins half done."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Word, to


class SecondFactor(Base):
    """The authenticator of an account; secrets are encrypted. All but `confirmed_at`, which is read, is machine time.

    `last_step` is the time step of the newest code that was used: none up to it works again. A `pending_cipher` waits
    for its first code; what was in use before stays in use until then.
    """

    __tablename__ = "second_factor"
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"), unique=True)
    secret_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int | None]
    pending_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    pending_until: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code for one use in place of the authenticator; only a keyed digest of it is kept."""

    __tablename__ = "recovery_code"
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"), index=True)
    code_digest: Mapped[Digest] = mapped_column(unique=True)
    used_at: Mapped[datetime | None]


class LoginStep(Base):
    """A login whose password was right and that needs a code, or an authenticator first, whose secret then waits here.

    Only the digest of its own secret is kept; instants are machine time.
    """

    __tablename__ = "login_step"
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"), index=True)
    token_hash: Mapped[Digest] = mapped_column(unique=True)
    stage: Mapped[Word]
    secret_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(index=True)

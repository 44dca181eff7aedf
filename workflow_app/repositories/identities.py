"""Questions about identities at external providers, and logins there that are under way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workflow_app.models import Account, ExternalIdentity, IdentityLogin
from workflow_app.repositories.pages import mark


@dataclass(frozen=True, slots=True)
class IdentityRows:
    """An identity and whose it is."""

    identity: ExternalIdentity
    account: Account


class Identities:
    """Who accounts are elsewhere."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find_by_lookup(self, lookup: str, *, lock: bool = False) -> ExternalIdentity | None:
        """Return the identity of a keyed digest, held until commit if asked, or None."""
        statement = select(ExternalIdentity).where(ExternalIdentity.lookup == lookup)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        return self.session.scalar(statement)

    def find(self, identity_id: str) -> ExternalIdentity | None:
        """Return an identity, held until commit, or None."""
        return self.session.scalar(select(ExternalIdentity).where(ExternalIdentity.id == identity_id).with_for_update())

    def of_account(self, account_id: str) -> Sequence[ExternalIdentity]:
        """Return the identities of an account, the oldest first."""
        statement = select(ExternalIdentity).where(ExternalIdentity.account_id == account_id)
        return self.session.scalars(statement.order_by(ExternalIdentity.id)).all()

    def list_all(self, *, cursor: str | None, limit: int) -> list[IdentityRows]:
        """Return up to `limit + 1` identities with their accounts, the newest first; raises InvalidError `/cursor`."""
        statement = select(ExternalIdentity, Account).join(Account, Account.id == ExternalIdentity.account_id)
        if cursor is not None:
            statement = statement.where(ExternalIdentity.id < mark(cursor, str)[1])
        rows = self.session.execute(statement.order_by(ExternalIdentity.id.desc()).limit(limit + 1))
        return [IdentityRows(*row) for row in rows]

    def counts(self) -> dict[str, int]:
        """Return how many accounts are connected through each provider."""
        statement = select(ExternalIdentity.provider, func.count()).where(ExternalIdentity.connected_at.is_not(None))
        rows = self.session.execute(statement.group_by(ExternalIdentity.provider))
        return {row[0]: row[1] for row in rows}

    def forget(self, identity: ExternalIdentity) -> None:
        """Remove an identity."""
        self.session.execute(delete(ExternalIdentity).where(ExternalIdentity.id == identity.id))

    def take_login(self, state_digest: str, browser_digest: str, *, now: datetime) -> IdentityLogin | None:
        """Return a login under way and forget it, so that its answer counts once; None where it is not this browser's.

        A login of another browser stays as it is: whoever learns its state takes nothing from its owner.
        """
        mine = (IdentityLogin.state_digest == state_digest) & (IdentityLogin.browser_digest == browser_digest)
        taken = delete(IdentityLogin).where(mine, IdentityLogin.expires_at > now).returning(IdentityLogin)
        return self.session.scalars(taken).one_or_none()

    def end_logins_before(self, now: datetime) -> None:
        """Forget logins that nobody came back from."""
        self.session.execute(delete(IdentityLogin).where(IdentityLogin.expires_at <= now))

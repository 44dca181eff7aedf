"""Questions about the second step of a login."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workflow_app.models import LoginSession, LoginStep, RecoveryCode, SecondFactor


class SecondFactors:
    """Authenticators, recovery codes, and logins half done."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, account_id: str, *, lock: bool = False) -> SecondFactor | None:
        """Return the authenticator of an account, held until commit if asked, or None."""
        statement = select(SecondFactor).where(SecondFactor.account_id == account_id)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        return self.session.scalar(statement)

    def accounts_with(self, account_ids: Collection[str]) -> frozenset[str]:
        """Return those of some accounts that log in with a code."""
        statement = select(SecondFactor.account_id).where(
            SecondFactor.account_id.in_(account_ids), SecondFactor.secret_cipher.is_not(None)
        )
        return frozenset(self.session.scalars(statement))

    def find_unused_code(self, account_id: str, code_digest: str) -> RecoveryCode | None:
        """Return a recovery code that was not used yet, held until commit, or None."""
        statement = select(RecoveryCode).where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.code_digest == code_digest,
            RecoveryCode.used_at.is_(None),
        )
        return self.session.scalar(statement.with_for_update().execution_options(populate_existing=True))

    def count_unused_codes(self, account_id: str) -> int:
        """Return how many recovery codes are left."""
        statement = select(func.count()).select_from(RecoveryCode)
        theirs = (RecoveryCode.account_id == account_id) & RecoveryCode.used_at.is_(None)
        return self.session.scalar(statement.where(theirs)) or 0

    def forget_codes(self, account_id: str) -> None:
        """Let every recovery code of an account be of no more use."""
        self.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))

    def forget(self, account_id: str) -> None:
        """Remove the authenticator of an account with its recovery codes and logins half done."""
        self.forget_codes(account_id)
        self.end_steps_of(account_id)
        self.session.execute(delete(SecondFactor).where(SecondFactor.account_id == account_id))

    def find_step(self, token_hash: str, *, now: datetime, lock: bool = False) -> LoginStep | None:
        """Return a login half done that is not over, held until commit if asked, or None."""
        statement = select(LoginStep).where(LoginStep.token_hash == token_hash, LoginStep.expires_at > now)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        return self.session.scalar(statement)

    def end_steps_of(self, account_id: str) -> None:
        """Forget every login half done of an account."""
        self.session.execute(delete(LoginStep).where(LoginStep.account_id == account_id))

    def end_steps_before(self, now: datetime) -> None:
        """Forget logins half done that are over."""
        self.session.execute(delete(LoginStep).where(LoginStep.expires_at <= now))

    def end_other_sessions(self, account_id: str, *, but: str) -> None:
        """Forget every session of an account but one, named by its digest."""
        theirs = (LoginSession.account_id == account_id) & (LoginSession.token_hash != but)
        self.session.execute(delete(LoginSession).where(theirs))

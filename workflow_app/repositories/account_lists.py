"""The list of accounts, by what they are for and by words: an installation at work has as many as enterprises."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import AccountsShown
from workflow_app.models import Account, AccountRole
from workflow_app.repositories.pages import mark


class AccountLists:
    """Accounts with the roles they hold."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def search(
        self, shown: AccountsShown, words: str, *, mobile_lookup: str, cursor: str | None, limit: int
    ) -> Sequence[Account]:
        """Return up to `limit + 1` accounts that hold any role, by part of a name or a whole number, the oldest first.

        Raises InvalidError on `/cursor`.
        """
        statement = select(Account).where(_SHOWN[shown])
        if words:
            named = [each.contains(words, autoescape=True) for each in (Account.username, Account.name)]
            statement = statement.where(or_(*named, Account.mobile_lookup == mobile_lookup))
        if cursor is not None:
            statement = statement.where(Account.id > mark(cursor, str)[1])
        return self.session.scalars(statement.order_by(Account.id).limit(limit + 1)).all()

    def roles_of(self, account_ids: Sequence[str]) -> dict[str, list[str]]:
        """Return the roles of each account, each once."""
        held: dict[str, set[str]] = {}
        statement = select(AccountRole.account_id, AccountRole.role).where(AccountRole.account_id.in_(account_ids))
        for account_id, role in self.session.execute(statement):
            held.setdefault(account_id, set()).add(role)
        return {account_id: sorted(roles) for account_id, roles in held.items()}


def _holds(condition: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    statement = select(AccountRole.account_id)
    return Account.id.in_(statement if condition is None else statement.where(condition))


_SHOWN: dict[AccountsShown, ColumnElement[bool]] = {
    AccountsShown.STAFF: _holds(AccountRole.role != Role.APPLICANT) & ~Account.disabled,
    AccountsShown.OUTSIDE: _holds(AccountRole.role == Role.APPLICANT) & ~Account.disabled,
    AccountsShown.CLOSED: _holds() & Account.disabled,
    AccountsShown.EVERYBODY: _holds(),
}

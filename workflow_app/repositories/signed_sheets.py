"""Questions about approval sheets that were signed on paper."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflow_app.models import Account, AccountRole, SignedSheet, Task


class SignedSheets:
    """Signed sheets, and who may have signed one."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, sheet_id: str) -> SignedSheet | None:
        """Return a sheet, or None."""
        return self.session.get(SignedSheet, sheet_id)

    def of_case(self, case_id: str) -> Sequence[SignedSheet]:
        """Return the sheets of a case in the order they were entered."""
        wanted = select(SignedSheet).where(SignedSheet.case_id == case_id)
        return self.session.scalars(wanted.order_by(SignedSheet.id)).all()

    def signers(self, case_id: str, authority_id: str, roles: Collection[str]) -> Sequence[Account]:
        """Return who signs at an authority by role, and whoever was appointed or acted in such a role in the case."""
        holds = select(AccountRole.account_id).where(
            AccountRole.role.in_(roles),
            or_(AccountRole.authority_id.is_(None), AccountRole.authority_id == authority_id),
        )
        here = Task.case_id == case_id
        named = select(Task.appointee_id).where(here, Task.appointee_id.is_not(None))
        acted = select(Task.completed_by).where(here, Task.role.in_(roles), Task.completed_by.is_not(None))
        working = Account.disabled.is_(False) & Account.id.in_(holds)
        wanted = select(Account).where(or_(working, Account.id.in_(named), Account.id.in_(acted)))
        return self.session.scalars(wanted.order_by(Account.name, Account.id)).all()

"""A legal representative who agreed by telephone and was found right by the office, and registers with that number."""

from workflow_app.domain.authorisations import ActsAs, Scope, Way, same_name
from workflow_app.domain.time import local_date
from workflow_app.models import Account
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.authorising import Given, give
from workflow_app.services.tools import Tools


def let_in_head(unit: UnitOfWork, account: Account, tools: Tools) -> None:
    """Let a new account see and end what it agreed to as legal representative; within the caller's unit of work.

    The name must be that of the request and of the register, and nobody else may be the representative yet.
    """
    today = local_date(tools.clock.now())
    for row in unit.authorisations.checked_telephone(account.mobile_lookup or "-"):
        subject = unit.subjects.get(str(row.subject_id))
        is_head = same_name(account.name, row.representative) and same_name(account.name, subject.legal_representative)
        if is_head and not unit.authorisations.representatives(subject.id, today=today):
            kind, scope = ActsAs.LEGAL_REPRESENTATIVE, Scope.FILE
            give(unit, Given(account, subject, kind, scope, Way.CONSENT, today, None, None), tools)

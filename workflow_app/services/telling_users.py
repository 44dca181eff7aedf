"""Telling those who used a record that its repair is completed: its data users, to whom the notice (T24) goes too.

A record is used where the gate answered somebody of the staff with it. Each of them is told once, with the letter that
anybody can verify, so that they need not go on with an answer that no longer holds.
"""

from workflow_app.domain.actors import Role
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.time import local_date
from workflow_app.models import GateResult
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.notices import Telling

PERIOD, LETTER = "repair.users_told", "T24_DONE"
MOST_LOOKED_AT = 500
"""Answers about one subject that are looked through, the newest ones."""


def tell_users(work: CaseWork) -> None:
    """Tell everybody of the staff who was answered with the record of a case lately that it is repaired."""
    record = work.record()
    if record is None:
        return
    work.unit.flush()
    letters = [each for each in work.unit.letters.of_cases([work.case.id]) if each.kind == LETTER]
    if not letters:
        return
    facts = {
        "subject": work.subject.name,
        "document_no": record.document_no,
        "letter": letters[-1].number,
        "path": f"/public/letters/{letters[-1].code}",
    }
    users = _users(work, record.id)
    for account_id, used in users.items():
        said = facts | {"used_on": local_date(used.asked_at).isoformat()}
        telling = Telling("RECORD_REPAIRED", used.authority_id, said, record_id=record.id)
        work.unit.add(telling.for_account(account_id, now=work.now))
    if users:
        work.audit("case.users_told", number=letters[-1].number, count=len(users))


def _users(work: CaseWork, record_id: str) -> dict[str, GateResult]:
    """Return who of the staff used a record lately, each with the last answer; nobody where no period is set."""
    try:
        period = work.parameter(PERIOD).period()
    except ParameterMissingError:
        return {}
    found: dict[str, GateResult] = {}
    uses = work.unit.gate.list_uses(record_id, subject_id=work.case.subject_id, limit=MOST_LOOKED_AT)
    for each in uses:
        is_lately = work.rules.begin(period, local_date(each.asked_at)).due.due_on >= work.today
        if is_lately and each.asked_by not in found and _is_staff(work, each.asked_by):
            found[each.asked_by] = each
    return found


def _is_staff(work: CaseWork, account_id: str) -> bool:
    """Tell whether an account still works for an authority; who acts for the subject is told as such."""
    actor = work.unit.accounts.find_actor(account_id, today=work.today)
    return actor is not None and any(grant.role != Role.APPLICANT for grant in actor.grants)

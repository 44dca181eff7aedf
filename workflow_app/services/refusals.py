"""What a refused applicant needs to know: why, from when to apply again, and what can be done about it."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from workflow_app.models import Letter, Task
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.views import RefusalView

REFUSED, LETTER = "REFUSED", "T22_REFUSE"


def show_refusal(state: str, tasks: Iterable[Task], letters: Iterable[Letter]) -> RefusalView | None:
    """Return the refusal of a case as its letter states it, or None where it was not refused."""
    kept = [each for each in letters if each.kind == LETTER]
    if state != REFUSED or not kept:
        return None
    given = _given(tasks)
    newest = kept[-1]
    return RefusalView(
        reason=str(given.get("decision_reason") or "—"),
        reapply_on=_reapply_on(given, first_letter=kept[0]),
        remedies_zh=str(newest.data["remedies"]),
        remedies_en=str((newest.data.get("english") or newest.data)["remedies"]),
    )


def reapply_days(unit: UnitOfWork, record_ids: Collection[str]) -> dict[str, date]:
    """Return from when the repair of records may be asked for again, for those whose application was refused."""
    newest = {str(each.record_id): each.id for each in unit.cases.list_refused(record_ids)} if record_ids else {}
    if not newest:
        return {}
    letters: dict[str, Letter] = {}
    for each in unit.letters.of_cases(list(newest.values())):
        if each.kind == LETTER:
            letters.setdefault(str(each.case_id), each)
    return {
        record_id: _reapply_on(_given(unit.tasks.of_case(case_id)), first_letter=letters[case_id])
        for record_id, case_id in newest.items()
        if case_id in letters
    }


def _given(tasks: Iterable[Task]) -> dict[str, object]:
    given: dict[str, object] = {}
    for task in tasks:
        given |= task.outcome or {}
    return given


def _reapply_on(given: dict[str, object], *, first_letter: Letter) -> date:
    """Return the day that the decider named, else the day after; a letter issued anew does not put it off."""
    again = given.get("reapply_on")
    return date.fromisoformat(str(again)) if again else first_letter.issued_on + timedelta(days=1)

"""What a refused applicant needs to know: why, from when to apply again, and what can be done about it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from workflow_app.domain.letter_held import value_of
from workflow_app.domain.letter_states import HOLDS
from workflow_app.domain.letters import LetterData
from workflow_app.models import Letter
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.views import RefusalView

LETTER = "T22_REFUSE"
LETTERS = {"REFUSED": (LETTER, "refusal_reason"), "NOT_ACCEPTED": ("T20_REJECT", "rejection_reason")}
"""By state of a case: the letter that turns the application down, and the value that says why."""


def show_refusal(state: str, letters: Iterable[Letter]) -> RefusalView | None:
    """Return why a case was turned down, as its letter states it by now, or None where it was not."""
    kind, reason = LETTERS.get(state, ("", ""))
    kept = [each for each in letters if each.kind == kind]
    if not kept:
        return None
    held, newest = LetterData.from_json(_in_force(kept).data), kept[-1]
    return RefusalView(
        reason=value_of(held, reason) or "—",
        reapply_on=_reapply_on(kept) if kind == LETTER else None,
        remedies_zh=str(newest.data["remedies"]),
        remedies_en=str((newest.data.get("english") or newest.data)["remedies"]),
    )


def reapply_days(unit: UnitOfWork, record_ids: Collection[str]) -> dict[str, date]:
    """Return from when the repair of records may be asked for again, for those whose application was refused."""
    newest = {str(each.record_id): each.id for each in unit.cases.list_refused(record_ids)} if record_ids else {}
    if not newest:
        return {}
    letters: dict[str, list[Letter]] = {}
    for each in unit.letters.of_cases(list(newest.values())):
        if each.kind == LETTER:
            letters.setdefault(str(each.case_id), []).append(each)
    return {record_id: _reapply_on(letters[case_id]) for record_id, case_id in newest.items() if case_id in letters}


def _in_force(letters: Sequence[Letter]) -> Letter:
    """Return the refusal that holds; the last one where none does any more."""
    return next((each for each in reversed(letters) if each.standing in HOLDS), letters[-1])


def _reapply_on(letters: Sequence[Letter]) -> date:
    """Return the day that the refusal names, put right where it was; a letter issued anew does not put it off."""
    again = value_of(LetterData.from_json(_in_force(letters).data), "reapply_on")
    return date.fromisoformat(again) if again else letters[0].issued_on + timedelta(days=1)

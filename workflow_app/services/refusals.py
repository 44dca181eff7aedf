"""What a refused applicant needs to know: why, from when to apply again, and what can be done about it."""

from collections.abc import Iterable
from datetime import date, timedelta

from workflow_app.models import Letter, Task
from workflow_app.services.views import RefusalView

REFUSED, LETTER = "REFUSED", "T22_REFUSE"


def show_refusal(state: str, tasks: Iterable[Task], letters: Iterable[Letter]) -> RefusalView | None:
    """Return the refusal of a case as its letter states it, or None where it was not refused."""
    letter = next((each for each in reversed(list(letters)) if each.kind == LETTER), None)
    if state != REFUSED or letter is None:
        return None
    given: dict[str, object] = {}
    for task in tasks:
        given |= task.outcome or {}
    again = given.get("reapply_on")
    return RefusalView(
        reason=str(given.get("decision_reason") or "—"),
        reapply_on=date.fromisoformat(str(again)) if again else letter.issued_on + timedelta(days=1),
        remedies_zh=str(letter.data["remedies"]),
        remedies_en=str((letter.data.get("english") or letter.data)["remedies"]),
    )

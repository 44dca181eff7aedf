"""What the letter that grants the repair of a breach says of the promise: kept since, or put right, and when."""

from datetime import date

from workflow_app.domain.gate_kinds import BREACH
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.letter_payment import GRANT
from workflow_app.repositories.performed import answers_of_applicant


def promise_done(work: CaseWork, kind: str) -> dict[str, object]:
    """Return how the promise stands as the applicant showed it; nothing of any other letter or record."""
    record = work.record()
    if kind != GRANT or record is None or record.kind != BREACH:
        return {}
    given = answers_of_applicant(work.tasks)
    state, done_on = given.get("promise_state"), given.get("promise_done_on")
    return {
        "promise_kept": state == "KEPT",
        "promise_put_right": state == "PUT_RIGHT",
        "promise_done_on": date.fromisoformat(done_on) if isinstance(done_on, str) else done_on,
        "no_money_ordered": False,
    }

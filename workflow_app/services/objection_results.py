"""What a step of a case does to the objections against it: examined with it, or left without one (rule A6)."""

from workflow_app.domain.objections import MESSAGE, Status
from workflow_app.models import Objection
from workflow_app.models import Wait as WaitRow
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of
from workflow_app.repositories.intended_repairs import PUBLICITY
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.objection_news import leave_news

OUTCOME, FINDINGS = "objection_outcome", "objection_findings"
"""The fields of the form of an examination."""


def settle(work: CaseWork) -> None:
    """Write the outcome of an examination, where this step has one, to every objection that was examined.

    Written at once, so that what the step opens next sees none of them under examination.
    """
    outcome = work.values.get(OUTCOME)
    if outcome not in (Status.UPHELD, Status.REJECTED):
        return
    rows = work.unit.objections.under_examination(work.case.id)
    for row in rows:
        row.status, row.findings = str(outcome), str(work.values.get(FINDINGS) or "")
        row.examined_by, row.examined_at = work.actor.id, work.now
        row.version += 1
        if outcome == Status.UPHELD:
            work.audit("objection.upheld", objection=row.number)
        else:
            work.audit("objection.rejected", objection=row.number)
        leave_news(work.unit, row, now=work.now)
    if rows:
        numbers = "、".join(row.number for row in rows)
        code = "OBJECTION_UPHELD" if outcome == Status.UPHELD else "OBJECTION_REJECTED"
        work.tell_subject(code, subject=work.subject.name, objection=numbers, findings=rows[0].findings)
    work.unit.flush()


def leave_moot(work: CaseWork) -> None:
    """Close the objections of a case that has ended without them: there is no repair any more to object to."""
    if work.case.record_id is None or PUBLICITY not in clocks_of(work):
        return
    for row in work.unit.objections.undecided(work.case.id):
        row.status = Status.MOOT.value
        row.version += 1
        work.audit("objection.moot", objection=row.number)
        leave_news(work.unit, row, now=work.now)


def tell_again(work: CaseWork, wait: WaitRow) -> None:
    """Tell a case that begins to wait for accepted objections of one that was accepted while it did not.

    Nobody objects to what was never on display, so such a case is not asked about.
    """
    if wait.message != MESSAGE or PUBLICITY not in clocks_of(work):
        return
    accepted = [row for row in work.unit.objections.under_examination(work.case.id) if row.status == Status.ACCEPTED]
    for row in accepted[:1]:
        work.leave("tell_case", f"tell_case:{work.case.id}:{MESSAGE}:{wait.id}", payload_of(row))


def payload_of(row: Objection) -> dict[str, object]:
    """Return what a case is told when an objection to it was accepted."""
    return {"case_id": row.case_id, "message": MESSAGE, "objection_id": row.id}


def is_accepted(unit: UnitOfWork, objection_id: str) -> bool:
    """Tell whether an objection is accepted and waits for its examination; the case must be locked."""
    return unit.objections.get(objection_id).objection.status == Status.ACCEPTED

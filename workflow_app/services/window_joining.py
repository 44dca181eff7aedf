"""A draft that was begun online is gone on with at the counter, because who stands there asks for it."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.window import TakeToWindow
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError
from workflow_app.domain.time import local_date
from workflow_app.domain.window import CHANNEL, files_at, on_behalf, wrong_in_person
from workflow_app.models import Case
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.repositories.windows import Windows
from workflow_app.services import once
from workflow_app.services.audit import record_for_case
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.window_cases import refuse_clerk
from workflow_app.services.window_people import fill_in, new_filing


@dataclass(frozen=True, slots=True)
class OnlineDraft:
    """A draft begun online, before its answers are open to the counter: what it is about, and the representative."""

    case: CaseView
    document_no: str | None
    representative: str | None


def online_draft(case_id: str, *, actor: Actor, tools: Tools) -> OnlineDraft:
    """Return what a clerk may know of a draft that was begun online; none of its answers.

    Raises NotFoundError CASE_UNKNOWN, ForbiddenError, ConflictError as `take_to_window`.
    """
    with tools.database.read() as unit:
        rows = _draft(unit, case_id, actor)
        refuse_elsewhere(rows.case)
        record = unit.records.get(rows.case.record_id).record if rows.case.record_id else None
        view = show_case(rows, loaded_of(unit, rows, tools), actor=on_behalf(actor, rows.subject.id))
        return OnlineDraft(view, record.document_no if record else None, rows.subject.legal_representative)


def take_to_window(command: TakeToWindow, *, actor: Actor, tools: Tools) -> str:
    """Let the window go on with a draft and return the id of its case; who began it may go on as well.

    Where a colleague was faster nothing is changed. Raises InvalidError per field of the person, NotFoundError
    CASE_UNKNOWN, ForbiddenError, ConflictError DRAFT_HANDED_IN, DRAFT_GOES_ELSEWHERE or CASE_ENDED.
    """
    now = tools.clock.now()
    wrong = list(wrong_in_person(command.person, today=local_date(now)))
    if wrong:
        raise InvalidError(*wrong)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = _draft(unit, command.case_id, actor, lock=True)
        case = rows.case
        if Windows(unit.session).find(case.id) is None:
            refuse_elsewhere(case)
            case.channel = CHANNEL
            filing = new_filing(case, command.person, actor=actor, tools=tools)
            unit.add(filing)
            for task in unit.tasks.of_case(case.id):
                if task.status == "OPEN" and task.role == Role.APPLICANT:
                    fill_in(task, loaded_of(unit, rows, tools), command.person)
            said = {"acts_as": filing.acts_as, "shown": filing.shown}
            record_for_case(unit, case_id=case.id, actor=actor, action="window.joined", data=said, now=now)
        once.keep(unit, command.once, row_id, case.id)
        unit.commit()
    return command.case_id


def may_be_joined(case: Case) -> bool:
    """Tell whether a case is a draft of an account here, by itself: not of a batch, and not from another site."""
    return case.status == "DRAFT" and case.batch_id is None and case.channel is None


def refuse_elsewhere(case: Case) -> None:
    """Refuse what is no draft any more, or goes on where it is; raises ConflictError."""
    if case.status == "ENDED":
        raise ConflictError("CASE_ENDED")
    if case.submitted_at is not None:
        raise ConflictError("DRAFT_HANDED_IN")
    if case.channel != CHANNEL and not may_be_joined(case):
        raise ConflictError("DRAFT_GOES_ELSEWHERE")


def _draft(unit: UnitOfWork, case_id: str, actor: Actor, *, lock: bool = False) -> CaseRows:
    """Return a case of a clerk's authority; raises NotFoundError CASE_UNKNOWN, ForbiddenError."""
    rows = unit.cases.get(case_id, lock=lock)
    if not files_at(actor, rows.case.authority_id):
        raise NotFoundError("CASE_UNKNOWN")
    refuse_clerk(actor, authority_id=rows.case.authority_id, subject_id=rows.case.subject_id)
    return rows

"""Objections as others than their handlers read them: the objector by number and code, the examiner, the decider."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.letter_marks import normal_number
from workflow_app.domain.objections import UNDECIDED, UNDER_EXAMINATION, Status
from workflow_app.repositories.objections import ObjectionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.cases import refuse_reader
from workflow_app.services.guesses import counted
from workflow_app.services.objection_letters import find_objection, is_ready, result_letter
from workflow_app.services.objection_replies import TOLD
from workflow_app.services.objection_views import ObjectionView, show_objections
from workflow_app.services.tools import Tools

EXAMINATION = "examine_objection"


@dataclass(frozen=True, slots=True)
class FollowedObjection:
    """An objection as its objector reads it; `answer` is why it was not accepted, or what the examination found.

    `letter_number` is of the letter that tells the result, once there is one.
    """

    number: str
    status: str
    ground: str
    case_id: str
    authority_zh: str
    authority_en: str
    authority_phone: str
    received_at: datetime
    accept_due_on: date
    judged_at: datetime | None
    examined_at: datetime | None
    examined_by_due: date | None
    answer: str
    with_number: str | None
    letter_number: str | None = None
    is_letter_ready: bool = False


@dataclass(frozen=True, slots=True)
class UndecidedObjection:
    """An objection that stands against a grant, as the decider reads of it."""

    number: str
    is_accepted: bool
    received_at: datetime
    accept_due_on: date


def follow_objection(number: str, code: str, *, tools: Tools) -> FollowedObjection:
    """Return how an objection stands by its number and code; raises NotFoundError OBJECTION_UNKNOWN otherwise.

    Raises LimitedError CODES_GUESSED where too many codes were tried for the number.
    """
    with counted(normal_number(number), tools=tools), tools.database.read() as unit:
        rows = find_objection(unit, number, code)
        letter = result_letter(unit, rows.objection)
        leads = unit.objections.numbers([rows.objection.attached_to_id])
        due_on = _examined_by(unit, rows)
    row, authority = rows.objection, rows.authority
    return FollowedObjection(
        number=row.number,
        status=row.status,
        ground=row.ground,
        case_id=row.case_id,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        authority_phone=authority.phone,
        received_at=row.received_at,
        accept_due_on=row.accept_due_on,
        judged_at=row.judged_at,
        examined_at=row.examined_at,
        examined_by_due=due_on,
        answer=(row.judged_reason if row.status == Status.NOT_ACCEPTED else row.findings) or "",
        with_number=leads.get(row.attached_to_id or ""),
        letter_number=letter.number if letter else None,
        is_letter_ready=letter is not None and is_ready(letter),
    )


def examined_objections(case_id: str, *, actor: Actor, tools: Tools) -> tuple[ObjectionView, ...]:
    """Return the accepted objections of a case for its examination, without who made them; raises for strangers."""
    with tools.database.read() as unit:
        refuse_reader(actor, unit.cases.get(case_id))
        return show_objections(unit, unit.objections.rows_of_case(case_id, TOLD), cipher=tools.cipher)


def undecided_objections(case_id: str, *, actor: Actor, tools: Tools) -> tuple[UndecidedObjection, ...]:
    """Return what stands against a grant of a case; raises NotFoundError for strangers."""
    with tools.database.read() as unit:
        refuse_reader(actor, unit.cases.get(case_id))
        rows = unit.objections.rows_of_case(case_id, UNDECIDED)
    return tuple(
        UndecidedObjection(
            each.objection.number,
            each.objection.status in UNDER_EXAMINATION,
            each.objection.received_at,
            each.objection.accept_due_on,
        )
        for each in rows
    )


def _examined_by(unit: UnitOfWork, rows: ObjectionRows) -> date | None:
    """Return by when the examination is to be over, once it has begun."""
    if rows.objection.status not in UNDER_EXAMINATION:
        return None
    open_tasks = unit.tasks.open_of_cases([rows.case.id])
    return next((task.due_on for task in open_tasks if task.element == EXAMINATION), None)

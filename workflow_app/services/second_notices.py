"""Leave of the head of a section to ask for missing items once more: with a reason, noted and counted (rule A3)."""

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.cases import AllowSecondNotice
from workflow_app.domain.correcting import JUDGED, may_allow_notice
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.policies import Answer
from workflow_app.models import SecondNotice
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.rounds_left import rounds_of
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools

LONGEST_REASON, SHORTEST_REASON = 500, 5
RIGHTS = frozenset({"ROLE_NEEDED", "CONFLICT_OF_INTEREST"})
"""Rules about who asks; the others are about the case."""


def second_notice_of(case_id: str, *, actor: Actor, tools: Tools) -> Answer | None:
    """Return whether a second notice may be allowed in a case; None for those who never allow one, and at other times.

    Raises as `get_case` does.
    """
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        if rows.case.status == "ENDED" or rows.case.state != JUDGED:
            return None
        answer = _judged(unit, rows, actor, tools)
    return None if answer.rule in RIGHTS else answer


def allow_second_notice(command: AllowSecondNotice, *, actor: Actor, tools: Tools) -> None:
    """Let missing items be asked for once more in a case, and tell those who accept applications.

    Raises NotFoundError, InvalidError on /reason, ForbiddenError, ConflictError, RefusedError NOT_BEING_ACCEPTED or
    NOTICE_LEFT.
    """
    reason = _reason(command)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_reader(actor, rows)
        _refuse_old(command, rows)
        answer = _judged(unit, rows, actor, tools)
        if not answer.allowed:
            raise (ForbiddenError if answer.rule in RIGHTS else RefusedError)(answer.rule)
        work = work_on(unit, rows, actor=actor, tools=tools)
        given = {"id": new_id(), "case_id": rows.case.id, "authority_id": rows.case.authority_id}
        unit.add(SecondNotice(**given, reason=reason, allowed_by=actor.id, allowed_at=work.now))
        work.audit("case.second_notice_allowed", reason=reason)
        work.tell_role(Role.INTAKE, "SECOND_NOTICE_ALLOWED", reason=reason)
        write_audit(work)
        once.keep(unit, command.once, row_id, rows.case.id)
        unit.commit()


def _refuse_old(command: AllowSecondNotice, rows: CaseRows) -> None:
    """Refuse what was decided upon a case that has moved on."""
    if rows.case.status == "ENDED":
        raise ConflictError("CASE_ENDED")
    if command.version is not None and command.version != rows.case.version:
        raise ConflictError("STALE", seen=command.version, current=rows.case.version)


def _judged(unit: UnitOfWork, rows: CaseRows, actor: Actor, tools: Tools) -> Answer:
    case = rows.case
    where = {"authority_id": case.authority_id, "subject_id": case.subject_id, "state": case.state}
    return may_allow_notice(actor, rounds_of(unit, rows, tools), **where)


def _reason(command: AllowSecondNotice) -> str:
    reason = command.reason.strip()
    if not reason:
        raise InvalidError(FieldError("/reason", "REQUIRED"))
    if len(reason) < SHORTEST_REASON:
        raise InvalidError(FieldError("/reason", "TOO_SHORT", {"minimum": SHORTEST_REASON}))
    if len(reason) > LONGEST_REASON:
        raise InvalidError(FieldError("/reason", "TOO_LONG", {"maximum": LONGEST_REASON}))
    return reason

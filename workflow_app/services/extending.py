"""Putting off the limit of a case: by the decider, once, before it ends, with a letter to the applicant (rule A4)."""

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.cases import ExtendCase
from workflow_app.domain.errors import ConflictError, ForbiddenError, RefusedError
from workflow_app.domain.extending import MESSAGE, may_extend
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.extension_limits import RIGHTS, ExtensionView, limit_of, reason_of, show_limit
from workflow_app.services.extension_requests import note_given
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of, work_on
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import deliver


def extension_of(case_id: str, *, actor: Actor, tools: Tools) -> ExtensionView | None:
    """Return whether the decider of a case may put off its limit; None for those who never decide it."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        loaded = loaded_of(unit, rows, tools)
        if not actor.has(Role.DECIDER) or rows.case.status == "ENDED" or loaded.facts.extension is None:
            return None
        work = work_on(unit, rows, actor=actor, tools=tools)
        limit = limit_of(work)
        answer = may_extend(actor, limit, on=work.today)
        return None if answer.rule in RIGHTS else show_limit(work, answer, limit)


def extend_case(command: ExtendCase, *, actor: Actor, tools: Tools) -> CaseView:
    """Put off the limit of a case; raises ForbiddenError, RefusedError of the rule, ConflictError."""
    reason = reason_of(command.reason)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_reader(actor, rows)
        if rows.case.status == "ENDED":
            raise ConflictError("CASE_ENDED")
        if command.version is not None and command.version != rows.case.version:
            raise ConflictError("STALE", seen=command.version, current=rows.case.version)
        loaded = loaded_of(unit, rows, tools)
        work = work_on(unit, rows, actor=actor, tools=tools)
        limit = limit_of(work)
        answer = may_extend(actor, limit, on=work.today)
        if not answer.allowed:
            raise (ForbiddenError if answer.rule in RIGHTS else RefusedError)(answer.rule or "", days=limit.days)
        work.values = {"extension_reason": reason}
        tasks = unit.tasks.of_case(rows.case.id)
        note_given(work)
        opened = deliver(work, loaded, tools, MESSAGE)
        view = show_case(rows, loaded, actor=actor, tasks=[*tasks, *opened], clocks=unit.cases.clocks([rows.case.id]))
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view

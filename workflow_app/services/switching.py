"""Going on by another way: the case ends as its diagram says, and a new one takes its answers (rule 2.2, S04)."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import OpenCase, SwitchCase
from workflow_app.domain.errors import ConflictError, ForbiddenError
from workflow_app.domain.moving import may_switch
from workflow_app.domain.process_ways import SwitchFacts
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.moving import note, reason_of, show_opened
from workflow_app.services.opening import Opened, open_within
from workflow_app.services.steps import loaded_of, work_on
from workflow_app.services.taking_over import From
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import deliver


def switch_case(command: SwitchCase, *, actor: Actor, tools: Tools) -> CaseView:
    """Take the pledge back and return a draft of the other process with the answers and files.

    Raises InvalidError on /reason, NotFoundError CASE_UNKNOWN, ForbiddenError TOO_LATE_TO_SWITCH, ConflictError STALE
    or CASE_ENDED.
    """
    reason = reason_of(command.reason)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_reader(actor, rows)
        switch = _allowed(unit, rows, command, actor, tools)
        _end(unit, rows, switch, reason, actor, tools)
        opened = _open(unit, rows, switch, actor, tools)
        note(unit, rows, "case.switched_to", {"reason": reason, "case": opened.rows.case.id}, actor, tools)
        said: dict[str, object] = {"number": rows.case.number, "case": rows.case.id}
        note(unit, opened.rows, "case.switched_from", said, actor, tools)
        view = show_opened(opened, actor)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.calendars.note_stored(opened.kept)
    tools.wake.nudge()
    return view


def _allowed(unit: UnitOfWork, rows: CaseRows, command: SwitchCase, actor: Actor, tools: Tools) -> SwitchFacts:
    if rows.case.status == "ENDED":
        raise ConflictError("CASE_ENDED")
    switch = loaded_of(unit, rows, tools).facts.switch
    states = switch.states if switch else frozenset()
    answer = may_switch(actor, subject_id=rows.case.subject_id, state=rows.case.state, states=states)
    if not answer.allowed or switch is None:
        raise ForbiddenError(answer.rule)
    if command.version is not None and command.version != rows.case.version:
        raise ConflictError("STALE", seen=command.version, current=rows.case.version)
    return switch


def _end(unit: UnitOfWork, rows: CaseRows, switch: SwitchFacts, reason: str, actor: Actor, tools: Tools) -> None:
    """End the old case as its diagram ends one whose pledge is taken back."""
    work = work_on(unit, rows, actor=actor, tools=tools)
    work.audit("case.switch_asked", reason=reason)
    deliver(work, loaded_of(unit, rows, tools), tools, switch.message)


def _open(unit: UnitOfWork, rows: CaseRows, switch: SwitchFacts, actor: Actor, tools: Tools) -> Opened:
    """Open the new case about the same matter, in its edition of today."""
    matter = unit.matters.get_kept(str(rows.case.matter_edition_id))
    values = {"authority": rows.authority.code, "matter": matter.code}
    command = OpenCase(switch.process, rows.subject.uscc or "", values)
    return open_within(unit, command, actor=actor, tools=tools, source=From(earlier=rows.case))

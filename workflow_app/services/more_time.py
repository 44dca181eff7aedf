"""Asking for more time to bring documents: who may, until when, how often; the form itself is a step of the case."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.deferral import WishMoreTime
from workflow_app.domain.deferral import AWAITED, SUPPLEMENT
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.domain.more_time import COUNT, GIVEN, MOST, ROUNDS, WISHED
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of
from workflow_app.repositories.deferred_days import number_in
from workflow_app.repositories.deferred_items import items_of, last_clock
from workflow_app.services import once
from workflow_app.services.documents import refuse_filing
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of, work_on
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import deliver


def wish_more_time(command: WishMoreTime, *, actor: Actor, tools: Tools) -> CaseView:
    """Open the request for the applicant to fill in; nothing is asked for before it is handed in.

    Raises NotFoundError, ForbiddenError, ConflictError CASE_ENDED or STALE, RefusedError of `why_no_more_time`.
    """
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_filing(actor, rows)
        if command.version is not None and command.version != rows.case.version:
            raise ConflictError("STALE", seen=command.version, current=rows.case.version)
        work, loaded = work_on(unit, rows, actor=actor, tools=tools), loaded_of(unit, rows, tools)
        rule = why_no_more_time(work)
        if rule:
            raise RefusedError(rule)
        work.audit("deferral.more_time_wished")
        before = unit.tasks.of_case(rows.case.id)
        tasks = [*before, *deliver(work, loaded, tools, WISHED)]
        view = show_case(rows, loaded, actor=actor, tasks=tasks, clocks=unit.cases.clocks([rows.case.id]))
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def why_no_more_time(work: CaseWork) -> str:
    """Return the rule by which no more time can be asked for now; empty where it can.

    NO_MORE_TIME (the rules of the case give none), NOT_ACCEPTED_YET, NOTHING_AWAITED, TIME_IS_OVER, MORE_TIME_OPEN,
    MORE_TIME_USED.
    """
    try:
        most, rounds = work.parameter(MOST).amount, work.parameter(ROUNDS).amount
    except ParameterMissingError:
        return "NO_MORE_TIME"
    last = last_clock(work)
    waits = any(each.message == WISHED for each in work.unit.tasks.open_waits(work.case.id))
    found = (
        ("NOT_ACCEPTED_YET", SUPPLEMENT not in clocks_of(work)),
        ("NOTHING_AWAITED", all(each.status not in AWAITED for each in items_of(work))),
        ("TIME_IS_OVER", last is not None and work.now >= last.due_at),
        ("MORE_TIME_OPEN", not waits),
        ("MORE_TIME_USED", number_in(work, COUNT) >= rounds or number_in(work, GIVEN) >= most),
    )
    return next((rule for rule, holds in found if holds), "")

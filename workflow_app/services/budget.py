"""The budget of one case: its steps with their internal limits beside the legal ones, and what was used so far."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.budget import Budget, Part, Reason, days_used
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.periods import Unit
from workflow_app.domain.process_facts import Whose, Words
from workflow_app.domain.standings import standing
from workflow_app.domain.time import local_date
from workflow_app.engine import Element
from workflow_app.models import CaseClock, Task
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_pauses import stopped_by
from workflow_app.repositories.clock_work import STOPPED, clocks_of, pauses_of, period_of, spans_of
from workflow_app.services.answers import show_whole_case
from workflow_app.services.cases import refuse_reader
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.path_limits import clock_ending, planned_by
from workflow_app.services.steps import loaded_of, work_on
from workflow_app.services.tools import Tools

CLOCK = "repair.result"
"""The clock whose days a budget parts."""


def budget_of(case_id: str, *, actor: Actor, tools: Tools) -> Budget | None:
    """Return the budget of a case; None while no clock of its result has begun, or where that is no matter of days.

    Raises as `get_case` does.
    """
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        loaded = loaded_of(unit, rows, tools)
        work = work_on(unit, rows, actor=actor, tools=tools)
        clock = clocks_of(work).get(CLOCK)
        if clock is None or clock.unit.partition(":")[0] != Unit.WORKING_DAYS:
            return None
        view = show_whole_case(unit, rows, loaded, actor=actor, on=work.today)
        states = {step.element: step.status for step in view.steps}
        tasks = unit.tasks.of_case(case_id)
        parts = tuple(_Parts(work, loaded, clock, tasks).of(states))
        until = local_date(clock.stopped_at) if clock.stopped_at else work.today
        now = standing(work.read_calendar(), period_of(clock), clock.started_on, spans_of(work, clock), on=until)
        late = days_used(work.read_calendar(), [(clock.due_on, until)]) if _runs_late(clock, until) else 0
        return Budget(
            total=clock.amount,
            used=now.used + late,
            parts=parts,
            reasons=tuple(_reasons(work)),
            origin=_origin(work),
            basis=loaded.facts.legal_basis.get(rows.case.regime or ""),
            is_over=clock.status == STOPPED,
        )


def _runs_late(clock: CaseClock, until: date) -> bool:
    return clock.status != "PAUSED" and until > clock.due_on


class _Parts:
    """The steps that take days of the office: those of the straight path, and the ways back that the case went."""

    def __init__(self, work: CaseWork, loaded: LoadedProcess, clock: CaseClock, tasks: Sequence[Task]) -> None:
        self.work, self.loaded, self.tasks = work, loaded, tasks
        self.pauses = spans_of(work, clock)
        self.still = [each for each in pauses_of(work) if each.clock_id == clock.id]

    def of(self, states: Mapping[str, str]) -> Iterator[Part]:
        """Yield each step that is shown, in the order of the path."""
        legal = self._first_legal()
        for element_id, status in states.items():
            element = self.loaded.compiled.elements[element_id]
            parameter = planned_by(element, self.loaded) or self._limit_of_a_way_back(element)
            part = self._part(element, parameter, status) if parameter else None
            if part is not None:
                yield Part(part.element, part.words, part.planned, part.used, status, legal)
                legal = None

    def _limit_of_a_way_back(self, element: Element) -> str | None:
        """Return the limit of a detour that was gone while the clock ran; days on which it stands still count not."""
        gone = [each for each in self.tasks if each.element == element.id]
        is_the_offices = element.kind == "user_task" and element.role != Role.APPLICANT
        if not is_the_offices or not gone or all(self._stood_still(each.opened_at) for each in gone):
            return None
        return element.internal_limit

    def _stood_still(self, at: datetime) -> bool:
        """Tell whether the clock stood still from this instant on."""
        return any(
            row.started_at <= at and (row.ended_at is None or at < row.ended_at or at == row.started_at)
            for row in self.still
        )

    def _worked_on(self, element: Element) -> Iterator[tuple[date, date]]:
        """Yield from when to when the office had a step in hand."""
        for task in self.tasks:
            if task.element == element.id and task.status in {"OPEN", "DONE"}:
                yield local_date(task.opened_at), self._until(task.completed_at)

    def _waited(self, clock: CaseClock) -> tuple[date, date]:
        """Return from when to when a time just had to pass."""
        return clock.started_on, min(self._until(clock.stopped_at), clock.due_on)

    def _until(self, ended_at: datetime | None) -> date:
        return local_date(ended_at) if ended_at else self.work.today

    def _part(self, element: Element, parameter: str, status: str) -> Part | None:
        """Return what a step may take and took; None where the case keeps no value for that."""
        try:
            planned = self.work.parameter(parameter).amount
        except ParameterMissingError:
            return None
        clock = clock_ending(element, self.loaded)
        if clock is None:
            used = days_used(self.work.read_calendar(), self._worked_on(element), self.pauses)
        else:
            begun = clocks_of(self.work).get(clock.key)
            spans = [self._waited(begun)] if begun else []
            used = days_used(self.work.read_calendar(), spans, spans_of(self.work, begun) if begun else ())
        return Part(element.id, Words(element.name, element.name_en), planned, used, status)

    def _first_legal(self) -> int | None:
        """Return the legal limit that begins with the result's own and ends before it: that of the first step."""
        result = self.loaded.facts.clock(CLOCK)
        for facts in self.loaded.facts.clocks:
            is_legal = facts.legal and facts.whose is Whose.OFFICE and facts.key != CLOCK
            if result is not None and is_legal and facts.starts == result.starts:
                clock = clocks_of(self.work).get(facts.key)
                return clock.amount if clock is not None else None
        return None


def _reasons(work: CaseWork) -> Iterator[Reason]:
    """Yield what may happen to the case and stop the clock, or may not under its regime (rule A4)."""
    facts = work.facts.clock(CLOCK)
    stops = stopped_by(work, CLOCK)
    known = dict.fromkeys([*(facts.pauses.values() if facts else ()), *sorted(stops)])
    return (Reason(code, code in stops) for code in known)


def _origin(work: CaseWork) -> str:
    try:
        return work.parameter(f"clock.{CLOCK}.stopped_by").origin
    except ParameterMissingError:
        return ""

"""What a change of calendars would do: days that become others, and running periods that would move."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from workflow_app.domain import calendar_changes
from workflow_app.domain.actors import Actor
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.calendar_changes import Difference, differences
from workflow_app.domain.calendar_content import CalendarChange
from workflow_app.domain.clock_rules import Rules
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.process_facts import Words
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, CaseClock
from workflow_app.repositories.clock_work import PAUSED
from workflow_app.repositories.touched_cases import Days
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.administration import READERS
from workflow_app.services.calendar_changes import span_of
from workflow_app.services.clock_moves import compute
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

MOST_COUNTED = 1000
MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class MovedPeriod:
    """A running period that would end on another day: the number of its case, what it is called, and both days."""

    number: str | None
    what_zh: str
    what_en: str
    before: date
    after: date


@dataclass(slots=True)
class _Moves:
    """Periods that would end later or earlier or be provisional no more, and the first of those that would move."""

    later: int = 0
    earlier: int = 0
    settled: int = 0
    first: list[tuple[CaseClock, date]] = field(default_factory=list)

    def note(self, clock: CaseClock, after: date, *, provisional: bool) -> None:
        """Count one period."""
        self.later += after > clock.due_on
        self.earlier += after < clock.due_on
        self.settled += clock.provisional and not provisional
        if after != clock.due_on and len(self.first) < MOST_EXAMPLES:
            self.first.append((clock, after))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do at one authority; counts of running periods go no further than a thousand.

    `examples` are some of the periods that would move.
    """

    code: str
    name_zh: str
    name_en: str
    differences: tuple[Difference, ...]
    published: tuple[int, ...]
    later: int
    earlier: int
    settled: int
    examples: tuple[MovedPeriod, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would change."""
        return not self.differences and not self.published


def show_effects(change: CalendarChange, code: str | None, *, actor: Actor, tools: Tools) -> tuple[Effect, ...]:
    """Return what a change would do at one authority, or (None) at all of them; nothing is written."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in READERS])
    with tools.database.read() as unit:
        chosen = [each for each in unit.authorities.list_all() if code in (None, each.code)]
        return find_effects(unit, change, chosen, tools=tools)


def find_effects(
    unit: UnitOfWork, change: CalendarChange, chosen: Sequence[Authority], *, tools: Tools
) -> tuple[Effect, ...]:
    """Return what a change would do at each of some authorities."""
    return tuple(_effect(unit, each, change, tools) for each in chosen)


def _effect(unit: UnitOfWork, authority: Authority, change: CalendarChange, tools: Tools) -> Effect:
    calendar = tools.calendars.get(authority, unit.authorities)
    found = differences(calendar, change.days)
    published = tuple(sorted(set(change.years) - calendar.years))
    moves = _Moves()
    if found or published:
        days = span_of(authority.id, [each.day for each in found], published)
        after = calendar_changes.apply(calendar, change.days, change.years)
        moves = _weigh(unit, days, after, tools)
    return Effect(
        authority.code,
        authority.name_zh,
        authority.name_en,
        found,
        published,
        later=moves.later,
        earlier=moves.earlier,
        settled=moves.settled,
        examples=tuple(_example(unit, clock, day, tools) for clock, day in moves.first),
    )


def _weigh(unit: UnitOfWork, days: Days, after: Calendar, tools: Tools) -> _Moves:
    """Compute the running periods that the days touch anew; one that stands still is computed when it runs again."""
    clocks = unit.touched_cases.list_clocks(days, limit=MOST_COUNTED)
    pauses = unit.clocks.pauses([each.id for each in clocks])
    rules = Rules(after, unit.outages.list_spans(), local_date(tools.clock.now()))
    moves = _Moves()
    for clock in clocks:
        new = None if clock.status == PAUSED else compute(clock, rules, pauses.get(clock.id, ()))
        if new is not None:
            moves.note(clock, new.due.due_on, provisional=new.due.provisional)
    return moves


def _example(unit: UnitOfWork, clock: CaseClock, after: date, tools: Tools) -> MovedPeriod:
    """Return a period with the words that the process of its case has for it."""
    rows = unit.cases.get(clock.case_id)
    facts = loaded_of(unit, rows, tools).facts.clocks
    words = next((each.words for each in facts if each.key == clock.key), Words(clock.key, clock.key))
    return MovedPeriod(rows.case.number, words.zh, words.en, clock.due_on, after)

"""A section as its head sees it: how much is open and over, by step and by person, and who can be given what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.appointing import MAY_BE_NAMED
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.repositories.appointments import Appointments
from workflow_app.repositories.second_notices import AllowedNotice, SecondNotices
from workflow_app.repositories.sections import Load, Sections
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

NEWEST = 5
"""How many second notices the head of a section sees listed."""


@dataclass(frozen=True, slots=True)
class StepFigures:
    """How much waits at one step: open in all, over, and held by nobody."""

    element: str
    name_zh: str
    name_en: str
    open: int
    over: int
    free: int


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """Somebody of the authority with their roles: how much they hold, and how much of it is over."""

    id: str
    name: str
    roles: tuple[str, ...]
    open: int
    over: int


@dataclass(frozen=True, slots=True)
class SectionView:
    """The figures of a section, who is most behind first; each counts no further than 1,000 for one step or person.

    `second_notices` are those sent this year; the newest of them, and of those only allowed so far, are listed.
    """

    steps: tuple[StepFigures, ...]
    people: tuple[PersonFigures, ...]
    second_notices: int = 0
    newest_notices: tuple[AllowedNotice, ...] = ()

    @property
    def open(self) -> int:
        """Return how many tasks are open."""
        return sum(step.open for step in self.steps)

    @property
    def over(self) -> int:
        """Return how many of them are over."""
        return sum(step.over for step in self.steps)

    @property
    def free(self) -> int:
        """Return how many nobody holds."""
        return sum(step.free for step in self.steps)


def section_of(*, actor: Actor, tools: Tools) -> SectionView:
    """Return the figures of the section that somebody heads; raises ForbiddenError ROLE_NEEDED."""
    headed = sorted({each.authority_id for each in actor.grants if each.role is Role.SECTION_HEAD} - {None}, key=str)
    if not headed:
        raise ForbiddenError("ROLE_NEEDED", role=Role.SECTION_HEAD.value)
    with tools.database.read() as unit:
        authority_ids = [str(each) for each in headed]
        people = _people(unit, authority_ids)
        loads = Sections(unit.session).loads(authority_ids, list(people), now=tools.clock.now())
        persons = [_person(account_id, *known, loads) for account_id, known in people.items()]
        persons.sort(key=lambda each: (-each.over, -each.open))
        notices, year = SecondNotices(unit.session), start_of_day(local_date(tools.clock.now()).replace(month=1, day=1))
        return SectionView(
            steps=tuple(_steps(unit, loads, tools)),
            people=tuple(persons),
            second_notices=notices.count_since(authority_ids, year),
            newest_notices=tuple(notices.list_newest(authority_ids, year, limit=NEWEST)),
        )


def _people(unit: UnitOfWork, authority_ids: Sequence[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return who works on cases at some authorities: name and roles by account."""
    people: dict[str, tuple[str, tuple[str, ...]]] = {}
    staff = [each for one in authority_ids for each in Appointments(unit.session).list_staff(one)]
    for account, role, _department in staff:
        known = people.get(account.id, (account.name, ()))
        if role in MAY_BE_NAMED and role not in known[1]:
            people[account.id] = (account.name, (*known[1], role))
    return people


def _person(account_id: str, name: str, roles: tuple[str, ...], loads: Iterable[Load]) -> PersonFigures:
    theirs = [each for each in loads if each.assignee_id == account_id]
    return PersonFigures(account_id, name, roles, sum(each.held for each in theirs), sum(each.over for each in theirs))


def _steps(unit: UnitOfWork, loads: Sequence[Load], tools: Tools) -> Iterable[StepFigures]:
    """Yield the steps at which something waits, the fullest first, named as in one of their cases."""
    for element in sorted({each.element for each in loads}, key=lambda key: -_sum(loads, key)):
        here = [each for each in loads if each.element == element]
        rows = unit.cases.get(here[0].case_id)
        known = loaded_of(unit, rows, tools).compiled.elements.get(element)
        yield StepFigures(
            element,
            known.name if known else element,
            known.name_en if known else element,
            _sum(loads, element),
            sum(each.over for each in here),
            sum(each.held for each in here if each.assignee_id is None),
        )


def _sum(loads: Iterable[Load], element: str) -> int:
    return sum(each.held for each in loads if each.element == element)

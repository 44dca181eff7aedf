"""What to know before the first question about a record: what is asked, and how long it takes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.drafts import life_of
from workflow_app.domain.earlier_answers import form_after
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.parameters import ParameterMissingError, Snapshot, from_snapshot
from workflow_app.domain.periods import Due, Period, due
from workflow_app.domain.policies import LOOKS_ONLY, may_open_case
from workflow_app.domain.process_facts import Whose, Words
from workflow_app.domain.time import local_date
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.materials import MATERIALS, PROCESS, RECORD_KIND, materials_of
from workflow_app.services.ready import ready
from workflow_app.services.tools import Tools

MINUTES = "repair.filing_minutes"


@dataclass(frozen=True, slots=True)
class OfficeTime:
    """How long the office has for a part of its work and where that stands.

    `due` is until when if it began today, for what begins when an application is received; None for what begins later.
    """

    words: Words
    amount: int
    unit: str
    origin: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class Preparation:
    """The form as the record asks it, the minutes it takes, the limits of the office, and how long a draft lives."""

    form: dict[str, Any]
    step: str
    minutes: int | None
    limits: tuple[OfficeTime, ...]
    draft_days: int | None


def before_applying(record_id: str, *, actor: Actor, tools: Tools) -> Preparation:
    """Return what the application about a record of the actor's own enterprise will ask; raises NotFoundError."""
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        rows = unit.records.get(record_id)
        answer = may_open_case(actor, subject_id=rows.subject.id)
        if answer is LOOKS_ONLY:
            raise ForbiddenError(answer.rule)
        if not answer.allowed:
            raise NotFoundError("RECORD_UNKNOWN")
        loaded = current_process(unit, tools)
        asked = materials_of(unit, rows, tools, on=today)
        kept = _kept(unit, rows, tools, on=today)
        limits = limits_of_record(unit, rows, loaded, tools, on=today)
    step, form = first_form(loaded)
    life = life_of(kept)
    return Preparation(
        form=form_after(form, {MATERIALS: list(asked), RECORD_KIND: rows.record.kind}),
        step=step,
        minutes=_amount(kept, MINUTES),
        limits=limits,
        draft_days=life.days if life else None,
    )


def limits_of_record(
    unit: UnitOfWork, rows: RecordRows, loaded: LoadedProcess, tools: Tools, *, on: date
) -> tuple[OfficeTime, ...]:
    """Return how long the office has for an application about a record that is received on a day."""
    calendar = tools.calendars.get(rows.authority, unit.authorities)
    return tuple(office_limits(loaded, _kept(unit, rows, tools, on=on), lambda period: due(calendar, period, on)))


def current_process(unit: UnitOfWork, tools: Tools) -> LoadedProcess:
    """Return the process by which an application of today would run."""
    runs_on = unit.processes.get_current(PROCESS)
    return ready(unit, runs_on, tools)


def _kept(unit: UnitOfWork, rows: RecordRows, tools: Tools, *, on: date) -> Snapshot:
    return tools.calendars.parameters(rows.authority, unit.authorities, regime=rows.record.regime, on=on).content


def first_form(loaded: LoadedProcess) -> tuple[str, Mapping[str, Any]]:
    """Return the step in which an application is filled in, and its form."""
    drafts = (each for each in loaded.compiled.elements.values() if each.role == Role.APPLICANT and each.form)
    first = next((each for each in drafts if each.state == "DRAFT"), None)
    return (first.id, loaded.forms.get(first.form or "", {})) if first else ("", {})


def office_limits(loaded: LoadedProcess, kept: Snapshot, ends: Callable[[Period], Due]) -> Iterator[OfficeTime]:
    """Yield the legal limits of the office, in their order."""
    for clock in loaded.facts.clocks:
        amount = _amount(kept, clock.parameter) if clock.legal and clock.whose is Whose.OFFICE else None
        if amount is not None:
            rule = from_snapshot(kept, clock.parameter)
            begins_at_once = clock.since is not None
            yield OfficeTime(
                clock.words, amount, rule.unit, rule.origin, ends(rule.period()) if begins_at_once else None
            )


def _amount(kept: Snapshot, key: str) -> int | None:
    try:
        return from_snapshot(kept, key).amount
    except ParameterMissingError:
        return None

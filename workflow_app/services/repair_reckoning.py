"""How the days of a record come about: which rule sets were weighed, with which values, and which of them holds."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ForbiddenError, NotFoundError, RefusedError
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.policies import LOOKS_ONLY, may_open_case
from workflow_app.domain.publicity import Publicity, Rules, Terms, compute, terms_of
from workflow_app.domain.regimes import Regime
from workflow_app.domain.severity import Facts
from workflow_app.domain.time import local_date
from workflow_app.models import Authority
from workflow_app.repositories.record_periods import facts_of
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.before_applying import OfficeTime, current_process, limits_of_record
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one rule set says of a record, on the day by whose rules it was computed."""

    regime: Regime
    on: date
    terms: Terms
    found: Publicity


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Everything that was weighed for an application of a day, what holds first, and the limits of the office."""

    decided_on: date
    filed_on: date
    basis: str
    weighed: tuple[Weighed, ...]
    limits: tuple[OfficeTime, ...]


def reckon(record_id: str, *, actor: Actor, tools: Tools, filed_on: date | None = None) -> Reckoned:
    """Return how the days of a record come about for an application of a day, of today where none is said.

    Raises NotFoundError or ForbiddenError as opening a case does, and a DomainError where a rule is missing.
    """
    with tools.database.read() as unit:
        return _reckoned(_Reading(unit, tools), record_id, actor, filed_on)


def reckon_all(record_ids: Collection[str], *, actor: Actor, tools: Tools) -> dict[str, Reckoned]:
    """Return how the days of several records come about for applications of today; rules are read once for all.

    A record for which a rule is missing is left out. Raises NotFoundError or ForbiddenError as opening a case does.
    """
    found: dict[str, Reckoned] = {}
    with tools.database.read() as unit:
        unit.records.read_ahead(record_ids)
        reading = _Reading(unit, tools)
        for record_id in record_ids:
            with suppress(ParameterMissingError, RefusedError):
                found[record_id] = _reckoned(reading, record_id, actor, None)
    return found


class _Reading:
    """What several records have in common, read once."""

    def __init__(self, unit: UnitOfWork, tools: Tools) -> None:
        self.unit, self.tools = unit, tools
        self.today = local_date(tools.clock.now())
        self._rules: dict[tuple[str, date], Rules] = {}
        self._limits: dict[tuple[str, str], tuple[OfficeTime, ...]] = {}

    @cached_property
    def _process(self) -> LoadedProcess:
        return current_process(self.unit, self.tools)

    def rules(self, authority: Authority, on: date) -> Rules:
        """Return the rules of an authority as applications of a day go by them."""
        key = (authority.id, on)
        if key not in self._rules:
            self._rules[key] = PublicityRules(self.unit, self.tools.calendars, on).rules_of(authority)
        return self._rules[key]

    def limits(self, rows: RecordRows) -> tuple[OfficeTime, ...]:
        """Return the limits of the office for an application of today."""
        key = (rows.authority.id, rows.record.regime)
        if key not in self._limits:
            self._limits[key] = limits_of_record(self.unit, rows, self._process, self.tools, on=self.today)
        return self._limits[key]


def _reckoned(reading: _Reading, record_id: str, actor: Actor, filed_on: date | None) -> Reckoned:
    rows = reading.unit.records.get(record_id)
    answer = may_open_case(actor, subject_id=rows.subject.id)
    if answer is LOOKS_ONLY:
        raise ForbiddenError(answer.rule)
    if not answer.allowed:
        raise NotFoundError("RECORD_UNKNOWN")
    on = filed_on or reading.today
    facts, rules = facts_of(rows.record, rows.authority), reading.rules(rows.authority, on)
    weighed = tuple(_one(each, facts, rules, on) for each in compute(facts, rules=rules, on=on).considered)
    basis = str(rows.record.content.get("basis") or "")
    limits = reading.limits(rows) if filed_on is None else ()
    return Reckoned(rows.record.decided_on, on, basis, weighed, limits)


def _one(found: Publicity, facts: Facts, rules: Rules, filed_on: date) -> Weighed:
    """Return one computation with its values: by the rules of the day of application, or of that of the decision."""
    regimes = [each for each in rules.regimes if each.key == found.regime]
    on = filed_on if any(each.holds_on(filed_on) for each in regimes) else facts.decided_on
    regime = next(each for each in regimes if each.holds_on(on))
    return Weighed(regime, on, terms_of(facts, found.severity, rules=rules, regime=regime.key, on=on), found)

"""How the days of a record come about: which rule sets were weighed, with which values, and which of them holds."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.policies import LOOKS_ONLY, may_open_case
from workflow_app.domain.publicity import Publicity, Rules, Terms, compute, terms_of
from workflow_app.domain.regimes import Regime
from workflow_app.domain.severity import Facts
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Record
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.before_applying import OfficeTime, before_applying
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.reckoning import facts_of
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
    filed = filed_on or local_date(tools.clock.now())
    with tools.database.read() as unit:
        rows = unit.records.get(record_id)
        answer = may_open_case(actor, subject_id=rows.subject.id)
        if answer is LOOKS_ONLY:
            raise ForbiddenError(answer.rule)
        if not answer.allowed:
            raise NotFoundError("RECORD_UNKNOWN")
        weighed = _weigh(unit, rows.record, rows.authority, tools, filed)
        decided_on, basis = rows.record.decided_on, str(rows.record.content.get("basis") or "")
    limits = before_applying(record_id, actor=actor, tools=tools).limits if filed_on is None else ()
    return Reckoned(decided_on, filed, basis, weighed, limits)


def _weigh(unit: UnitOfWork, record: Record, authority: Authority, tools: Tools, filed_on: date) -> tuple[Weighed, ...]:
    rules = PublicityRules(unit, tools.calendars, filed_on).rules_of(authority)
    facts = facts_of(record, authority)
    return tuple(_one(each, facts, rules, filed_on) for each in compute(facts, rules=rules, on=filed_on).considered)


def _one(found: Publicity, facts: Facts, rules: Rules, filed_on: date) -> Weighed:
    """Return one computation with its values: by the rules of the day of application, or of that of the decision."""
    regimes = [each for each in rules.regimes if each.key == found.regime]
    on = filed_on if any(each.holds_on(filed_on) for each in regimes) else facts.decided_on
    regime = next(each for each in regimes if each.holds_on(on))
    return Weighed(regime, on, terms_of(facts, found.severity, rules=rules, regime=regime.key, on=on), found)

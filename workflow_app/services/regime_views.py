"""Rule sets and the table of classes as administrators read them, and what they say of a made-up decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from workflow_app.domain.actors import Actor
from workflow_app.domain.data_classes import DATA_CLASSES as KINDS_OF_DATA
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.penalty_columns import DATA_CLASSES
from workflow_app.domain.proposals import Kind
from workflow_app.domain.publicity import Publicity, compute
from workflow_app.domain.severity import Facts, PenaltyType
from workflow_app.domain.time import local_date
from workflow_app.domain.typed_fields import TypedFields
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.rule_views import MadeView, made_views, refuse_stranger, state_of
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class RegimeView:
    """A dated rule set."""

    key: str
    name_zh: str
    name_en: str
    instrument: str
    field: str | None
    valid_from: date
    valid_to: date | None
    origin: str
    state: str
    made: MadeView | None


@dataclass(frozen=True, slots=True)
class ClassRuleView:
    """A row of the table of classes."""

    id: str
    version: str
    severity: str
    authority_id: str | None
    field: str | None
    data_class: str | None
    regime: str | None
    penalty_type: str | None
    simple_procedure: bool | None
    amount_from: Decimal | None
    valid_from: date
    valid_to: date | None
    origin: str
    state: str
    made: MadeView | None


@dataclass(frozen=True, slots=True)
class Tried:
    """What the rules say of a decision: what was asked, and every computation, the one that applies first."""

    facts: Facts
    filed_on: date
    considered: Sequence[Publicity]


@dataclass(frozen=True, slots=True)
class TableChange:
    """What the last edit of the table of classes did: when, and how many records it moved to another class."""

    on: date
    records: int
    changed: int


def last_table_change(*, tools: Tools) -> TableChange | None:
    """Return what the last edit of the table of classes did, once it has been carried out (rule A13)."""
    with tools.database.read() as unit:
        row = unit.proposals.last_approved(Kind.CLASS_RULE)
    applied = row.effect.get("applied", {}) if row else {}
    if applied.get("status") != "DONE":
        return None
    counts = applied["counts"]
    return TableChange(date.fromisoformat(applied["on"]), counts.get("records", 0), counts.get("changed", 0))


def list_regimes(*, actor: Actor, tools: Tools) -> tuple[RegimeView, ...]:
    """Return every rule set, by field, the oldest first."""
    refuse_stranger(actor)
    with tools.database.read() as unit:
        rows, today = unit.rules.list_regimes(), local_date(tools.clock.now())
        made = made_views(unit, (row.proposal_id for row in rows))
        views = [
            RegimeView(
                key=row.key,
                name_zh=row.name_zh,
                name_en=row.name_en,
                instrument=row.instrument,
                field=row.field,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                origin=row.origin,
                state=state_of(row.valid_from, row.valid_to, today),
                made=made.get(row.proposal_id or ""),
            )
            for row in rows
        ]
    return tuple(sorted(views, key=lambda view: (view.field or "", view.valid_from)))


def name_regimes(*, tools: Tools) -> dict[str, tuple[str, str]]:
    """Return what the rule sets are called, which is no secret, each by the name it has now or had last."""
    with tools.database.read() as unit:
        rows = sorted(unit.rules.list_regimes(), key=lambda row: (row.field or "", row.valid_from))
    return {row.key: (row.name_zh, row.name_en) for row in rows}


def list_class_rules(*, actor: Actor, tools: Tools) -> tuple[ClassRuleView, ...]:
    """Return the table of classes with its history, the general rows first."""
    refuse_stranger(actor)
    with tools.database.read() as unit:
        rows, today = unit.rules.list_class_rules(), local_date(tools.clock.now())
        made = made_views(unit, (row.proposal_id for row in rows))
        views = [
            ClassRuleView(
                state=state_of(row.valid_from, row.valid_to, today),
                made=made.get(row.proposal_id or ""),
                **{name: getattr(row, name) for name in ClassRuleView.__slots__ if name not in {"state", "made"}},
            )
            for row in rows
        ]
    return tuple(sorted(views, key=_general_first))


def _general_first(view: ClassRuleView) -> tuple[object, ...]:
    return (view.authority_id or "", view.field or "", view.penalty_type or "", view.amount_from or 0, view.valid_from)


def list_fields(*, tools: Tools) -> tuple[str, ...]:
    """Return the fields that rules may be limited to."""
    with tools.database.read() as unit:
        own = {each.field for each in unit.authorities.list_all()} | {each.field for each in unit.rules.list_regimes()}
    return tuple(sorted({each for each in own if each} | set(DATA_CLASSES.values())))


def try_rules(given: Mapping[str, str], *, actor: Actor, tools: Tools) -> Tried:
    """Compute the periods of a made-up decision; raises InvalidError, RefusedError where no rule holds."""
    refuse_stranger(actor)
    typed = TypedFields(given)
    decided_on, filed_on = typed.day("decided_on"), typed.day("filed_on")
    penalty_type = typed.choice("penalty_type", frozenset(PenaltyType)) or PenaltyType.FINE
    data_class = typed.choice("data_class", frozenset(KINDS_OF_DATA))
    field, fine = typed.choice("field", list_fields(tools=tools)), typed.yuan("fine")
    typed.finish()
    if decided_on is None or filed_on is None or filed_on < decided_on:
        raise InvalidError(FieldError("/filed_on", "TOO_EARLY", {"minimum": decided_on}))
    with tools.database.read() as unit:
        code = given.get("authority", "")
        authority = unit.authorities.get_by_code(code) if code else unit.authorities.first()
        rules = PublicityRules(unit, tools.calendars, filed_on).rules_of(authority)
    facts = Facts(decided_on, (PenaltyType(penalty_type),), fine or Decimal(0), field=field, data_class=data_class)
    if code:
        facts = replace(facts, authority_id=authority.id, field=field or authority.field)
    found = compute(facts, rules=rules, on=filed_on)
    return Tried(facts, filed_on, found.considered)

"""From what an administrator typed to the content of a proposal; every wrong field is named."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.data_classes import DATA_CLASSES
from workflow_app.domain.ids import is_id
from workflow_app.domain.parameters import Value
from workflow_app.domain.proposals import Content, Term
from workflow_app.domain.seeds.parameter_names import NAMES, ParameterName
from workflow_app.domain.severity import PenaltyType, Severity
from workflow_app.domain.typed_fields import TypedFields

MOST = {
    "WORKING_DAYS": 1000,
    "CALENDAR_DAYS": 3660,
    "MONTHS": 600,
    "YEARS": 100,
    "MINUTES": 600,
    "HOURS": 240,
    "COUNT": 1000,
    "QUESTIONS": 100,
    "POINTS": 100,
    "PERCENT": 100,
    "DAY_OF_MONTH": 28,
    "YUAN": 10_000_000,
}
CLASSES = frozenset(DATA_CLASSES)
KEY = r"R[A-Z0-9_]{1,30}"
SHORTEST_REASON, LONGEST_REASON = 4, 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check must know: the business day, the rule sets there are, and the fields of authorities."""

    today: date
    regimes: Collection[str]
    fields: Collection[str]


def parameter_content(given: Mapping[str, str], asked: Asked) -> Content:
    """Return the value that was asked for; raises InvalidError."""
    typed = TypedFields(given)
    key = typed.choice("key", NAMES, needed=True)
    content: dict[str, object] = {
        "key": key,
        "regime": typed.choice("regime", asked.regimes),
        "data_class": typed.choice("data_class", CLASSES),
    }
    if key is not None and key in NAMES and _ends(given):
        content |= {"unit": NAMES[key].units[0], "value": None, "ends": True}
    elif key is not None and key in NAMES:
        name = NAMES[key]
        unit = typed.choice("unit", name.units) or name.units[0]
        content |= {"unit": unit, "value": _value(typed, name, unit)}
    return _finish(typed, content, asked)


def regime_content(given: Mapping[str, str], asked: Asked) -> Content:
    """Return the rule set that was asked for; raises InvalidError."""
    typed = TypedFields(given)
    if _ends(given):
        nameless = dict.fromkeys(("key", "name_zh", "name_en", "instrument"), "")
        return _finish(typed, {**nameless, "field": typed.choice("field", asked.fields), "ends": True}, asked)
    content = {
        "key": typed.matching("key", KEY),
        "name_zh": typed.text("name_zh"),
        "name_en": typed.text("name_en"),
        "instrument": typed.text("instrument"),
        "field": typed.choice("field", asked.fields),
    }
    return _finish(typed, content, asked)


def class_rule_content(given: Mapping[str, str], asked: Asked) -> Content:
    """Return the row of the table of classes that was asked for; raises InvalidError."""
    typed = TypedFields(given)
    amount, replaced = typed.yuan("amount_from"), given.get("replaces", "")
    simple = typed.choice("simple_procedure", {"yes", "no"})
    content = {
        "severity": typed.choice("severity", frozenset(Severity), needed=not _ends(given)) or Severity.GENERAL,
        "ends": _ends(given),
        "penalty_type": typed.choice("penalty_type", frozenset(PenaltyType)),
        "simple_procedure": None if simple is None else simple == "yes",
        "amount_from": f"{amount:f}" if amount is not None else None,
        "regime": typed.choice("regime", asked.regimes),
        "field": typed.choice("field", asked.fields),
        "data_class": typed.choice("data_class", CLASSES),
        "replaces": replaced if is_id(replaced) else None,
    }
    return _finish(typed, content, asked)


def _ends(given: Mapping[str, str]) -> bool:
    """Tell whether a row is to end without a successor."""
    return given.get("ends") == "on"


def reason_of(given: Mapping[str, str], name: str = "reason") -> str:
    """Return why something is asked for or refused; raises InvalidError."""
    typed = TypedFields(given)
    found = typed.text(name, longest=LONGEST_REASON, shortest=SHORTEST_REASON)
    typed.finish()
    return found


def _finish(typed: TypedFields, content: Mapping[str, object], asked: Asked) -> Content:
    """Add origin, term and reason, which every proposal has."""
    origin, term = typed.text("origin"), _term(typed, asked)
    typed.text("reason", longest=LONGEST_REASON, shortest=SHORTEST_REASON)
    typed.finish()
    assert term is not None  # noqa: S101 - a missing day was refused above
    return {**content, "origin": origin, **term.write()}


def _term(typed: TypedFields, asked: Asked) -> Term | None:
    first, last = typed.day("valid_from"), typed.day("valid_to", needed=False)
    corrects = typed.ticked("corrects")
    if first is None:
        return None
    if first < asked.today and not corrects:
        typed.refuse("valid_from", "PAST_NEEDS_CORRECTION", today=asked.today)
    if last is not None and last < first:
        typed.refuse("valid_to", "TOO_EARLY", minimum=first)
    return Term(first, last, corrects)


def _value(typed: TypedFields, name: ParameterName, unit: str) -> Value:
    if unit == "FLAG":
        return typed.choice("value", {"yes", "no"}, needed=True) == "yes"
    if unit == "TEXT":
        return typed.matching("value", name.pattern)
    if name.is_open and not typed.given.get("value", "").strip():
        return None
    return typed.whole("value", least=_least(name.key, unit), most=MOST[unit.partition(":")[0]])


def _least(key: str, unit: str) -> int:
    """Return the least a value may be: nothing at all where a display or grace may be that short, or a round left out.

    A strict authority gives no grace (rule A5).
    """
    return 0 if key.startswith("publicity.") or key == "da.grace_wd" or unit in {"COUNT", "YUAN"} else 1

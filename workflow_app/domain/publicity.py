"""How long a record is shown, and from which day its repair may be asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.parameters import Parameter, lookup
from workflow_app.domain.periods import Period, due
from workflow_app.domain.regimes import Regime, find, select
from workflow_app.domain.severity import ClassRule, Facts, Severity, classify

_WEEKDAYS_ONLY = Calendar({}, frozenset())


@dataclass(frozen=True, slots=True)
class Publicity:
    """The computed periods of one record; all dates are None where it is not shown at all.

    `considered` keeps every computation that was weighed, the chosen one first (the audit trail stores it).
    """

    regime: str
    severity: Severity
    class_rule_version: str
    displayed: bool
    min_until: date | None
    first_apply_on: date | None
    max_until: date | None
    considered: tuple["Publicity", ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The tables that a computation reads; the calendar matters only where display shifts on holidays."""

    regimes: Sequence[Regime]
    classes: Sequence[ClassRule]
    parameters: Sequence[Parameter]
    calendar: Calendar = _WEEKDAYS_ONLY


def compute(facts: Facts, *, rules: Rules, on: date) -> Publicity:
    """Return the periods of a record as they stand on a day, by the rules of that day.

    Where the rules of the decision's day give an earlier end, those win: the subject gets the more favourable
    period, and both computations are kept. Periods start on the decision's date, not on the day of upload.
    """
    now = select(rules.regimes, on=max(on, facts.decided_on), field=facts.field)
    then = find(rules.regimes, on=facts.decided_on, field=facts.field)
    computed = [_under(facts, now, rules, on=max(on, facts.decided_on))]
    if then is not None and then.key != now.key:
        computed.append(_under(facts, then, rules, on=facts.decided_on))
    computed.sort(key=_favour)
    return replace(computed[0], considered=tuple(computed))


def earliest_application(publicity: Publicity) -> date | None:
    """Return the first day on which a repair may be asked for; None for a record that is not shown."""
    return publicity.first_apply_on


def refuse_too_early(publicity: Publicity, *, on: date) -> None:
    """Raise RefusedError REPAIR_TOO_EARLY with the first day, or NOT_DISPLAYED where there is nothing to repair."""
    if not publicity.displayed:
        raise RefusedError("NOT_DISPLAYED", severity=publicity.severity)
    if publicity.first_apply_on is not None and on < publicity.first_apply_on:
        raise RefusedError(
            "REPAIR_TOO_EARLY", earliest=publicity.first_apply_on, days=(publicity.first_apply_on - on).days
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule set says of a class: whether it is shown, how long at least and at most, and the days from then."""

    displayed: Parameter
    least: Parameter
    most: Parameter
    wait: Parameter
    shift: bool


def terms_of(facts: Facts, severity: Severity, *, rules: Rules, regime: str, on: date) -> Terms:
    """Return the values from which the periods of a record are computed; raises ParameterMissingError."""

    def value(name: str) -> Parameter:
        return lookup(
            rules.parameters,
            key=f"publicity.{name}",
            on=on,
            authority_id=facts.authority_id,
            regime=regime,
            data_class=facts.data_class,
        )

    word = severity.lower()
    return Terms(
        displayed=value(f"{word}.displayed"),
        least=value(f"{word}.min"),
        most=value(f"{word}.max"),
        wait=value("first_apply_offset"),
        shift=value("shift_on_holiday").is_on,
    )


def _under(facts: Facts, regime: Regime, rules: Rules, *, on: date) -> Publicity:
    """Compute by one rule set."""
    found = classify(facts, rules.classes, regime=regime.key, on=on)
    terms = terms_of(facts, found.severity, rules=rules, regime=regime.key, on=on)
    displayed, least = terms.displayed.is_on, terms.least.period(shift=terms.shift)
    last_day_of_minimum = _end(facts, least, rules)
    wait = timedelta(days=terms.wait.amount if least.amount else 0)
    return Publicity(
        regime=regime.key,
        severity=found.severity,
        class_rule_version=found.version,
        displayed=displayed,
        min_until=last_day_of_minimum if displayed else None,
        first_apply_on=last_day_of_minimum + wait if displayed else None,
        max_until=_end(facts, terms.most.period(shift=terms.shift), rules) if displayed else None,
    )


def _end(facts: Facts, period: Period, rules: Rules) -> date:
    """Return the last day of a period that began with the decision."""
    return due(rules.calendar, period, facts.decided_on).due_on


def _favour(publicity: Publicity) -> tuple[bool, date, date]:
    """Order computations by what suits the subject; equal ones keep the rules of the day of application first."""
    return (publicity.displayed, publicity.first_apply_on or date.min, publicity.max_until or date.min)


def count_by_severity(computed: Iterable[Publicity]) -> dict[Severity, int]:
    """Count how many records fell into each class: what an import and an edit of the table report (rule A13)."""
    counts = dict.fromkeys(Severity, 0)
    for each in computed:
        counts[each.severity] += 1
    return counts


def as_json(publicity: Publicity) -> dict[str, object]:
    """Return a computation as a version of a record keeps it, with all that were weighed."""
    return {
        "regime": publicity.regime,
        "severity": publicity.severity.value,
        "class_rule_version": publicity.class_rule_version,
        "displayed": publicity.displayed,
        **{name: _iso(getattr(publicity, name)) for name in ("min_until", "first_apply_on", "max_until")},
        "considered": [as_json(each) for each in publicity.considered],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

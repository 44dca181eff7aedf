"""How long records are shown, by the rules of their authority as the database has them."""

from dataclasses import dataclass, field
from datetime import date

from workflow_app.domain.penalties import PenaltyRow
from workflow_app.domain.publicity import Publicity, Rules, compute
from workflow_app.domain.seeds.regimes import REGIMES
from workflow_app.domain.seeds.severities import CLASS_RULES
from workflow_app.domain.severity import Facts
from workflow_app.models import Authority
from workflow_app.repositories.calendars import CalendarCache
from workflow_app.repositories.unit_of_work import UnitOfWork

KEYS = tuple(
    f"publicity.{name}"
    for name in (
        "first_apply_offset",
        "shift_on_holiday",
        *(f"{severity}.{part}" for severity in ("minor", "general", "serious") for part in ("displayed", "min", "max")),
    )
)


@dataclass(frozen=True, slots=True)
class PublicityRules:
    """The rules of authorities on one day; what was computed once for equal facts is not computed again."""

    work: UnitOfWork
    calendars: CalendarCache
    on: date
    _rules: dict[str, Rules] = field(default_factory=dict)
    _known: dict[Facts, Publicity] = field(default_factory=dict)

    def of(self, row: PenaltyRow, authority: Authority) -> Publicity:
        """Return the periods of a row; raises a DomainError where a rule is missing."""
        return self.of_facts(row.severity_facts(authority_id=authority.id, field=authority.field), authority)

    def of_facts(self, facts: Facts, authority: Authority) -> Publicity:
        """Return the periods that follow from facts; raises a DomainError where a rule is missing."""
        if facts not in self._known:
            self._known[facts] = compute(facts, rules=self._rules_of(authority), on=self.on)
        return self._known[facts]

    def _rules_of(self, authority: Authority) -> Rules:
        """Read the values and the calendar of an authority once."""
        if authority.id not in self._rules:
            asked = self.work.authorities
            values = asked.parameters(authority.id, keys=KEYS)
            self._rules[authority.id] = Rules(REGIMES, CLASS_RULES, values, self.calendars.get(authority, asked))
        return self._rules[authority.id]


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

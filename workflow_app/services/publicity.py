"""How long records are shown, by the rules of their authority as the database has them."""

from dataclasses import dataclass, field, replace
from datetime import date

from workflow_app.domain.penalties import PenaltyRow
from workflow_app.domain.publicity import Publicity, Rules, compute
from workflow_app.domain.severity import Facts
from workflow_app.models import Authority
from workflow_app.repositories.calendars import CalendarCache
from workflow_app.repositories.unit_of_work import UnitOfWork


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
        """Return the periods of what a row or a record says; raises a DomainError where a rule is missing."""
        if facts not in self._known:
            self._known[facts] = compute(facts, rules=self.rules_of(authority), on=self.on)
        return self._known[facts]

    def rules_of(self, authority: Authority) -> Rules:
        """Return the rules and the calendar of an authority, which are kept in memory until their versions move."""
        if authority.id not in self._rules:
            asked = self.work.authorities
            rules = self.calendars.rules(authority, asked, self.work.rules)
            self._rules[authority.id] = replace(rules, calendar=self.calendars.get(authority, asked))
        return self._rules[authority.id]

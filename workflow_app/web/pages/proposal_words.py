"""What a proposal asks for, in words: one visible table of kinds, and for each the facts before and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from flask_babel import gettext as _

from workflow_app.domain.calendar_content import read_change
from workflow_app.domain.proposals import Kind, Status, ends
from workflow_app.services.proposal_views import ProposalView
from workflow_app.web.days import full_day
from workflow_app.web.languages import current_language
from workflow_app.web.pages.calendar_words import change_facts, change_summary, change_title, decided_facts
from workflow_app.web.pages.law_words import field_word, parameter_name, penalty_word, procedure_word
from workflow_app.web.pages.regime_names import regime_names
from workflow_app.web.pages.values import as_date, money
from workflow_app.web.pages.words import parameter_words, severity_word

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of a change: how it is called, how it is now (None: nothing to compare), and how it would be."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A proposal in words: a title, what changes in one line, and every fact."""

    title: str
    change: str
    lines: tuple[Line, ...]


def proposal_words(proposal: ProposalView, *, whole: bool = False) -> Told:
    """Return what a proposal asks for; a kind without words shows what it is about.

    `whole` adds what has to be counted: the deadlines that a change of calendars would move.
    """
    if proposal.kind == Kind.CALENDAR:
        return _calendar(proposal, whole=whole)
    words = WORDS.get(proposal.kind)
    if words is None:
        return Told(proposal.about or proposal.kind, "", ())
    before = proposal.content.get("before")
    rows = [row for row in before if isinstance(row, dict)] if isinstance(before, list) else []
    if ends(proposal.content):
        return _ending(proposal, rows[0] if rows else {})
    return words(proposal.content, rows[0] if rows else {})


def _ending(proposal: ProposalView, old: Facts) -> Told:
    """Return what ends without a successor, and what applies then."""
    kept = proposal.content.get("then")
    then = kept[0] if isinstance(kept, list) and kept else None
    first = as_date(proposal.content.get("valid_from"))
    before, after = _gist(proposal.kind, old), _gist(proposal.kind, then) if then else NOTHING[proposal.kind]()
    lines = (
        Line(_("What holds"), before, after),
        Line(_("Holds until"), None, full_day(first - timedelta(days=1)) if first else ""),
        *([Line(_("What then applies"), None, _left(then))] if then else []),
        *_again(proposal.content),
        Line(_("Origin"), None, str(proposal.content.get("origin"))),
    )
    title = WORDS[proposal.kind](old, {}).title
    return Told(_("%(what)s: end without a successor", what=title), f"{before} → {after}", lines)


def _again(content: Facts) -> tuple[Line, ...]:
    """Return from when on a row that ends for a time holds again."""
    last = as_date(content.get("valid_to")) if content.get("valid_to") else None
    return (Line(_("Holds again from"), None, full_day(last + timedelta(days=1))),) if last else ()


def _gist(kind: str, row: Facts) -> str:
    """Return what a row says, in a word."""
    if kind == Kind.PARAMETER:
        return str(parameter_words(row.get("value"), str(row.get("unit"))))
    return str(severity_word(str(row.get("severity")))) if kind == Kind.CLASS_RULE else _regime_name(row)


def _left(row: Facts) -> str:
    """Return why another row applies when one has ended."""
    since, origin = _day(row.get("valid_from")), str(row.get("origin"))
    return str(_("the more general row that holds since %(day)s; it rests on: %(origin)s", day=since, origin=origin))


NOTHING: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        Kind.PARAMETER: lambda: _("no value: whatever needs it is refused until there is one again"),
        Kind.REGIME: lambda: _("no rule version: applications and records of these days are refused"),
        Kind.CLASS_RULE: lambda: _("no row: records of this kind are refused on import and keep the class they have"),
    }
)
"""What it means that nothing applies any more."""


def _calendar(proposal: ProposalView, *, whole: bool) -> Told:
    """Return a change of calendars; afterwards with how many periods it moved."""
    change = read_change(proposal.content)
    waits = whole and proposal.status == Status.PROPOSED
    facts = change_facts(proposal.content, proposal.weighed) if waits else decided_facts(proposal)
    lines = tuple(Line(*fact) for fact in facts)
    return Told(change_title(proposal.content), change_summary(change), lines)


def _parameter(new: Facts, old: Facts) -> Told:
    after = parameter_words(new.get("value"), str(new.get("unit")))
    before = parameter_words(old.get("value"), str(old.get("unit"))) if old else None
    lines = (
        Line(_("Value"), before, after),
        *_limits(new),
        *_term(new),
    )
    return Told(parameter_name(str(new.get("key"))), f"{before or '—'} → {after}", lines)


def _regime(new: Facts, old: Facts) -> Told:
    name = _regime_name(new)
    lines = (
        Line(_("Rule version"), _regime_name(old) if old else None, name),
        Line(_("Code of the version"), str(old.get("key")) if old else None, str(new.get("key"))),
        Line(_("Instrument"), str(old.get("instrument")) if old else None, str(new.get("instrument"))),
        Line(_("Field"), None, field_word(_text(new, "field"))),
        *_term(new),
    )
    return Told(name, f"{_regime_name(old) if old else '—'} → {name}", lines)


def _regime_name(row: Facts) -> str:
    """Return what a rule version is called."""
    return str(row.get("name_en") if current_language() == "en" else row.get("name_zh"))


def _class_rule(new: Facts, old: Facts) -> Told:
    after = severity_word(str(new.get("severity")))
    before = severity_word(str(old.get("severity"))) if old else None
    simple = new.get("simple_procedure")
    lines = (
        Line(_("Class"), before, after),
        Line(_("Type of penalty"), None, penalty_word(_text(new, "penalty_type"))),
        Line(_("From a fine of (yuan)"), _amount(old) if old else None, _amount(new)),
        Line(_("Procedure"), None, procedure_word(simple=simple if isinstance(simple, bool) else None)),
        Line(_("Field"), None, field_word(_text(new, "field"))),
        *_limits(new),
        *_term(new),
    )
    return Told(penalty_word(_text(new, "penalty_type")), f"{before or '—'} → {after}", lines)


def _limits(new: Facts) -> tuple[Line, ...]:
    """Return which rule set and which kind of record a change is limited to."""
    return (
        Line(_("Rule version"), None, _rule_version(new)),
        Line(_("Kind of record"), None, field_word(_text(new, "data_class"))),
    )


def _rule_version(new: Facts) -> str:
    """Return the name of the rule version that a change is limited to."""
    key = _text(new, "regime")
    return regime_names().get(key, key) if key else str(_("every rule version"))


def _term(new: Facts) -> tuple[Line, ...]:
    first, last = _day(new.get("valid_from")), _day(new.get("valid_to"))
    lines = [Line(_("Holds from"), None, first), Line(_("Origin"), None, str(new.get("origin")))]
    if last:
        lines.insert(1, Line(_("Holds until"), None, last))
    if new.get("corrects"):
        lines.append(Line(_("Corrects the past"), None, _("Yes")))
    return tuple(lines)


def _amount(row: Facts) -> str:
    amount = _text(row, "amount_from")
    return money(amount) if amount else _("any amount")


def _day(value: object) -> str:
    day: date | None = as_date(value) if value else None
    return full_day(day) if day else ""


def _text(row: Facts, name: str) -> str | None:
    value = row.get(name)
    return str(value) if value else None


WORDS: Mapping[str, Callable[[Facts, Facts], Told]] = MappingProxyType(
    {"PARAMETER": _parameter, "REGIME": _regime, "CLASS_RULE": _class_rule}
)

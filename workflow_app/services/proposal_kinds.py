"""What a proposal may change, and how: one visible table, so that a further kind is one more row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.calendar_content import calendar_content, read_change
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.proposal_fields import Asked, class_rule_content, parameter_content, regime_content
from workflow_app.domain.proposals import Content, Kind, ends
from workflow_app.domain.publicity import Rules
from workflow_app.models import Proposal
from workflow_app.repositories.calendars import PUBLICITY
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import proposal_rows as rows
from workflow_app.services.calendar_changes import apply_changes, look_at_days
from workflow_app.services.proposal_endings import row_after

Seen = list[list[str | None]]
Before = Callable[[UnitOfWork, Content, str | None], list[dict[str, object]]]


@dataclass(frozen=True, slots=True)
class Applied:
    """What an approval changed, ready for JSON: the rows before, and the rows after."""

    before: list[dict[str, object]]
    after: list[dict[str, object]]


def _of_no_records(content: Content) -> bool:
    """Say that no record depends on it."""
    del content
    return False


def _rules_unchanged(rules: Rules, content: Content, authority_id: str | None) -> Rules:
    """Say that the rules of publicity stay as they are."""
    del content, authority_id
    return rules


def _nothing_before(unit: UnitOfWork, content: Content, authority_id: str | None) -> list[dict[str, object]]:
    """Say that there is nothing to compare with."""
    del unit, content, authority_id
    return []


@dataclass(frozen=True, slots=True)
class ProposalKind:
    """How one kind of change is read, weighed and carried out.

    `read` makes the content of what was typed (InvalidError); `about` names what it changes. `look` returns the rows
    that it would follow, so that it is known later whether another change came first; it raises RefusedError where
    the change finds no place. `apply` carries it out. `touches_records` tells whether periods of records depend on it,
    and `imagine` returns the rules as they would be. `everybody_only` is what no authority has for itself. `before`
    returns what holds without it, `after` what applies where a row ends without a successor. `moves_days` is what
    changes a calendar, by which periods may be counted.
    """

    read: Callable[[Mapping[str, str], Asked], Content]
    about: Callable[[Content], str]
    look: Callable[[UnitOfWork, Content, str | None], Seen]
    apply: Callable[[UnitOfWork, Proposal, datetime], Applied]
    touches_records: Callable[[Content], bool] = _of_no_records
    imagine: Callable[[Rules, Content, str | None], Rules] = _rules_unchanged
    everybody_only: bool = False
    before: Before = _nothing_before
    after: Before = _nothing_before
    moves_days: bool = False


def _dated(
    source: rows.Source,
    *,
    read: Callable[[Mapping[str, str], Asked], Content],
    about: Callable[[Content], str],
    touches_records: Callable[[Content], bool],
    imagine: Callable[[Rules, Content, str | None], Rules],
    everybody_only: bool = False,
    before: Before | None = None,
) -> ProposalKind:
    """Return a kind whose changes are dated rows: an approval adds one and ends those it follows."""

    def look(unit: UnitOfWork, content: Content, authority_id: str | None) -> Seen:
        return rows.look(unit, source, content, authority_id)

    def apply(unit: UnitOfWork, proposal: Proposal, now: datetime) -> Applied:
        return Applied(*rows.enter(unit, source, proposal, now=now))

    def ended(unit: UnitOfWork, content: Content, authority_id: str | None) -> list[dict[str, object]]:
        return rows.holding(unit, source, content, authority_id)

    def held(unit: UnitOfWork, content: Content, authority_id: str | None) -> list[dict[str, object]]:
        return (ended if before is None or ends(content) else before)(unit, content, authority_id)

    def left(unit: UnitOfWork, content: Content, authority_id: str | None) -> list[dict[str, object]]:
        return row_after(unit, source, content, authority_id)

    return ProposalKind(read, about, look, apply, touches_records, imagine, everybody_only, held, left)


def _key(content: Content) -> str:
    return str(content["key"])


def _about_classes(content: Content) -> str:
    return str(content.get("penalty_type") or "")


def _is_of_publicity(content: Content) -> bool:
    return _key(content).startswith(PUBLICITY)


def _always(content: Content) -> bool:
    del content
    return True


def _calendars_of(unit: UnitOfWork, authority_id: str | None) -> list[str]:
    return [each.id for each in unit.authorities.list_all() if authority_id in (None, each.id)]


def _look_at_calendars(unit: UnitOfWork, content: Content, authority_id: str | None) -> Seen:
    return look_at_days(unit, _calendars_of(unit, authority_id), read_change(content).days)


def _change_calendars(unit: UnitOfWork, proposal: Proposal, now: datetime) -> Applied:
    """Change the calendars of one authority or of all; each keeps the days as they were in its own chain."""
    change, ids = read_change(proposal.content), _calendars_of(unit, proposal.authority_id)
    before = look_at_days(unit, ids, change.days)
    origin = str(proposal.content["origin"])
    apply_changes(unit, ids, change.days, change.years, SERVICE, now, origin=origin)
    return Applied([{"days": before}], [change.write()])


KINDS: Mapping[str, ProposalKind] = MappingProxyType(
    {
        Kind.PARAMETER: _dated(
            rows.VALUES,
            read=parameter_content,
            about=_key,
            touches_records=_is_of_publicity,
            imagine=rows.imagine_value,
            before=rows.value_before,
        ),
        Kind.REGIME: _dated(
            rows.REGIMES,
            read=regime_content,
            about=_key,
            touches_records=_always,
            imagine=rows.imagine_regime,
            everybody_only=True,
        ),
        Kind.CLASS_RULE: _dated(
            rows.CLASS_RULES,
            read=class_rule_content,
            about=_about_classes,
            touches_records=_always,
            imagine=rows.imagine_class_rule,
        ),
        Kind.CALENDAR: ProposalKind(
            read=calendar_content,
            about=lambda content: read_change(content).about,
            look=_look_at_calendars,
            apply=_change_calendars,
            moves_days=True,
        ),
    }
)


def kind_of(kind: str) -> ProposalKind:
    """Return how a kind of proposal is done; raises NotFoundError PROPOSAL_KIND_UNKNOWN."""
    found = KINDS.get(kind)
    if found is None:
        raise NotFoundError("PROPOSAL_KIND_UNKNOWN", kind=kind)
    return found

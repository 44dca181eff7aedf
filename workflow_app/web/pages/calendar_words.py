"""A change of calendars in words: its days before and after, and how many deadlines it moved."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from workflow_app.domain.calendar_changes import Difference
from workflow_app.domain.calendar_content import CalendarChange, read_change
from workflow_app.schemas.explanations import holiday_word
from workflow_app.services.calendar_effects import Effect
from workflow_app.services.proposal_views import ProposalView
from workflow_app.web.days import full_day
from workflow_app.web.pages.clock_words import day_kind_word
from workflow_app.web.pages.written_days import weekday_word

Fact = tuple[str, str | None, str]
"""What it is called, how it is now (None: nothing to compare), how it would be."""


def change_title(content: Mapping[str, object]) -> str:
    """Return what the change is called."""
    return str(_("Calendar %(year)s", year=read_change(content).about))


def change_summary(change: CalendarChange) -> str:
    """Return in a line how much is changed."""
    parts = []
    if change.days:
        parts.append(ngettext("%(num)d day", "%(num)d days", len(change.days)))
    if change.years:
        parts.append(_("Counts as published: %(years)s", years=_(", ").join(str(year) for year in change.years)))
    return " · ".join(parts)


def change_facts(content: Mapping[str, object], effects: Sequence[Effect]) -> list[Fact]:
    """Return each day with its kind; while nothing is decided, with what it is now."""
    change = read_change(content)
    differing = [each for each in effects if each.differences]
    facts: list[Fact] = []
    if differing:
        facts += [_difference(each) for each in differing[0].differences]
    else:
        facts += [(_day(each.day), None, kind_words(each.kind, each.name)) for each in change.days]
    facts += _published(change)
    facts.append((_("Origin"), None, str(content.get("origin", ""))))
    return facts


def decided_facts(proposal: ProposalView) -> list[Fact]:
    """Return each day as it was when the change was proposed and as it was to be, and what an approval moved."""
    change = read_change(proposal.content)
    was = _days_before(proposal.seen)
    facts: list[Fact] = []
    for each in change.days:
        before, after = was.get(each.day.isoformat()), kind_words(each.kind, each.name)
        if before != after:
            facts.append((_day(each.day), before, after))
    facts += _published(change)
    facts.append((_("Origin"), None, str(proposal.content.get("origin", ""))))
    moves = proposal.effect.get("moves")
    if isinstance(moves, dict):
        facts.append(_moves(moves.get("later", 0), moves.get("earlier", 0), moves.get("settled", 0)))
    return facts


def _days_before(seen: Sequence[Sequence[str | None]]) -> dict[str, str]:
    """Return what each day was at the first authority that was looked at; rows are (authority:day, kind, name)."""
    found: dict[str, str] = {}
    for place, kind, name in seen:
        found.setdefault(str(place).rpartition(":")[2], kind_words(str(kind), name or ""))
    return found


def _published(change: CalendarChange) -> list[Fact]:
    return [(_("Published years"), None, _(", ").join(str(year) for year in change.years))] if change.years else []


def _moves(later: int, earlier: int, settled: int) -> Fact:
    words = _(
        "%(later)s end later, %(earlier)s end earlier, %(settled)s are provisional no longer",
        later=later,
        earlier=earlier,
        settled=settled,
    )
    return _("Running deadlines"), None, words


def kind_words(kind: str, name: str) -> str:
    """Return what a day is, and the name of a holiday."""
    return f"{day_kind_word(kind)} · {holiday_word(name)}" if name else day_kind_word(kind)


def _difference(each: Difference) -> Fact:
    return _day(each.day), kind_words(each.old, each.old_name), kind_words(each.new, each.new_name)


def _day(day: date) -> str:
    return f"{full_day(day)} {weekday_word(day)}"

"""The history of a case as the macro `timeline` takes it: newest first, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from flask_babel import gettext as _

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.ids import is_id
from workflow_app.schemas.clock_notes import reason_word
from workflow_app.services.views import CaseView, HistoryEntry
from workflow_app.web.languages import current_language
from workflow_app.web.pages.history_words import action_word, state_word
from workflow_app.web.pages.values import as_date
from workflow_app.web.pages.written_days import full_day

_GOOD = frozenset({"letter.issued", "site.removal_verified", "case.ended", "pledge.published"})
_STATE = "case.state_reached"
"""Nobody acts here: beside "First review" the name of the applicant would read as the reviewer's."""
_PLEDGED = "pledge.published"
_NAMED = ("element", "clock", "removal")
"""What an entry may be about, by the key of its data."""
_BAD = frozenset({"task.refused", "objection.refused", "case.overdue", "site.refused", "site.reappeared"})
_FOR_THE_OFFICE = frozenset(
    {
        "letter.change_proposed",
        "letter.change_rejected",
        "task.opened",
        "task.claimed",
        "task.released",
        "task.completed",
        "task.cancelled",
        "task.due_moved",
        "task.refused",
        "case.clock_started",
        "case.clock_stopped",
        "case.escalated",
        "case.told",
        "case.table_decided",
        "case.timer_fired",
        "case.ended",
        "site.removal_confirmed",
        "site.ordered_again",
        "incident.retried",
        "objection.received",
        "objection.attached",
        "objection.not_accepted",
        "objection.refused",
        "objection.contact_read",
    }
)


@dataclass(slots=True)
class Told:
    """One line of the history; the same thing several times at once is one line."""

    at: datetime
    title: str
    who: str | None
    note: str
    tone: str
    times: int = 1


def told_history(case: CaseView, entries: Iterable[HistoryEntry], *, whole: bool = True) -> list[dict[str, object]]:
    """Return the entries in words; applicants are spared what only the office needs, and the names of the staff."""
    names = _names(case)
    lines: list[Told] = []
    for entry in entries:
        if whole or entry.action not in _FOR_THE_OFFICE:
            _add(lines, _tell(entry, names, whole=whole))
    return [
        {
            "at": line.at,
            "title": line.title if line.times == 1 else f"{line.title} ×{line.times}",
            "who": line.who,
            "note": line.note,
            "tone": line.tone,
        }
        for line in reversed(lines)
    ]


def _add(lines: list[Told], line: Told) -> None:
    """Add a line, or count it where the one before says the same in the same minute."""
    last = lines[-1] if lines else None
    if (
        last
        and (last.title, last.who, last.note) == (line.title, line.who, line.note)
        and _minute(last) == _minute(line)
    ):
        last.times += 1
    else:
        lines.append(line)


def _minute(line: Told) -> datetime:
    return line.at.replace(second=0, microsecond=0)


def _tell(entry: HistoryEntry, names: Mapping[str, str], *, whole: bool) -> Told:
    return Told(
        at=entry.at,
        title=_title(entry, names),
        who=None if entry.action == _STATE else _who(entry.actor_name, whole=whole),
        note=note_of(entry.action, entry.data, names),
        tone="success" if entry.action in _GOOD else ("danger" if entry.action in _BAD else ""),
    )


def _who(name: str, *, whole: bool) -> str | None:
    """Return who it was: the staff sees names, applicants only their own, and no other reaches this page."""
    if name == SERVICE.name:
        return str(_("the service")) if whole else None
    return name or None


def _names(case: CaseView) -> dict[str, str]:
    """Return the names of elements, clocks, files and sites of removals of a case in the language of the page."""
    stem = f"name_{current_language()}"
    named = {step.element: getattr(step, stem) for step in case.steps}
    named |= {task.key: getattr(task, stem) for task in case.tasks}
    sites = [(ids, each) for each in case.removals for ids in (each.removal_id, *each.earlier)]
    named |= {removal_id: getattr(each, f"site_{current_language()}") for removal_id, each in sites}
    named |= {each.id: each.filename for each in case.documents}
    named |= {each.account_id: each.name for each in case.appointments if each.account_id}
    return named | {clock.key: getattr(clock, stem) for clock in case.clocks}


def _title(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    """Return what happened; a new state speaks for itself, a step or a site is named."""
    if entry.action == "case.state_reached":
        return state_word(str(entry.data.get("state", "")))
    about = next((names.get(str(entry.data[key]), "") for key in _NAMED if entry.data.get(key)), "")
    word = str(_("Sites late, those in charge told")) if _is_about_sites(entry) else action_word(entry.action)
    return str(_("%(what)s: %(about)s", what=word, about=about)) if about else word


def _is_about_sites(entry: HistoryEntry) -> bool:
    """Tell a case that is pressed on because of its sites from a limit that is over, which has an entry of its own."""
    return entry.action == "case.overdue" and entry.data.get("what") == "removals"


def note_of(action: str, data: Mapping[str, object], names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return number, file, reason and last day, where there are any; a pledge's number is not one that people know."""
    keys = ("number", "objection", "filename", "document", "whom", "account_id")
    said = [str(data[key]) for key in keys if data.get(key)]
    parts = [each for each in (names.get(each, each) for each in said) if not is_id(each)]
    if data.get("reason"):
        reason = str(data["reason"])
        parts.append(reason_word(reason) if data.get("clock") else reason)
    if action == _PLEDGED:
        parts[:1] = [_("pledge number %(number)s", number=parts[0])] if parts else []
    if data.get("table"):
        parts.append(_table_note(data))
    due_on = as_date(data.get("due_on") or data.get("new"))
    if due_on is not None:
        parts.append(_("by %(day)s", day=full_day(due_on)))
    return " · ".join(part for part in parts if part)


def _table_note(data: Mapping[str, object]) -> str:
    """Return which rules of which table decided."""
    name, rules = str(data.get(f"table_{current_language()}", "")), data.get("rules")
    numbers = str(_(", ")).join(str(each) for each in rules) if isinstance(rules, list) else ""
    return str(_("%(table)s, rule %(rules)s", table=name, rules=numbers) if numbers else name)

"""The history of a case as the macro `timeline` takes it: newest first, in words."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from workflow_app.services.views import CaseView, HistoryEntry
from workflow_app.web.context import current_actor
from workflow_app.web.languages import current_language
from workflow_app.web.pages.history_words import action_word, state_word
from workflow_app.web.pages.values import as_date, written_day

_GOOD = frozenset({"letter.issued", "site.removal_verified", "case.ended", "pledge.published"})
_BAD = frozenset({"task.refused", "case.overdue", "site.refused"})
_FOR_THE_OFFICE = frozenset(
    {
        "task.opened",
        "task.claimed",
        "task.released",
        "task.cancelled",
        "task.refused",
        "case.clock_started",
        "case.clock_stopped",
        "incident.retried",
    }
)


def told_history(case: CaseView, entries: Iterable[HistoryEntry], *, whole: bool = True) -> list[dict[str, object]]:
    """Return the entries in words; applicants are spared what only the office needs."""
    names = _names(case)
    shown = [entry for entry in entries if whole or entry.action not in _FOR_THE_OFFICE]
    return [
        {
            "at": entry.at,
            "title": _title(entry, names),
            "who": entry.actor_name if whole or entry.actor_name == current_actor().name else None,
            "note": _note(entry.data),
            "tone": "success" if entry.action in _GOOD else ("danger" if entry.action in _BAD else ""),
        }
        for entry in reversed(shown)
    ]


def _names(case: CaseView) -> dict[str, str]:
    """Return the names of elements, clocks and letters of a case in the language of the page."""
    stem = f"name_{current_language()}"
    named = {step.element: getattr(step, stem) for step in case.steps}
    named |= {task.key: getattr(task, stem) for task in case.tasks}
    return named | {clock.key: getattr(clock, stem) for clock in case.clocks}


def _title(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    """Return what happened; a new state speaks for itself, a step is named."""
    if entry.action == "case.state_reached":
        return state_word(str(entry.data.get("state", "")))
    about = next((names.get(str(entry.data[key]), "") for key in ("element", "clock") if entry.data.get(key)), "")
    word = action_word(entry.action)
    return _("%(what)s: %(about)s", what=word, about=about) if about else word


def _note(data: Mapping[str, object]) -> str:
    """Return number, file, reason and last day, where there are any."""
    parts = [str(data[key]) for key in ("number", "filename", "reason") if data.get(key)]
    due_on = as_date(data.get("due_on"))
    if due_on is not None:
        parts.append(_("by %(day)s", day=written_day(due_on)))
    return " · ".join(part for part in parts if part)

"""The history of a case in words, one line an entry; `history_days` puts the lines together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from flask_babel import gettext as _

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.ids import is_id
from workflow_app.schemas.clock_notes import reason_word
from workflow_app.services.views import CaseView, HistoryEntry
from workflow_app.web.days import full_day
from workflow_app.web.languages import current_language
from workflow_app.web.pages.history_weights import FOR_THE_OFFICE, STATE
from workflow_app.web.pages.history_words import action_word
from workflow_app.web.pages.letter_words import change_kind_word, changed_words, letter_kind_word
from workflow_app.web.pages.migration_words import migration_note
from workflow_app.web.pages.signing_words import signing_way_short
from workflow_app.web.pages.state_words import state_word
from workflow_app.web.pages.values import as_date

_GOOD = frozenset({"letter.issued", "site.removal_verified", "case.ended", "pledge.published"})
_GOOD_STATES = frozenset({"GRANTED", "SYNCING", "CLOSED", "BREACH_CLEARED", "RECTIFIED", "POST_CHECK_PASSED"})
_BAD_STATES = frozenset(
    {
        "NOT_ACCEPTED",
        "REFUSED",
        "LAPSED",
        "SYNC_PARTIAL",
        "RETURNED",
        "DA_TERMINATED",
        "BREACH_CONFIRMED",
        "UNTRUE",
        "REVOKED",
    }
)
"""Nobody acts here: beside "First review" the name of the applicant would read as the reviewer's."""
_LETTER = "letter "
"""What stands before the number of a letter where its title is kept: the number is told beside it."""
_SIGNED = ("case.signed", "signing.withdrawn")
_ISSUED, _PLEDGED = "letter.issued", "pledge.published"
_NAMED = ("element", "clock", "removal", "document")
"""What an entry may be about, by the key of its data."""
_BAD = frozenset({"task.refused", "objection.refused", "case.overdue", "site.refused", "site.reappeared"})


@dataclass(slots=True)
class Told:
    """One line of the history: what happened, to which things, by whom; what happened in one go is one line."""

    at: datetime
    what: str
    who: str | None
    note: str
    tone: str
    about: tuple[str, ...] = ()
    times: int = 1

    @property
    def title(self) -> str:
        """What happened, in words."""
        said = str(_("%(what)s: %(about)s", what=self.what, about=str(_(", ")).join(self.about)))
        said = said if self.about else self.what
        return said if self.times == 1 else f"{said} ×{self.times}"


def told_history(case: CaseView, entries: Iterable[HistoryEntry], *, whole: bool = True) -> list[Told]:
    """Return every entry in words; applicants are spared what only the office needs, and the names of the staff."""
    names = _names(case)
    return [_tell(entry, names, whole=whole) for entry in readable(entries, whole=whole)]


def readable(entries: Iterable[HistoryEntry], *, whole: bool) -> list[HistoryEntry]:
    """Return the entries that a reader gets to see."""
    return [each for each in entries if whole or each.action not in FOR_THE_OFFICE]


def _tell(entry: HistoryEntry, names: Mapping[str, str], *, whole: bool) -> Told:
    names = {**names, **_of_then(entry)}
    what, about = _title(entry, names)
    data = {key: value for key, value in entry.data.items() if key != "document" or not about}
    return Told(
        at=entry.at,
        what=what,
        who=None if entry.action == STATE else _who(entry.actor_name, whole=whole),
        note=note_of(entry.action, data, names),
        tone=_tone(entry),
        about=about,
    )


def _of_then(entry: HistoryEntry) -> dict[str, str]:
    """Return what the step of an entry was called when it happened."""
    name = entry.element_en if current_language() == "en" else entry.element_zh
    return {str(entry.data["element"]): name} if name else {}


def _tone(entry: HistoryEntry) -> str:
    """Return the colour: what ends well or badly stands out."""
    if entry.action == STATE:
        state = entry.data.get("state")
        return "success" if state in _GOOD_STATES else ("danger" if state in _BAD_STATES else "")
    return "success" if entry.action in _GOOD else ("danger" if entry.action in _BAD else "")


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
    titles = {each.number: each.title_en if current_language() == "en" else each.title for each in case.letters}
    named |= {_LETTER + number: title for number, title in titles.items()}
    return named | {clock.key: getattr(clock, stem) for clock in case.clocks}


def _title(entry: HistoryEntry, names: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return what happened and to what; a new state speaks for itself, a step, a site or a letter is named."""
    if entry.action == STATE:
        own = entry.state_en if current_language() == "en" else entry.state_zh
        return own or state_word(str(entry.data.get("state", ""))), ()
    word = str(_("Sites late, those in charge told")) if _is_about_sites(entry) else action_word(entry.action)
    about = next((names.get(str(entry.data[key]), "") for key in _NAMED if entry.data.get(key)), "")
    if entry.action.startswith("letter."):
        about = names.get(_LETTER + str(entry.data.get("number") or entry.data.get("letter")), "")
    if entry.action == _ISSUED and not about:
        about = letter_kind_word(str(entry.data.get("kind", "")))
    return word, (about,) if about else ()


def _is_about_sites(entry: HistoryEntry) -> bool:
    """Tell a case that is pressed on because of its sites from a limit that is over, which has an entry of its own."""
    return entry.action == "case.overdue" and entry.data.get("what") == "removals"


def note_of(action: str, data: Mapping[str, object], names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return number, file, reason and last day, where there are any; a pledge's number is not one that people know."""
    keys = ("number", "letter", "objection", "signer", "filename", "document", "whom", "account_id")
    said = [str(data[key]) for key in keys if data.get(key)]
    parts = [each for each in (names.get(each, each) for each in said) if not is_id(each)]
    if data.get("reason"):
        reason = str(data["reason"])
        parts.append(_why_it_stood(action, reason) if data.get("clock") else reason)
    if action.startswith(_SIGNED) and data.get("way"):
        parts.insert(0, signing_way_short(str(data["way"])))
    if action == _PLEDGED:
        parts[:1] = [_("pledge number %(number)s", number=parts[0])] if parts else []
    if action.startswith("letter.change_"):
        parts.insert(0, change_kind_word(str(data.get("kind", ""))))
        parts += changed_words(data.get("changed"))
    parts += migration_note(action, data)
    if data.get("table"):
        parts.append(_table_note(data))
    signed_on = as_date(data.get("signed_on"))
    if signed_on is not None:
        parts.append(_("signed on %(day)s", day=full_day(signed_on)))
    due_on = as_date(data.get("due_on") or data.get("new"))
    if due_on is not None:
        parts.append(_("by %(day)s", day=full_day(due_on)))
    return " · ".join(part for part in parts if part)


def _why_it_stood(action: str, reason: str) -> str:
    """Return why a limit stands still or, where it runs again, why it had stood."""
    word = reason_word(reason)
    return str(_("had stood still: %(reason)s", reason=word)) if action == "case.clock_resumed" else word


def _table_note(data: Mapping[str, object]) -> str:
    """Return which rules of which table decided."""
    name, rules = str(data.get(f"table_{current_language()}", "")), data.get("rules")
    numbers = str(_(", ")).join(str(each) for each in rules) if isinstance(rules, list) else ""
    return str(_("%(table)s, rule %(rules)s", table=name, rules=numbers) if numbers else name)

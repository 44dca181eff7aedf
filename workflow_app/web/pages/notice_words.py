"""What each notice says, in words, and what it looks like; `facts` fill the places of the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow_app.domain import message_ports
from workflow_app.domain.time import local_date
from workflow_app.services.notices import NoticeView
from workflow_app.web.days import full_day, month_day
from workflow_app.web.languages import current_language
from workflow_app.web.pages.notice_appointments import APPOINTMENTS
from workflow_app.web.pages.notice_authorisations import AUTHORISATIONS
from workflow_app.web.pages.notice_calls import CALLS
from workflow_app.web.pages.notice_change_sets import CHANGE_SETS
from workflow_app.web.pages.notice_contacts import CONTACTS, about_channel
from workflow_app.web.pages.notice_deferral import DEFERRAL
from workflow_app.web.pages.notice_hiding import HIDING
from workflow_app.web.pages.notice_inlets import INLETS
from workflow_app.web.pages.notice_letters import LETTERS
from workflow_app.web.pages.notice_numbers import NUMBERS
from workflow_app.web.pages.notice_objections import OBJECTIONS
from workflow_app.web.pages.notice_outcomes import OUTCOMES
from workflow_app.web.pages.notice_permits import PERMITS
from workflow_app.web.pages.notice_pledges import PLEDGES
from workflow_app.web.pages.notice_processes import PROCESSES
from workflow_app.web.pages.notice_rules import RULES, about_rules
from workflow_app.web.pages.notice_sites import SITE_JOBS
from workflow_app.web.pages.notice_training import TRAINING
from workflow_app.web.pages.values import as_date
from workflow_app.web.wording import one_stop


@dataclass(frozen=True, slots=True)
class Words:
    """A short title and one sentence that says what happened and what, if anything, can be done."""

    title: LazyString
    text: LazyString
    icon: str = "info-circle"
    tone: str = "info"


_MORE = (
    APPOINTMENTS, AUTHORISATIONS, CALLS, DEFERRAL,
    INLETS, HIDING, LETTERS, OBJECTIONS, OUTCOMES, PERMITS, NUMBERS, PLEDGES, PROCESSES, RULES, SITE_JOBS,
    CHANGE_SETS, CONTACTS, TRAINING,
)  # fmt: skip
NOTICES: Mapping[str, Words] = {
    "CLOCK_DUE_SOON": Words(
        _l("A limit comes near"),
        _l("Case %(number)s, %(what)s: the last day is %(due_on)s; working days left: %(left)s."),
        "clock",
        "info",
    ),
    "CLOCK_DUE_TODAY": Words(
        _l("A limit ends today"),
        _l("Case %(number)s, %(what)s: the last day is %(due_on)s. Please finish it or say what holds it up."),
        "clock",
        "warning",
    ),
    "CLOCK_OVERDUE": Words(
        _l("A limit is over"),
        _l("Case %(number)s, %(what)s: the last day was %(due_on)s; working days overdue: %(late)s."),
        "alert-triangle",
        "warning",
    ),
    "INTERNAL_LIMIT_OVER": Words(
        _l("An internal limit is over"),
        _l("Case %(number)s, step %(what)s: the last day was %(due_on)s. You may want to ask what holds it up."),
        "alert-triangle",
        "warning",
    ),
    "REMOVALS_LATE": Words(
        _l("A removal is late"),
        _l(
            "Case %(number)s: the time is over and the record still stands on some sites. Please call those still open."
        ),
        "alert-triangle",
        "warning",
    ),
    "DEADLINE_MOVED": Words(
        _l("A deadline has moved"),
        _l(
            "Case %(number)s, %(what)s: the last day is now %(new)s instead of %(old)s,"
            " because the calendar of working days was changed."
        ),
        "calendar-due",
    ),
    "DEADLINE_EXTENDED": Words(
        _l("A deadline was extended"),
        _l(
            "Case %(number)s, %(what)s: the last day is now %(new)s instead of %(old)s,"
            " because the service was out of order."
        ),
        "calendar-due",
    ),
    "LETTER_ARRIVED": Words(
        _l("A letter has arrived"),
        _l("%(title)s (%(number)s) can be read now; it counts as served today."),
        "file-certificate",
    ),
    "LETTER_NOT_SERVED": Words(
        _l("A letter cannot be served"),
        _l(
            "%(number)s: %(failed)s attempts have failed. Leave it at the place or announce it in public, "
            "and record which."
        ),
        "alert-triangle",
        "warning",
    ),
    "RECORDS_RECLASSIFIED": Words(
        _l("Records follow the changed rules"),
        _l(
            "%(records)s records were looked at: %(changed)s changed their class, %(dates)s their dates; "
            "%(ends)s listings end, %(begins)s begin."
        ),
        "history",
    ),
    **{code: Words(*parts) for group in _MORE for code, parts in group.items()},
}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in words."""

    title: str
    text: str
    icon: str
    tone: str


def notice_words(notice: NoticeView | message_ports.Told) -> Told:
    """Return a notice in the language of the page; an unknown code shows itself rather than nothing."""
    words = NOTICES.get(notice.code)
    if words is None:
        return Told(_("Notice"), notice.code, "info-circle", "neutral")
    return Told(
        str(words.title),
        one_stop(str(words.text) % Facts({**notice.facts, **about_rules(notice.facts), **about_channel(notice.facts)})),
        words.icon,
        words.tone,
    )


WRITTEN = {"reason", "why"}
"""Facts that somebody wrote as sentences."""


class Facts(dict[str, object]):
    """Facts as people read them: names in their language; one that is missing is a dash, no failure.

    Days stand in full, and `short` without their weekday, where every character counts. A reason that somebody wrote
    stands within a sentence, which has a full stop of its own.
    """

    def __init__(self, facts: Mapping[str, object], *, short: bool = False) -> None:
        super().__init__({name: _shown(value, short=short) for name, value in facts.items()})
        for name in WRITTEN & self.keys():
            self[name] = str(self[name]).rstrip("。. ")

    def __missing__(self, key: str) -> object:
        return self.get(f"{key}_{current_language()}") or "—"


def _shown(value: object, *, short: bool) -> object:
    """Return a fact as it is read: a day in full, what is empty as a dash."""
    day = _day_in(value) if isinstance(value, str) else None
    if day is not None:
        return month_day(day) if short else full_day(day)
    return "—" if value is None else value


def _day_in(text: str) -> date | None:
    """Return the day that a fact is, and of an instant its day here; None for everything else."""
    if len(text) == len("2026-10-09"):
        return as_date(text)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if instant.tzinfo is None else local_date(instant)

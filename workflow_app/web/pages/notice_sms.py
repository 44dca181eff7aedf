"""What an SMS says of each notice that goes out that way: the number of the case and what to do, nobody by name."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from workflow_app.domain.message_ports import Told
from workflow_app.web.pages.notice_words import Facts
from workflow_app.web.pages.objector_sms import OBJECTOR

_DECIDED = _l("Case %(number)s is decided. Please sign in.")

_CHANGED = _l("Letter %(number)s was changed. Please sign in.")

SMS: dict[str, LazyString] = {
    "CLOCK_DUE_SOON": _l("Case %(number)s: limit ends on %(due_on)s. Sign in."),
    "CLOCK_DUE_TODAY": _l("Case %(number)s: a limit ends today. Sign in."),
    "DEADLINE_MOVED": _l("Case %(number)s: the last day is now %(new)s."),
    "DEADLINE_EXTENDED": _l("Case %(number)s: the last day is now %(new)s."),
    "LETTER_ARRIVED": _l("Letter %(number)s is served. Please sign in."),
    "LETTER_CORRECTED": _CHANGED,
    "LETTER_ANNULLED": _CHANGED,
    "LETTER_REPLACED": _CHANGED,
    "LISTING_REAPPEARED": _l("%(document_no)s is shown again; ordered down."),
    "TRAINING_CHANGED": _l("Your class is now on %(on)s. Please sign in."),
    "TRAINING_CANCELLED": _l("Your class on %(on)s is cancelled."),
    "TRAINING_SEAT_FREE": _l("A seat is free on %(on)s. Please sign in."),
    "DRAFT_ENDS": _l("A draft of yours is kept until %(due_on)s only."),
    "APPLICATION_RECEIVED": _l("Case %(number)s: application received."),
    "APPLICATIONS_RECEIVED": _l("%(number)s and others: %(count)s received."),
    "DEFERRED_WRONG": _l("Case %(number)s: bring it again by %(due_on)s."),
    "DEFERRED_AWAITED": _l("Case %(number)s: supply papers by %(due_on)s."),
    "CASE_GRANTED": _DECIDED,
    "CASE_REFUSED": _DECIDED,
    "MATTER_GRANTED": _DECIDED,
    "MATTER_REFUSED": _DECIDED,
    "OBJECTION_ACCEPTED": _l("Case %(number)s: an objection is examined."),
    "OBJECTION_UPHELD": _l("Case %(number)s: the objection was upheld."),
    "CASE_COMPLETED": _l("Case %(number)s is completed. Please sign in."),
}


def sms_words(notice: Told) -> str:
    """Return the short text of a notice; one without its own says only that there is something to read."""
    text = (SMS | OBJECTOR).get(notice.code, _l("You have a new message. Please sign in."))
    return str(text) % Facts(notice.facts, short=True)

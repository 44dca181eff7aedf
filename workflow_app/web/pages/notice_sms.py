"""What an SMS says of each notice that goes out that way: the number of the case and what to do, nobody by name."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from workflow_app.domain.message_ports import Told
from workflow_app.web.pages.notice_words import Facts
from workflow_app.web.pages.objector_sms import OBJECTOR

_DECIDED = _l("Case %(number)s has been decided. Please sign in and read the decision.")

_CHANGED = _l("Letter %(number)s was corrected, annulled or replaced. Please sign in and read it.")

SMS: dict[str, LazyString] = {
    "CLOCK_DUE_SOON": _l("Case %(number)s: a limit ends on %(due_on)s. Please sign in and act in time."),
    "CLOCK_DUE_TODAY": _l("Case %(number)s: a limit ends today at 24:00. Please sign in and act today."),
    "DEADLINE_MOVED": _l("Case %(number)s: the last day is now %(new)s. Please sign in for details."),
    "DEADLINE_EXTENDED": _l("Case %(number)s: the last day is now %(new)s. Please sign in for details."),
    "LETTER_ARRIVED": _l("Letter %(number)s has been served. Please sign in and read it."),
    "LETTER_CORRECTED": _CHANGED,
    "LETTER_ANNULLED": _CHANGED,
    "LETTER_REPLACED": _CHANGED,
    "LISTING_REAPPEARED": _l("%(document_no)s is shown by a site again; we have ordered it down. Please sign in."),
    "TRAINING_CHANGED": _l("Your class has changed: it is on %(on)s. Please sign in for details."),
    "TRAINING_CANCELLED": _l("Your class on %(on)s is cancelled. Please sign in for details."),
    "TRAINING_SEAT_FREE": _l("A seat is free for you in the class on %(on)s. Please sign in."),
    "DRAFT_ENDS": _l("Your draft about %(document_no)s is kept until %(due_on)s. Please sign in and hand it in."),
    "CASE_GRANTED": _DECIDED,
    "CASE_REFUSED": _DECIDED,
    "OBJECTION_ACCEPTED": _l("Case %(number)s: an objection is examined. Please sign in if you want to answer it."),
    "OBJECTION_UPHELD": _l("Case %(number)s: the objection was upheld. Please sign in for details."),
    "CASE_COMPLETED": _l("Case %(number)s is completed. Please sign in to see the result."),
}


def sms_words(notice: Told) -> str:
    """Return the short text of a notice; one without its own says only that there is something to read."""
    text = (SMS | OBJECTOR).get(notice.code, _l("You have a new message. Please sign in and read it."))
    return str(text) % Facts(notice.facts, short=True)

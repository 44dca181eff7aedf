"""What notices about calls say that the office owes: title, one sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

CALLS: Mapping[str, Parts] = {
    "CALL_NEEDED": (
        _l("Somebody is to be called"),
        _l("Case %(number)s: an SMS to %(subject)s did not arrive. Please call by %(due_on)s and note the outcome."),
        "phone",
        "warning",
    ),
    "CALL_LATE": (
        _l("A call was not made in time"),
        _l("Case %(number)s: %(subject)s, whom an SMS did not reach, was to be called by %(due_on)s. Please call now."),
        "phone",
        "danger",
    ),
}

"""What notices about work at other sites say: title, sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

SITE_JOBS: Mapping[str, tuple[LazyString, LazyString, str, str]] = {
    "SITE_JOB_RETURNED": (
        _l("A site did not do it"),
        _l("%(site)s, decision %(document_no)s: it was sent back. Decide how to go on; the record is still shown."),
        "alert-circle",
        "warning",
    ),
    "SITE_JOB_ESCALATED": (
        _l("Put before you: work at a site"),
        _l("%(site)s, decision %(document_no)s: %(reason)s"),
        "alert-triangle",
        "warning",
    ),
    "ASSISTANCE_NO_REPLY": (
        _l("No answer to a request for assistance"),
        _l("%(site)s, decision %(document_no)s: %(reason)s has not answered. Remind them and note it."),
        "clock",
        "warning",
    ),
    "INBOUND_ARRIVED": (
        _l("An application came from another site"),
        _l("%(site)s, number %(outside_no)s: case %(number)s is opened; the periods count from %(pushed_on)s."),
        "inbox",
        "info",
    ),
}

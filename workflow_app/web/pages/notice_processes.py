"""What notices say about processes that were published in an emergency or take no new filings for a while."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

PROCESSES: Mapping[str, Parts] = {
    "EMERGENCY_PUBLISHED": (
        _l("A process was published in an emergency"),
        _l(
            "%(who)s has published version %(version)s of %(process)s alone: %(why)s. It is in force and waits for "
            "somebody else to confirm it or to have it taken back."
        ),
        "alert-triangle",
        "danger",
    ),
    "VERSION_SET_ASIDE": (
        _l("A change of a process does not take effect"),
        _l(
            "Version %(aside)s of %(process)s was to be in effect from %(day)s: %(note)s. %(who)s published version "
            "%(version)s in an emergency, and the two could not be put together. It does not take effect before the "
            "change is written anew or version %(version)s is taken back."
        ),
        "alert-triangle",
        "warning",
    ),
    "EMERGENCY_UNCONFIRMED": (
        _l("A process published in an emergency is not confirmed"),
        _l(
            "%(who)s published version %(version)s of %(process)s alone on %(on)s: %(why)s. Nobody has confirmed it in "
            "time. Please see that a second process administrator looks at it."
        ),
        "alert-triangle",
        "danger",
    ),
    "PROCESS_PAUSED": (
        _l("A process takes no new filings for a while"),
        _l(
            "%(process)s: what is filed until %(until)s, %(hour)s, is received and waits; what was filed before goes "
            "on. The public reads: %(notice)s"
        ),
        "clock",
        "warning",
    ),
    "PROCESS_GOES_ON": (
        _l("A process takes filings again"),
        _l("%(process)s: the pause is over. Filings that waited and go on now: %(count)s."),
        "circle-check",
        "info",
    ),
    "FILING_WAITS": (
        _l("Your application was received and waits"),
        _l(
            "%(subject)s, %(number)s: the procedure takes no new applications until %(until)s, %(hour)s: %(notice)s "
            "Your number and the time of receipt hold, and periods run. It goes on by itself."
        ),
        "clock",
        "info",
    ),
    "FILING_GOES_ON": (
        _l("Your application goes on"),
        _l("%(subject)s, %(number)s: the pause of the procedure is over."),
        "circle-check",
        "info",
    ),
    "EMERGENCY_CONFIRMED": (
        _l("A version published in an emergency was confirmed"),
        _l("%(who)s has confirmed version %(version)s of %(process)s."),
        "circle-check",
        "info",
    ),
}

"""What notices say about processes that were published in an emergency."""

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
    "EMERGENCY_UNCONFIRMED": (
        _l("A process published in an emergency is not confirmed"),
        _l(
            "%(who)s published version %(version)s of %(process)s alone on %(on)s: %(why)s. Nobody has confirmed it in "
            "time. Please see that a second process administrator looks at it."
        ),
        "alert-triangle",
        "danger",
    ),
    "EMERGENCY_CONFIRMED": (
        _l("A version published in an emergency was confirmed"),
        _l("%(who)s has confirmed version %(version)s of %(process)s."),
        "circle-check",
        "info",
    ),
}

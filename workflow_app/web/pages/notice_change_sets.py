"""What notices about change sets say: what is to change together, from which day, and by which document."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

CHANGE_SETS: Mapping[str, Parts] = {
    "CHANGE_SET_WAITS": (
        _l("A change of the rules waits for your consent"),
        _l(
            "%(who)s has submitted “%(title)s”, from %(on)s on, by %(basis)s: %(why)s. All its parts are confirmed "
            "together."
        ),
        "clock",
        "warning",
    ),
    "CHANGE_SET_WISH": (
        _l("A change of the rules needs something from you"),
        _l("In “%(title)s”, from %(on)s on, %(who)s asks for: %(why)s. Only your role can change that."),
        "message",
        "warning",
    ),
    "CHANGE_SET_GIVEN_BACK": (
        _l("A change of the rules was given back"),
        _l("%(who)s has given back “%(title)s” as a whole: %(why)s."),
        "alert-triangle",
        "warning",
    ),
    "CHANGE_SET_CONFIRMED": (
        _l("A change of the rules was confirmed"),
        _l("“%(title)s” is confirmed; all its parts are in force from %(on)s on, by %(basis)s."),
        "circle-check",
        "info",
    ),
    "CHANGE_SET_CONCERNS": (
        _l("The rules change in which you have a part"),
        _l("“%(title)s”, from %(on)s on, by %(basis)s: %(why)s."),
        "git-branch",
        "info",
    ),
}

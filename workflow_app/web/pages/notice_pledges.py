"""What notices of pledges and their breaches say: title, sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

PLEDGES: Mapping[str, Parts] = {
    "PLEDGE_TO_PUBLISH": (
        _l("A pledge waits to be published"),
        _l("Pledge %(pledge)s was signed; it must be on public display by %(due_on)s."),
        "shield-check",
        "info",
    ),
    "PLEDGE_PUBLISHED": (
        _l("Your pledge is on public display"),
        _l("Pledge %(pledge)s is public now; the authority looks whether it is kept."),
        "shield-check",
        "success",
    ),
    "FOLLOW_UP_DUE": (
        _l("A pledge must be looked at today"),
        _l("Pledge %(pledge)s: look by %(due_on)s, 24:00 whether it is kept, and record what you found."),
        "clock",
        "warning",
    ),
    "FOLLOW_UP_LATE": (
        _l("A pledge was not looked at in time"),
        _l("Pledge %(pledge)s: the last day was %(due_on)s. Nothing follows from this for who pledged."),
        "alert-triangle",
        "danger",
    ),
    "PLEDGE_UNTRUE": (
        _l("A pledge proved untrue before the decision"),
        _l(
            "Case %(number)s of %(subject)s has ended. Whether pledge %(pledge)s was false is to be examined, with "
            "notice and a hearing; nothing is on record yet."
        ),
        "alert-triangle",
        "warning",
    ),
    "BREACH_ALLEGED": (
        _l("A breach of your pledge is alleged"),
        _l("Case %(number)s, pledge %(pledge)s: a notice comes to you, and you may reply before anything is decided."),
        "alert-triangle",
        "warning",
    ),
    "BREACH_CLEARED": (
        _l("No breach of your pledge"),
        _l("Case %(number)s, pledge %(pledge)s: no breach was found, and nothing is on record."),
        "circle-check",
        "success",
    ),
    "BREACH_RECTIFIED": (
        _l("What was broken is put right"),
        _l("Case %(number)s, pledge %(pledge)s: it is noted that you put it right; nothing is on record."),
        "circle-check",
        "success",
    ),
    "BREACH_CONFIRMED": (
        _l("A breach of your pledge was found"),
        _l("Case %(number)s, pledge %(pledge)s: the decision says what follows and how the breach is repaired."),
        "alert-triangle",
        "danger",
    ),
}

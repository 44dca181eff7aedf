"""What notices about tasks without anybody, and about those given to somebody, say: title, one sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

APPOINTMENTS: Mapping[str, Parts] = {
    "APPOINTMENT_WANTED": (
        _l("Nobody is left for a step"),
        _l(
            "Case %(number)s, step %(what)s: nobody may do it any more. The head of section appoints a person of "
            "another section for this case, with the reason."
        ),
        "users",
        "warning",
    ),
    "APPOINTED": (
        _l("You have been appointed for a step"),
        _l("Case %(number)s, step %(what)s: the head of section has named you for this case. It is in your inbox."),
        "users",
        "info",
    ),
    "TASK_ASSIGNED": (
        _l("A task was given to you"),
        _l("Case %(number)s, step %(what)s: it is in your inbox."),
        "user-check",
        "info",
    ),
}

"""What notices about tasks without anybody, given to somebody, or signed on paper say: title, sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

APPOINTMENTS: Mapping[str, Parts] = {
    "EXTENSION_ASKED": (
        _l("A reviewer asks to put a limit off"),
        _l("Case %(number)s is due on %(due_on)s. Put the limit off before it ends, or say why it stays."),
        "calendar-plus",
        "warning",
    ),
    "EXTENSION_GIVEN": (
        _l("The limit that you asked about was put off"),
        _l("Case %(number)s: the decider has put the limit off; the applicant has a letter."),
        "calendar-plus",
        "success",
    ),
    "EXTENSION_DECLINED": (
        _l("The limit that you asked about stays"),
        _l("Case %(number)s: the decider leaves the limit as it is. Why: %(note)s"),
        "calendar-plus",
        "warning",
    ),
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
    "TASK_RETURNED": (
        _l("A case was sent back to be reviewed again"),
        _l(
            "Case %(number)s, step %(what)s: it was sent back; the reasons stand on the page of the task. "
            "The legal limit runs on."
        ),
        "arrow-back-up",
        "warning",
    ),
    "SECOND_NOTICE_ALLOWED": (
        _l("Missing items may be asked for once more"),
        _l("Case %(number)s: the head of the section allows a second notice. Reason: %(reason)s"),
        "mail",
        "info",
    ),
    "DECIDED_ON_PAPER": (
        _l("Your decision on paper was entered"),
        _l(
            "Case %(number)s: %(by)s entered the decision that you signed on paper. If it is not yours, say so on the "
            "approval sheet of the case."
        ),
        "file-certificate",
        "info",
    ),
    "SHEET_DISPUTED": (
        _l("A signer objects to a decision entered from paper"),
        _l("Case %(number)s: %(by)s says that the decision entered from paper is not theirs: %(why)s"),
        "alert-triangle",
        "danger",
    ),
}

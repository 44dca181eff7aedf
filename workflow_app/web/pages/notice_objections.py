"""What notices of objections and reports say: title, sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

OBJECTIONS: Mapping[str, Parts] = {
    "CONCERN_RECEIVED": (
        _l("An objection or a report has arrived"),
        _l("%(concern)s: say by %(due_on)s, 24:00 whether it is looked into."),
        "message",
        "warning",
    ),
    "CONCERN_DUE": (
        _l("An objection or a report is due today"),
        _l("%(concern)s: the last day is %(due_on)s."),
        "clock",
        "warning",
    ),
    "CONCERN_MOVED": (
        _l("The limit of an objection or a report has moved"),
        _l("%(concern)s, %(what)s: the last day is now %(new)s instead of %(old)s."),
        "calendar-due",
        "info",
    ),
    "SPEAKER_NOT_REACHED": (
        _l("Who objected or reported could not be reached by SMS"),
        _l("%(concern)s: their telephone takes no messages. Please call them."),
        "phone",
        "warning",
    ),
    "CONCERN_LATE": (
        _l("An objection or a report was not handled in time"),
        _l("%(concern)s: the last day was %(due_on)s."),
        "alert-triangle",
        "danger",
    ),
    "OBJECTION_RECEIVED": (
        _l("An objection has arrived"),
        _l("Case %(number)s, objection %(objection)s: say by %(due_on)s, 24:00 whether it is examined."),
        "message",
        "warning",
    ),
    "OBJECTION_DUE": (
        _l("An objection must be accepted or not today"),
        _l("Case %(number)s, objection %(objection)s: the last day is %(due_on)s."),
        "clock",
        "warning",
    ),
    "OBJECTION_LATE": (
        _l("An objection was not judged in time"),
        _l("Case %(number)s, objection %(objection)s: the last day was %(due_on)s; there is no grant before."),
        "alert-triangle",
        "danger",
    ),
    "OBJECTOR_NOT_REACHED": (
        _l("An objector cannot be reached by SMS"),
        _l("Case %(number)s, objection %(objection)s: the telephone takes no messages; tell the objector by a call."),
        "message",
        "warning",
    ),
    "OBJECTION_REPLIED": (
        _l("The applicant has answered an objection"),
        _l("Case %(number)s, objection %(objection)s: the reply stands on the page of the examination."),
        "message",
        "info",
    ),
    "OBJECTION_ACCEPTED": (
        _l("An objection to your repair is examined"),
        _l(
            "%(subject)s, case %(number)s: objection %(objection)s was accepted, and the publicity stands still "
            "meanwhile. You may answer it on the page of the case until the examination is over."
        ),
        "message",
        "warning",
    ),
    "OBJECTION_REJECTED": (
        _l("The objection to your repair was not upheld"),
        _l(
            "%(subject)s, case %(number)s: objection %(objection)s was examined and not upheld; the publicity goes on "
            "with the days that were left. What was found: %(findings)s"
        ),
        "circle-check",
        "success",
    ),
    "OBJECTION_UPHELD": (
        _l("The objection to your repair was upheld"),
        _l(
            "%(subject)s, case %(number)s: objection %(objection)s was upheld; the application is reviewed again. "
            "What was found: %(findings)s"
        ),
        "alert-circle",
        "warning",
    ),
}

"""What notices about documents that follow say: title, one sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

DEFERRAL: Mapping[str, Parts] = {
    "DEFERRED_WRONG": (
        _l("A document is to be brought once more"),
        _l(
            "Case %(number)s: %(count)s of the documents supplied are not as they should be. Bring them once more by "
            "%(due_on)s; the page of the case says what is wrong."
        ),
        "alert-triangle",
        "warning",
    ),
    "DEFERRED_AWAITED": (
        _l("The review is done; your documents are awaited"),
        _l("Case %(number)s: the review is done, and %(count)s documents are still to come by %(due_on)s."),
        "clock",
        "warning",
    ),
    "DEFERRED_NOT_KEPT": (
        _l("A promise to bring documents was not kept"),
        _l(
            "Case %(number)s of %(subject)s was returned. Whether the promise was broken is to be examined, with "
            "notice and a hearing; nothing is on record yet."
        ),
        "alert-triangle",
        "warning",
    ),
}

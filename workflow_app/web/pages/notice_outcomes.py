"""What notices of the outcome of a case say to those who act for its subject: title, sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

OUTCOMES: Mapping[str, tuple[LazyString, LazyString, str, str]] = {
    "APPLICATION_RECEIVED": (
        _l("The application was received"),
        _l(
            "%(subject)s: the application about %(document_no)s has been handed in, as case %(number)s. You need not "
            "do anything now; each step that follows is told to you."
        ),
        "circle-check",
        "success",
    ),
    "APPLICATIONS_RECEIVED": (
        _l("The applications were received"),
        _l(
            "%(subject)s: %(count)s applications have been handed in together, as the cases %(numbers)s. You need not "
            "do anything now; each step that follows is told to you."
        ),
        "circle-check",
        "success",
    ),
    "CASE_GRANTED": (
        _l("The application was granted"),
        _l(
            "%(subject)s, case %(number)s: the record %(document_no)s is now being taken down from every site. The "
            "letter says by when; you are told when it is gone everywhere."
        ),
        "circle-check",
        "success",
    ),
    "CASE_REFUSED": (
        _l("The application was refused"),
        _l(
            "%(subject)s, case %(number)s: the record %(document_no)s stays public. The reasons and the remedies stand "
            "in the case and in its letter. You may apply again from %(reapply_on)s."
        ),
        "alert-circle",
        "warning",
    ),
    "MATTER_GRANTED": (
        _l("The application was granted"),
        _l("%(subject)s, case %(number)s: what was applied for is granted. The decision stands in the case."),
        "circle-check",
        "success",
    ),
    "MATTER_REFUSED": (
        _l("The application was refused"),
        _l(
            "%(subject)s, case %(number)s: what was applied for is refused. The reasons and the remedies stand in the "
            "case and in its letter."
        ),
        "alert-circle",
        "warning",
    ),
    "CASE_SITES_LATE": (
        _l("Some sites are late"),
        _l(
            "%(subject)s, case %(number)s: the time is over and the record %(document_no)s still stands on %(sites)s. "
            "The office is pressing them; you need not do anything and are told when it is gone everywhere."
        ),
        "alert-triangle",
        "warning",
    ),
    "RECORD_REPAIRED": (
        _l("A record that you used is repaired"),
        _l(
            "%(subject)s, decision %(document_no)s: the repair is completed and no site shows the record any more "
            "(notice %(letter)s). Your check of %(used_on)s used it; check again before you decide by it."
        ),
        "circle-check",
        "info",
    ),
    "DRAFT_ENDS": (
        _l("A draft is about to end"),
        _l(
            "%(subject)s: the application about %(document_no)s has not been handed in. It is kept until %(due_on)s; "
            "every change keeps it longer."
        ),
        "clock",
        "warning",
    ),
    "DRAFT_OVER": (
        _l("A draft has ended"),
        _l(
            "%(subject)s: the application about %(document_no)s was not handed in in time, and what was filled in is "
            "forgotten. You can begin again at any time."
        ),
        "info-circle",
        "info",
    ),
    "CASE_COMPLETED": (
        _l("The record is gone everywhere"),
        _l(
            "%(subject)s, case %(number)s: the record %(document_no)s has been taken down, and each site was looked at:"
            " %(sites)s."
        ),
        "circle-check",
        "success",
    ),
}

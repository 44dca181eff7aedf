"""What notices of permits say to those who act for their holder: title, sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

PERMITS: Mapping[str, tuple[LazyString, LazyString, str, str]] = {
    "PERMIT_ISSUED": (
        _l("A permit was issued to you"),
        _l("Permit %(permit)s of case %(number)s. It is on the page of permits, to be downloaded and shown."),
        "certificate",
        "success",
    ),
    "PERMIT_ENDED": (
        _l("A permit of yours has ended before its time"),
        _l(
            "Permit %(permit)s of case %(number)s has no effect any more. The letter of the authority says why, and "
            "what you can do against it."
        ),
        "alert-triangle",
        "warning",
    ),
    "PERMIT_CHECK_PASSED": (
        _l("Your pledge was checked: it is true"),
        _l("Permit %(permit)s of case %(number)s stands. The record of the check is on the page of the case."),
        "shield-check",
        "success",
    ),
    "PERMIT_CHECK_RECTIFIED": (
        _l("What you put right was checked"),
        _l("It is as ordered, and permit %(permit)s of case %(number)s stands."),
        "shield-check",
        "success",
    ),
}

"""What notices of training say: title, sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

TRAINING: Mapping[str, tuple[LazyString, LazyString, str, str]] = {
    "TRAINING_CHANGED": (
        _l("A class has changed"),
        _l("“%(title)s” is now on %(on)s: %(place)s. The page of training shows everything; you keep your seat."),
        "calendar-due",
        "warning",
    ),
    "TRAINING_CANCELLED": (
        _l("A class is cancelled"),
        _l("“%(title)s” on %(on)s is cancelled: %(why)s. The page of training shows other classes."),
        "calendar-due",
        "warning",
    ),
    "TRAINING_SEAT_FREE": (
        _l("You have a seat now"),
        _l("A seat became free in “%(title)s” on %(on)s: %(place)s. Give it back in time if you cannot come."),
        "circle-check",
        "success",
    ),
    "TRAINING_CERTIFICATE_ISSUED": (
        _l("A certificate of training was issued"),
        _l("%(number)s for %(attendee)s, valid until %(valid_until)s. It is on the page of training."),
        "certificate",
        "success",
    ),
    "TRAINING_CERTIFICATE_ANNULLED": (
        _l("A certificate of training was annulled"),
        _l("%(number)s no longer counts: %(why)s. Call the authority if you do not agree."),
        "alert-triangle",
        "warning",
    ),
}

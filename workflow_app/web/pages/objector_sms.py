"""What an SMS says to who objected: where the objection stands, and how to read the rest without an account."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

_RESULT = _l("Objection %(objection)s: read the result online.")

OBJECTOR: dict[str, LazyString] = {
    "OBJECTOR_RECEIVED": _l("Objection %(objection)s (%(code)s): answer by %(due_on)s."),
    "OBJECTOR_ACCEPTED": _l("Objection %(objection)s is examined."),
    "OBJECTOR_NOT_ACCEPTED": _l("Objection %(objection)s: not accepted, see online."),
    "OBJECTOR_UPHELD": _RESULT,
    "OBJECTOR_REJECTED": _RESULT,
    "OBJECTOR_MOOT": _l("Objection %(objection)s is closed."),
}

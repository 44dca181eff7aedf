"""What an SMS says to who objected: where the objection stands, and how to read the rest without an account."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

_RESULT = _l("Objection %(objection)s has been examined. Read the result online with number and code.")

OBJECTOR: dict[str, LazyString] = {
    "OBJECTOR_RECEIVED": _l(
        "Objection %(objection)s, code %(code)s: answer by %(due_on)s. Follow it online with both."
    ),
    "OBJECTOR_ACCEPTED": _l("Objection %(objection)s is examined; the publicity stands still. Follow it online."),
    "OBJECTOR_NOT_ACCEPTED": _l("Objection %(objection)s was not accepted. Read why online with number and code."),
    "OBJECTOR_UPHELD": _RESULT,
    "OBJECTOR_REJECTED": _RESULT,
    "OBJECTOR_MOOT": _l("Objection %(objection)s is closed: the application it is about has ended."),
}

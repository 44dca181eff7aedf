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
    "SPEAKER_RECEIVED": _l("%(concern)s (%(code)s): answer by %(due_on)s."),
    "SPEAKER_NOT_TAKEN": _l("%(concern)s: not taken up, see online."),
    "SPEAKER_ANSWERED": _l("%(concern)s: read the answer online."),
    "OBJECTOR_MOOT": _l("Objection %(objection)s is closed."),
}

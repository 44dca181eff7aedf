"""Why something cannot be signed, or not in this way, and how to go on."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

SIGNING: dict[str, LazyString] = {
    "SIGNATURE_NEEDED": _l(
        "The legal representative was asked to sign, and these answers have no signature of theirs. Wait for it, ask "
        "again, or take the request back"
    ),
    "SIGNING_WAY_OFF": _l("The authority does not take an application that is signed in this way. Choose another one"),
    "SIGNING_ASKED_ENOUGH": _l(
        "A signature was asked for %(most)s times already. Have the paper signed instead, or come to the counter"
    ),
    "SIGNING_ANSWERED": _l("This request has been answered or taken back already"),
    "SIGNING_OVER": _l("The time for this link is over; who asks may send another one"),
    "SIGNING_LOCKED": _l("There were too many wrong attempts. The link works no more; have another one sent"),
    "SIGNING_CHANGED": _l("The answers were changed after this link was sent. You will get another one"),
    "SIGNATURE_UNKNOWN": _l("There is no such request. Look at the page once more"),
    "SIGNER_NAME_WRONG": _l("This is not the name of whom the signature was asked of"),
    "READ_TO_SIGN": _l("Tick that you have read everything; without that nothing is signed"),
    "SIGNING_WHICH": _l("Tick which of them you do not sign"),
    "SIGNING_REASON": _l("Say why in 2 to 200 characters"),
}

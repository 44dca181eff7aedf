"""Why somebody could not get in, as told to who tried."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

ENTERING: dict[str, LazyString] = {
    "REAL_NAME": _l("Enter your name as in your identity document, 2 to 50 letters, without digits"),
    "AGREE_TO_GO_ON": _l("Without this no account can be opened; what you need can also be done at the counter"),
    "PHONE_NOT_CONFIRMED": _l("Too much time has passed since the code. Please have another one sent."),
    "MOBILE_HAS_ACCOUNT": _l("An account has this mobile number already; log in with it, or set a new password"),
    "LINK_USED": _l("This link was used already, or its time is over"),
    "LINK_OUT_OF_REACH": _l("Only staff gets links here; for all others the operator makes them, by command"),
    "ACCOUNT_CLOSED": _l("This account is closed; open it again first"),
    "OWN_NUMBER": _l("This is your own number; enter that of the legal representative"),
    "NAME_NOT_GIVEN": _l("This is not the name of the legal representative that was given to the office"),
    "REQUEST_UNKNOWN": _l("There is no such request, or it is not yours"),
    "REQUEST_ANSWERED": _l("This request has been answered or taken back already"),
    "LINK_OVER": _l("The time for this link is over; who asks may send another one"),
    "NO_ACCOUNT_OF_NUMBER": _l("No account that is open has this mobile number"),
    "NOTICE_CODE_UNKNOWN": _l(
        "No notice for this enterprise carries this code, or another account has used it. Check both; else ask the "
        "authority for a new notice, or take another way"
    ),
    "NOT_THE_REPRESENTATIVE": _l(
        "The name of your account is not the one on record. Act as an agent, or show the certificate to the office"
    ),
    "REPRESENTATIVE_THERE": _l("The enterprise has its legal representative here already. Act as an agent"),
    "CODES_TRIED": _l("Too many codes were tried. Please wait %(minutes)s minutes."),
    "NOT_REPRESENTATIVE": _l("Only the legal representative ends what others may do"),
    "LOOKS_ONLY": _l("Your authorisation is for looking only; ask the legal representative for more"),
}

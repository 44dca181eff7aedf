"""Why somebody could not get in, as told to who tried."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

ENTERING: dict[str, LazyString] = {
    "REAL_NAME": _l("Enter your name as in your identity document, 2 to 50 letters, without digits"),
    "AGREE_TO_GO_ON": _l("Without this no account can be opened; what you need can also be done at the counter"),
    "PHONE_NOT_CONFIRMED": _l("Too much time has passed since the code. Please have another one sent."),
    "MOBILE_HAS_ACCOUNT": _l("An account has this mobile number already; log in with it, or set a new password"),
    "LINK_USED": _l("This link was used already, or its time is over"),
    "LINK_OUT_OF_REACH": _l(
        "This is done here for ordinary staff only; for all others the operator does it, by command"
    ),
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
    "NAME_NOT_ON_RECORD": _l(
        "The name of your account is not the one on record. Act as an agent, or show the certificate to the office"
    ),
    "REPRESENTATIVE_THERE": _l("The enterprise has its legal representative here already. Act as an agent"),
    "CODES_TRIED": _l("Too many codes were tried. Please wait %(minutes)s minutes."),
    "NOT_REPRESENTATIVE": _l("Only the legal representative ends what others may do"),
    "SECOND_STEP": _l("The password is right; a code of your authenticator is needed too"),
    "STEP_OVER": _l("Too much time has passed since the password. Please log in once more."),
    "WRONG_STEP_CODE": _l("The code is not right, or was used already; attempts left: %(attempts_left)s"),
    "STEP_CODE_WRONG": _l("The code is not right, or was used already; wait for the next one. Attempts left: %(left)s"),
    "PASSWORD_WRONG": _l("This is not your password; attempts left: %(left)s"),
    "SECOND_STEP_REQUIRED": _l("Your role logs in with a code; it cannot be switched off"),
    "NO_SECOND_STEP": _l("This account logs in with its password only"),
    "PROVIDER_UNKNOWN": _l("This way to log in is not offered here"),
    "IDENTITY_AWAY": _l("The external login cannot be reached or does not answer as it should. Try again later."),
    "IDENTITY_REFUSED": _l("What the external login answered could not be confirmed. Please try once more."),
    "IDENTITY_STALE": _l("This login was begun in another browser, is over, or was used already. Please begin again."),
    "IDENTITY_DECLINED": _l("The external login was broken off. Nothing has changed."),
    "IDENTITY_UNKNOWN": _l("No account here is connected with this external identity"),
    "IDENTITY_NOT_FOR_YOU": _l("This external login is not meant for your kind of account"),
    "IDENTITY_TAKEN": _l("This external identity is connected with another account"),
    "IDENTITY_HELD": _l("The account has another identity of this provider already; disconnect that one first"),
    "IDENTITY_GONE": _l("This identity is not connected any more"),
    "IDENTITY_SUBJECT": _l("Enter what the provider calls the person (sub), at most 255 characters"),
    "LOOKS_ONLY": _l("Your authorisation is for looking only; ask the legal representative for more"),
}

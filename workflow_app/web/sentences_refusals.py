"""Why something was not done, as told to who asked for it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

REFUSALS: dict[str, LazyString] = {
    # who may
    "NOT_SIGNED_IN": _l("Nobody is signed in"),
    "TOKEN_INVALID": _l("The token is unknown or has expired"),
    "TOKEN_SCOPE": _l("The token was made without the scope %(scope)s"),
    "WRONG_PASSWORD": _l("The account name or the password is wrong."),
    "LOCKED": _l("This account is locked for %(minutes)s more minutes"),
    "DISABLED": _l("This account has been closed. Ask the administrator of your authority."),
    "ROLE_NEEDED": _l("This belongs to another role"),
    "OTHER_DEPARTMENT": _l("This belongs to another section"),
    "NOT_YOUR_SUBJECT": _l("You are not authorised to act for this enterprise or person"),
    "NOT_YOUR_CASE": _l("This case is not open to your account"),
    "ADMINISTRATORS_SEE_NO_CASES": _l("Administrators run the service and do not read cases"),
    "SOD_VIOLATION": _l("You took part in this case at another step, so somebody else must do this one."),
    "TAKEN_BY_ANOTHER": _l("A colleague has this task in hand."),
    "TOO_LATE_TO_WITHDRAW": _l("The decision has been made; the application cannot be withdrawn any more"),
    # as things stand
    "STALE": _l("Somebody changed this after you opened it; open it again to see how things stand"),
    "ALREADY_DONE": _l("This has been done already"),
    "DUPLICATE": _l("This exists already"),
    "USERNAME_TAKEN": _l("This account name is taken"),
    "STEP_FAILED": _l("The step could not be carried out; what you entered was kept. Incident %(incident)s"),
    "IDEMPOTENCY_MISMATCH": _l("The same Idempotency-Key came with another body before"),
    "RECORD_HAS_OPEN_CASE": _l("A repair of this record is under way already"),
    "CASE_ENDED": _l("This case has ended"),
    "CASE_SUSPENDED": _l("This case is suspended"),
    # rules of credit repair
    "REPAIR_TOO_EARLY": _l("It is too early to repair this record; the first day to apply is %(first_apply_on)s"),
    "NOT_DISPLAYED": _l("This record is not shown anywhere, so there is nothing to repair"),
    "NOT_REPAIRABLE": _l("Records of this kind cannot be repaired"),
    "PARAMETER_MISSING": _l("A rule of this authority has no value for that day (%(key)s)"),
    "REGIME_MISSING": _l("No version of the rules is in force on that day"),
    # what is not there
    "NOT_FOUND": _l("There is no such thing, or it is not open to you"),
    "CASE_UNKNOWN": _l("There is no such case, or it is not open to you"),
    "TASK_UNKNOWN": _l("There is no such task, or it is not open to you"),
    "RECORD_UNKNOWN": _l("There is no such record, or it is not open to you"),
    "SUBJECT_UNKNOWN": _l("There is no such enterprise or person here"),
    "PROCESS_UNKNOWN": _l("There is no such process"),
    "AUTHORITY_UNKNOWN": _l("There is no such authority"),
    "ACCOUNT_UNKNOWN": _l("There is no such account"),
    # how it was asked
    "BUSY": _l("Many people are working at the same moment; send the same again in a few seconds"),
    "LIMITED": _l("There were too many attempts in a short time."),
    "CSRF": _l("The page is too old, or its CSRF token was not sent; reload it and try again"),
    "BAD_REQUEST": _l("The request could not be understood"),
    "METHOD_NOT_ALLOWED": _l("The address does not offer this method"),
    "UNSUPPORTED_MEDIA_TYPE": _l("The content type is not one that this address takes"),
    "INTERNAL": _l("The fault is ours. The step was not carried out, and nothing was half done."),
    "REFUSED_IN_PRODUCTION": _l("This exists only in a demonstration"),
    "TIME_GOES_FORWARD": _l("Demo time only goes forward"),
}

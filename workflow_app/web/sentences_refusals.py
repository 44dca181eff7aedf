"""Why something was not done, as told to who asked for it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

ACCESS: dict[str, LazyString] = {
    "NOT_SIGNED_IN": _l("Nobody is signed in"),
    "TOKEN_INVALID": _l("The token is unknown or has expired"),
    "TOKEN_SCOPE": _l("The token was made without the scope %(scope)s"),
    "WRONG_PASSWORD": _l("The account name or the password is wrong."),
    "LOCKED": _l("This account is locked for %(minutes)s more minutes"),
    "DISABLED": _l("This account has been closed. Ask the administrator of your authority."),
    "FORBIDDEN": _l("Your account does not have the right that this page or action needs."),
    "ROLE_NEEDED": _l("This belongs to another role"),
    "OTHER_DEPARTMENT": _l("This belongs to another section"),
    "NOT_YOUR_SUBJECT": _l("You are not authorised to act for this enterprise or person"),
    "NOT_YOUR_CASE": _l("This case is not open to your account"),
    "ADMINISTRATORS_SEE_NO_CASES": _l("Administrators run the service and do not read cases"),
    "SOD_VIOLATION": _l("You took part in this case at another step, so somebody else must do this one."),
    "CONFLICT_OF_INTEREST": _l("You act for the enterprise or person of this case, so somebody else must do this step"),
    "SECOND_PERSON_NEEDED": _l("You gave this answer yourself; somebody else has to confirm it"),
    "STAFF_OF_CASE": _l("You did a step of this case yourself, so somebody else must judge objections to it."),
    "TAKEN_BY_ANOTHER": _l("A colleague has this task in hand."),
    "TOO_LATE_TO_WITHDRAW": _l("The decision has been made; the application cannot be withdrawn any more"),
}
CONFLICTS: dict[str, LazyString] = {
    "QUESTION_ANSWERED": _l("Somebody has answered this question already"),
    "NOTHING_TO_CONFIRM": _l("There is nothing to confirm any more; somebody was faster"),
    "RECORD_NOT_IN_FORCE": _l("This record is in force no more, or hidden already because of another question"),
    "RECORD_HAS_CASE": _l("A repair of this record is under way; end that case first"),
    "NUMBER_TAKEN": _l("The site keeps decision %(document_no)s under this number; correct that one first"),
    "STALE": _l("Somebody changed this after you opened it; open it again to see how things stand"),
    "TASK_DONE": _l("This task has been completed by somebody else."),
    "TASK_CANCELLED": _l("The case went on without this task; there is nothing left to do here"),
    "DUPLICATE": _l("This exists already"),
    "USERNAME_TAKEN": _l("This account name is taken"),
    "STEP_FAILED": _l("The step could not be carried out; what you entered was kept. Incident %(incident)s"),
    "IDEMPOTENCY_MISMATCH": _l("The same Idempotency-Key came with another body before"),
    "ANSWER_PENDING": _l("The same request is being worked on; ask again in a moment"),
    "LETTER_SERVED": _l("The letter %(number)s is served already; its record is closed"),
    "LETTER_NOT_READY": _l("The letter is being made; look again in a moment"),
    "RECORD_HAS_OPEN_CASE": _l("A repair of this record is under way already"),
    "CASE_ENDED": _l("This case has ended"),
    "ALREADY_RESOLVED": _l("This incident has been resolved already"),
}
RULES: dict[str, LazyString] = {
    "REPAIR_TOO_EARLY": _l("It is too early to repair this record; the first day to apply is %(earliest)s"),
    "NOT_DISPLAYED": _l("This record is not shown anywhere, so there is nothing to repair"),
    "SUBJECT_KIND_NOT_ACCEPTED": _l(
        "Applications for this kind of party, such as a natural person, are not taken online yet; "
        "apply at the counter of the authority"
    ),
    "RECORD_NOT_REPAIRABLE": _l("This record cannot be repaired"),
    "RECORD_REVOKED_BEFORE": _l("This decision was revoked already; nothing more can be registered about it"),
    "NO_APPEAL_AGAINST_ENTRIES": _l("This is no penalty but an entry; lift it on the page of the entry"),
    "CORRECTION_USED": _l(
        "Missing items were asked for already, and that may be done only once; accept the application or refuse it"
    ),
    "PLEDGE_NOT_PUBLIC": _l("The pledge can only be accepted with consent to its publication"),
    "CLASS_RULE_MISSING": _l("No rule says how grave this penalty is; the credit office has to add one"),
    "PARAMETER_MISSING": _l("A rule of this authority has no value for that day (%(key)s)"),
    "REGIME_MISSING": _l("No version of the rules is in force on that day"),
    "EXACTLY_ONE_PERIOD": _l("Name exactly one of working days, calendar days and months"),
    "NOT_WAITING": _l("The case does not wait for this"),
    "NOTHING_TO_RETRY": _l("There is nothing here that could be tried again"),
    "PROCESS_FACTS": _l("The process itself is faulty"),
    "ACCOUNT_OF_SERVICE": _l("This account is the service's own and cannot be changed"),
    "FORM_DOCUMENT": _l("The form itself is faulty"),
    "NOT_IN_PRODUCTION": _l("This exists only in a demonstration"),
    "TIME_IS_REAL": _l("This exists only in a demonstration"),
    "TIME_IS_FIXED": _l("Time is fixed by the settings and cannot be moved"),
    "TIME_MOVES_FORWARD": _l("Demo time only goes forward"),
    "NOTHING_IS_DUE": _l("Nothing is due any more"),
}
UNKNOWN: dict[str, LazyString] = {
    "NOT_FOUND": _l("There is no such thing, or it is not open to you"),
    "QUESTION_UNKNOWN": _l("There is no such question, or it is not yours to answer"),
    "CASE_UNKNOWN": _l("There is no such case, or it is not open to you"),
    "TASK_UNKNOWN": _l("There is no such task, or it is not open to you"),
    "RECORD_UNKNOWN": _l("There is no such record, or it is not open to you"),
    "PLEDGE_UNKNOWN": _l("There is no such pledge, or it is not public any more"),
    "SUBJECT_UNKNOWN": _l("There is no such enterprise or person here"),
    "PROCESS_UNKNOWN": _l("There is no such process"),
    "AUTHORITY_UNKNOWN": _l("There is no such authority"),
    "DEPARTMENT_UNKNOWN": _l("There is no such section"),
    "ACCOUNT_UNKNOWN": _l("There is no such account"),
    "AUTHORISATION_UNKNOWN": _l("This account does not act for this enterprise or person"),
    "TOKEN_UNKNOWN": _l("There is no such token"),
    "SITE_UNKNOWN": _l("There is no such site"),
    "IMPORT_UNKNOWN": _l("There is no such import"),
    "INCIDENT_UNKNOWN": _l("There is no such incident"),
    "MATTER_UNKNOWN": _l("There is no such matter here (%(matter)s)"),
    "GATE_RESULT_UNKNOWN": _l("There is no such answer, or it is not open to you"),
    "NOTICE_UNKNOWN": _l("There is no such message, or it is not for you"),
    "REMOVAL_UNKNOWN": _l("There is no such removal"),
    "LISTING_UNKNOWN": _l("There is no such listing"),
    "DUE_WORK_UNKNOWN": _l("There is no such piece of work"),
}
REQUESTS: dict[str, LazyString] = {
    "BUSY": _l("Many people are working at the same moment; send the same again in a few seconds"),
    "LIMITED": _l("There were too many attempts in a short time."),
    "CSRF": _l("The page is too old, or its CSRF token was not sent; reload it and try again"),
    "BAD_REQUEST": _l("The request could not be understood"),
    "METHOD_NOT_ALLOWED": _l("The address does not offer this method"),
    "UNSUPPORTED_MEDIA_TYPE": _l("The content type is not one that this address takes"),
    "INTERNAL": _l("The fault is ours. The step was not carried out, and nothing was half done."),
}
REFUSALS = {**ACCESS, **CONFLICTS, **RULES, **UNKNOWN, **REQUESTS}

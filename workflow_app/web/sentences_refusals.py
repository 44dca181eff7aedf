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
    "SECOND_PERSON_LOOKS": _l("You did this yourself; a colleague has to look at the site and add a screenshot"),
    "SECOND_PERSON_NEEDED": _l("You did the first part of this yourself; somebody else has to decide"),
    "STAFF_OF_CASE": _l("You did a step of this case yourself, so somebody else must judge objections to it."),
    "DISTRICT_UNKNOWN": _l("There is no such district"),
    "INVALID_DISTRICT": _l("Enter the six digits of the district"),
    "GIVEN_WITHOUT_ROLE": _l("They do not hold the role of this step"),
    "NOT_THE_OFFICE": _l("This step is the applicant's, not the office's"),
    "NAMED_TOOK_PART": _l("They took part in this case at another step; duties stay separate"),
    "NAMED_IS_INTERESTED": _l("They act for the enterprise or person of this case"),
    "NAMED_ONESELF": _l("Who appoints cannot appoint themselves; name somebody else"),
    "NAMED_WATCHES": _l("Who administers the service or watches over the office does no steps of cases"),
    "TAKEN_BY_ANOTHER": _l("A colleague has this task in hand."),
    "TOO_LATE_TO_MOVE": _l(
        "The application has been accepted; withdraw it and apply for the other record with the same content"
    ),
    "TOO_LATE_TO_SWITCH": _l("The decision has been made, or there is no pledge to take back any more"),
    "NOT_WITHDRAWN": _l("Only an application that was withdrawn is made again with the same content"),
    "TOO_LATE_TO_WITHDRAW": _l("The decision has been made; the application cannot be withdrawn any more"),
}
CONFLICTS: dict[str, LazyString] = {
    "HIDDEN_ALREADY": _l("Somebody has hidden this record already"),
    "NOTHING_TO_HIDE": _l("This record is shown nowhere any more, or is being taken down already"),
    "QUESTION_ANSWERED": _l("Somebody has answered this question already"),
    "APPOINTMENT_SETTLED": _l("This has been settled meanwhile: somebody was appointed, or nobody is needed any more"),
    "NOTHING_TO_CONFIRM": _l("There is nothing to confirm any more; somebody was faster"),
    "RECORD_NOT_IN_FORCE": _l("This record is in force no more, or hidden already because of another question"),
    "RECORD_HAS_CASE": _l("A repair of this record is under way; end that case first"),
    "NUMBER_TAKEN": _l("The site keeps decision %(document_no)s under this number; correct that one first"),
    "STALE": _l("Somebody changed this after you opened it; open it again to see how things stand"),
    "INBOUND_OTHER_RECORD": _l("The number %(outside_no)s came for another decision before; ask which is right"),
    "OWN_SITE_FIXED": _l("Our own listing is part of the service and cannot be set up otherwise"),
    "SITE_JOB_MOVED_ON": _l("This has moved on meanwhile; look at the page again to see how it stands"),
    "RULES_CHANGED": _l(
        "Nothing was handed in yet: the rules changed at %(at)s. What was filled in is kept. Look at what changed and "
        "at the answers, then hand it in"
    ),
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
        "Applications of a natural person are not taken online; apply in writing at the counter of the authority that "
        "decided, with the identity card and the receipts: they are handled on paper there"
    ),
    "APPLICANT_GONE": _l("The enterprise no longer exists in the register, so nothing can be applied for in its name"),
    "APPLICANT_NOT_ACCEPTED": _l("Who you act for may not apply for this matter; the guide says who may"),
    "RECORD_NOT_REPAIRABLE": _l("This record cannot be repaired"),
    "RECORD_REVOKED_BEFORE": _l("This decision was revoked already; nothing more can be registered about it"),
    "NO_APPEAL_AGAINST_ENTRIES": _l("This is no penalty but an entry; lift it on the page of the entry"),
    "BREACH_BY_APPLICATION": _l(
        "A broken pledge is repaired on the application of its party, reviewed by two people; end it here only where "
        "it was wrong, by the decision that says so"
    ),
    "CORRECTION_USED": _l(
        "Missing items were asked for already, and that may be done only once; accept the application or refuse it"
    ),
    "RETURN_USED": _l(
        "This case went back to the second reviewer as often as the rules allow; grant the repair or refuse it"
    ),
    "NOT_BEING_ACCEPTED": _l("Possible only while the intake looks whether the application is whole"),
    "NOTICE_LEFT": _l("Missing items may still be asked for without this"),
    "NO_EXTENSION": _l("The rules of this case let its limit not be put off"),
    "EXTENSION_ASKED_BEFORE": _l("Somebody has asked for this already; wait for the answer of the decider"),
    "NO_EXTENSION_ASKED": _l("Nobody asks for this any more; look at the case again"),
    "EXTENDED_BEFORE": _l("The limit of this case has been put off before; that is possible only once"),
    "LIMIT_PAUSED": _l("The limit stands still; it can be put off once it runs again"),
    "LIMIT_NOT_RUNNING": _l("No limit is running that could be put off"),
    "LIMIT_OVER": _l("The limit is over, and only a limit that still runs can be put off"),
    "PLEDGE_NOT_PUBLIC": _l("The pledge can only be accepted with consent to its publication"),
    "CLASS_RULE_MISSING": _l("No rule says how grave this record is; the credit office has to add one"),
    "PARAMETER_MISSING": _l("A rule of this authority has no value for that day (%(key)s)"),
    "REGIME_MISSING": _l("No version of the rules is in force on that day"),
    "EXACTLY_ONE_PERIOD": _l("Name exactly one of working days, calendar days and months"),
    "NOT_WAITING": _l("The case does not wait for this"),
    "NOTHING_TO_WRITE_OUT": _l("Nothing waits to be written out for this site"),
    "NOTHING_TO_RETRY": _l("There is nothing here that could be tried again"),
    "PROCESS_FACTS": _l("The process itself is faulty"),
    "PROCESS_REFUSED": _l(
        "The process cannot be published; its check found: %(codes)s. The check says where each is and what to do."
    ),
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
    "APPOINTMENT_UNKNOWN": _l("There is no such question to the head of section, or it is not open to you"),
    "HIDING_UNKNOWN": _l("There is no such hidden record, or it is not open to you"),
    "RECORD_UNKNOWN": _l("There is no such record, or it is not open to you"),
    "PLEDGE_UNKNOWN": _l("There is no such pledge, or it is not public any more"),
    "TEMPLATE_UNKNOWN": _l("There is no such template for this record"),
    "SUBJECT_UNKNOWN": _l("There is no such enterprise or person here"),
    "PROCESS_UNKNOWN": _l("There is no such process"),
    "AUTHORITY_UNKNOWN": _l("There is no such authority"),
    "DEPARTMENT_UNKNOWN": _l("There is no such section"),
    "ACCOUNT_UNKNOWN": _l("There is no such account"),
    "AUTHORISATION_UNKNOWN": _l("This account does not act for this enterprise or person"),
    "TOKEN_UNKNOWN": _l("There is no such token"),
    "SITE_BATCH_UNKNOWN": _l("There is no such spreadsheet, or it is not open to you"),
    "SITE_JOB_UNKNOWN": _l("There is no such work at a site, or it is not open to you"),
    "SITE_UNKNOWN": _l("There is no such site"),
    "IMPORT_UNKNOWN": _l("There is no such import"),
    "INCIDENT_UNKNOWN": _l("There is no such incident"),
    "MATTER_UNKNOWN": _l("There is no such matter here (%(matter)s)"),
    "GATE_RESULT_UNKNOWN": _l("There is no such answer, or it is not open to you"),
    "NOTICE_UNKNOWN": _l("There is no such message, or it is not for you"),
    "REMOVAL_UNKNOWN": _l("There is no such removal"),
    "LISTING_UNKNOWN": _l("There is no such listing"),
    "CONTACT_UNKNOWN": _l("There is no such address; it may have been removed meanwhile"),
    "DUE_WORK_UNKNOWN": _l("There is no such piece of work"),
}
REQUESTS: dict[str, LazyString] = {
    "CHANNEL_OFF": _l("This installation cannot send that way (%(what)s)"),
    "NO_CODE": _l("No code waits to be entered; have one sent first"),
    "CODE_EXPIRED": _l("The code is too old; have another one sent"),
    "CODE_EXHAUSTED": _l("There were too many wrong attempts; have another code sent"),
    "BUSY": _l("Many people are working at the same moment; send the same again in a few seconds"),
    "CODES_LIMITED": _l("Too many codes were asked for. Please wait %(minutes)s minutes."),
    "CODES_GUESSED": _l(
        "Too many wrong codes were tried for this number. Wait %(minutes)s minutes, or log in to see the case."
    ),
    "LIMITED": _l("There were too many attempts in a short time."),
    "CSRF": _l("The page is too old, or its CSRF token was not sent; reload it and try again"),
    "BAD_REQUEST": _l("The request could not be understood"),
    "METHOD_NOT_ALLOWED": _l("The address does not offer this method"),
    "UNSUPPORTED_MEDIA_TYPE": _l("The content type is not one that this address takes"),
    "INTERNAL": _l("The fault is ours. The step was not carried out, and nothing was half done."),
}
REFUSALS = {**ACCESS, **CONFLICTS, **RULES, **UNKNOWN, **REQUESTS}

"""Why something cannot be done at the service window, and how to go on."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WINDOW: dict[str, LazyString] = {
    "SHEET_UNREADABLE": _l("Eight letters and digits, a hyphen, six more: as at the foot of every page of the paper"),
    "SHEET_OF_OTHER_CASE": _l("This paper belongs to another case. Look at the number at the foot of its pages"),
    "SHEET_OF_OTHER_VERSION": _l(
        "The answers were changed since this paper was printed. Print it once more and have the new one signed"
    ),
    "NOTHING_TO_SIGN": _l("There is nothing to be signed now: the form is not complete, or it has been handed in"),
    "SHEET_NOT_SIGNED": _l(
        "The answers as they stand now have not been signed. Print them, have them signed, and scan the paper"
    ),
    "RECEIVED_IN_FUTURE": _l("This time is still to come; enter when the application came to the counter"),
    "RECEIVED_BEFORE_DECISION": _l("The decision is of %(minimum)s only; nothing can have been received before"),
    "RECEIVED_TOO_EARLY": _l("One could apply from %(minimum)s only; what came before has to be brought again"),
    "RECEIVED_LONG_AGO": _l("This could be entered until %(last)s. Have the applicant confirm it, and enter that time"),
    "DRAFT_HANDED_IN": _l("This application has been handed in meanwhile; it goes on as a case of the office"),
    "DRAFT_GOES_ELSEWHERE": _l(
        "This draft is prepared together with others or came from another site; it goes on there, or is withdrawn first"
    ),
    "SUBJECT_NAME": _l("Enter the name as the business licence shows it, 2 to 200 letters"),
    "COUNTER_CASE_UNKNOWN": _l(
        "No case that was filed at a service window has this number and this code. Both stand on the receipt"
    ),
    "TAKEN_OVER": _l("The applicant has taken the case over; who was at the counter stays as it is noted"),
    "TAKEN_OVER_ALREADY": _l("Another account has taken this case over. Ask the authority if it was not yours"),
    "NAME_OF_COUNTER": _l(
        "The name of your account is not that of the person who was at the counter. Take another way, or ask there"
    ),
    "MANDATE_OVER": _l("The mandate that was shown at the counter is over. Bring a new one, or take another way"),
}

"""What stands against an objection, or because of one."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

OBJECTIONS: dict[str, LazyString] = {
    "REPAIR_NOT_ON_DISPLAY": _l("This intended repair is not on display, or no longer"),
    "PUBLICITY_OVER": _l(
        "The publicity is over; tell the authority by telephone or at the counter what you know about this repair"
    ),
    "BEFORE_PUBLICITY": _l("It cannot have come before the publicity began on %(first)s"),
    "OBJECTION_UNKNOWN": _l("There is no such objection, or it is not open to you"),
    "OBJECTION_JUDGED": _l("Whether objection %(number)s is examined has been decided already"),
    "OBJECTION_EXAMINED": _l("The examination of objection %(number)s is over"),
    "OBJECTION_OPEN": _l(
        "The repair cannot be granted while an objection made in time is undecided (%(objections)s); "
        "it is first accepted or not, and examined where it is accepted"
    ),
    "ALREADY_SUSPENDED": _l("The publicity stands still already because of another objection"),
    "NOTHING_TO_ATTACH_TO": _l("No objection was accepted in this case that this one could be examined with"),
    "SAY_MORE": _l("Say a little more: %(minimum)s characters at least"),
    "CONCERN_UNKNOWN": _l("There is no such objection or report, or it is not open to you"),
    "CONCERN_TARGET_GONE": _l("This is not shown to the public, or not any more"),
    "NOT_ON_THIS_WAY": _l("Nobody can show that this way; choose another one, or another way on which it came"),
    "SAID_IN_FUTURE": _l("This time is still to come; enter when they said it"),
    "READ_BACK_NEEDED": _l("Read it to them first, and mark that they agree"),
    "CONCERN_SETTLED": _l("Somebody has said this already; look at the page again"),
    "NAMED_AND_UNNAMED": _l("Leave the fields about yourself empty, or take the mark away: what you fill in is kept"),
    "INVALID_PHONE": _l("Enter a telephone number of 7 to 15 digits"),
    "SMS_NOT_SENT": _l("No code can be sent to this telephone now; you may object without one"),
    "WRONG_PHONE_CODE": _l("This is not the code that was sent lately; look again or have another one sent"),
    "NO_SMS_HERE": _l("No messages are sent by SMS here; follow the objection with number and code"),
    "CODE_NEEDED_FOR_SMS": _l(
        "To be told by SMS, have a code sent to your telephone and enter it here, or take the mark away"
    ),
    "TOO_MANY_PROOFS": _l("%(most)s files at most"),
    "PROOF_GONE": _l("One of the files was kept too long without being sent; add it again"),
}

"""What stands against a pledge, a look at it, or the allegation that it was broken."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

PLEDGES: dict[str, LazyString] = {
    "PLEDGE_NOT_CHECKABLE": _l(
        "Nothing in this pledge can be checked. Promise at least one thing of which somebody can see whether it was "
        "done: say how it is checked, and by which day or how long"
    ),
    "CHECK_CONTRADICTS": _l(
        "The result does not fit the findings: a pledge is true only if everything in it is. Look at both again"
    ),
    "PLEDGE_NOT_SIGNED": _l("This pledge is on display already, or was taken back"),
    "PLEDGE_NOT_IN_FORCE": _l("This pledge is not in force: it is not on display yet, or was taken back"),
    "PLEDGE_NOT_WITHDRAWN": _l(
        "This pledge cannot be taken back: it belongs to an application, or its breach is being heard or was found"
    ),
    "CONFIRM_EVERY_SENTENCE": _l("Tick every sentence; a pledge holds only as a whole"),
    "TOO_MANY_ITEMS": _l("Promise %(maximum)s things at most in one pledge"),
    "FOLLOW_UP_UNKNOWN": _l("There is no such look at a pledge, or it is not open to you"),
    "FOLLOW_UP_DONE": _l("Somebody has recorded what was found already"),
    "BREACH_UNKNOWN": _l("There is no such breach, or it is not public"),
    "BREACH_OPEN": _l("A breach of this pledge is being heard already; add what you found there"),
    "BREACH_BY_OFFICE_ONLY": _l("Only the office alleges a breach, from the page of the pledge"),
    "BREACH_OWN_ALLEGATION": _l("You alleged this breach yourself, so somebody else must confirm it"),
}

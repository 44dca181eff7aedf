"""What stands against a change set or one of its parts, as told to whoever writes or confirms it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

CHANGE_SETS: dict[str, LazyString] = {
    "CHANGE_SET_UNKNOWN": _l("There is no such change set"),
    "CHANGE_SET_CLOSED": _l("This change set is confirmed or given up; nothing of it changes any more"),
    "CHANGE_SET_FROZEN": _l(
        "This change set waits to be confirmed, so nothing in it changes. Take it back first, or have it given back"
    ),
    "CHANGE_SET_NOT_WAITING": _l("This change set does not wait to be confirmed any more; this is how it stands now"),
    "CHANGE_SET_REFUSED": _l("Nothing was done: something stands against the change set. It is listed under each part"),
    "CHANGE_SET_YOURS": _l(
        "You wrote something in this change set, so you consent to no part of it: four eyes hold for the whole. "
        "Somebody else with your role does"
    ),
    "CHANGE_SET_NOT_YOURS": _l(
        "You wrote nothing in this change set, so you do not take it back or give it up. Whoever wrote in it does; who "
        "decides about it can give it back with a reason"
    ),
    "IN_CHANGE_SET": _l(
        "This is part of a change set, so it goes no way of its own: it is checked, confirmed and in force with the "
        "other parts. Open the change set, or take this part out of it first"
    ),
    "PART_TWICE": _l("The change set has a part about the same thing already; change that one, or take it out first"),
    "PART_GONE": _l("This part is not in the change set any more; this is how it stands now"),
    "PART_STALE": _l("This part was saved while it was being checked; look at it and try again"),
    "PARTS_MISSING": _l("Nothing is in the change set yet; say what changed"),
    "BASIS_FILE_MISSING": _l("The file of the legal basis is missing; add the document that the change rests on"),
    "SET_DAY_PASSED": _l("The day from which it would hold (%(day)s) has passed; choose a later one"),
    "WISH_OPEN": _l("Somebody has left what is wanted, and no part answers it yet: %(what)s"),
    "WISH_UNKNOWN": _l("This wish is not there any more"),
}

"""What stands against acceptance with documents to follow, and against handing these in, as told to whoever tried."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

DEFERRAL: dict[str, LazyString] = {
    "DEFERRED_ITEM_OPEN": _l(
        "Documents are still to come (%(count)s), and nothing is granted before they are there and right; wait for "
        "them, or refuse the application"
    ),
    "NOTHING_DEFERRED": _l("Every document is handed in now; apply by the ordinary procedure, where nothing follows"),
    "DEFERRED_TOO_MANY": _l("At most %(most)s documents may follow; hand the others in now"),
    "NO_MATTER": _l("This case is about no matter of the catalogue, so nothing can follow later"),
    "MATERIAL_UNKNOWN": _l("No such document was promised in this case"),
    "MATERIAL_ARRIVED": _l("This document has arrived and is being checked; you are told what the check found"),
    "MATERIAL_RIGHT": _l("This document is there and right; nothing more is needed"),
    "FILE_AS_BEFORE": _l("This very file was handed in before; choose the one that was put right"),
    "NOT_ACCEPTED_YET": _l("The application is not accepted yet; documents can be supplied once it is"),
    "MORE_THAN_EFFECT": _l("That time has %(days)s working days; ask for no more than it took from you"),
    "MORE_THAN_ALLOWED": _l("The rules allow %(days)s more working days at most"),
    "MORE_THAN_ASKED": _l("The applicant asked for %(days)s working days; give no more than that"),
    "NO_MORE_TIME": _l("The rules that this case goes by give no more time; supply what is missing as it was promised"),
    "NOTHING_AWAITED": _l("Nothing is awaited of you now, so no more time is needed"),
    "TIME_IS_OVER": _l("The last day is over; apply again by the ordinary procedure with every document"),
    "MORE_TIME_OPEN": _l("A request for more time is open already; fill it in, or wait for its answer"),
    "MORE_TIME_USED": _l("More time was asked for, or given, as often as the rules allow"),
    "SUPPLY_OVER": _l(
        "The last day to supply was %(due_on)s; apply again by the ordinary procedure with every document"
    ),
    "SUPPLY_WAY_NOT_OFFERED": _l("This matter does not take documents by this way; the notice of acceptance names how"),
    "ARRIVED_IN_FUTURE": _l("A document cannot have arrived later than now; look at the day and the time"),
    "BEFORE_ACCEPTANCE": _l("The application was accepted on %(day)s; a document that follows arrived after that"),
}

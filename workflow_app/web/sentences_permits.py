"""What stands against issuing or ending a permit, as told to whoever takes that step."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

PERMITS: dict[str, LazyString] = {
    "PERMIT_UNKNOWN": _l("There is no such permit"),
    "DUAL_RECORD_UNKNOWN": _l("There is no such record"),
    "PERMIT_NEEDS_MATTER": _l("A permit belongs to a matter of the catalogue, and this case is about none"),
    "PERMIT_NEEDS_PLEDGE": _l("Nobody gave the pledge on which this permit would rest; have it signed first"),
    "PERMIT_ENDED": _l("The permit %(number)s has ended already"),
    "PERMIT_PAPER_STAYS": _l(
        "The paper of permit %(number)s is neither annulled nor issued anew: what is wrong with the permit is put "
        "right by revoking it, what is wrong with the words beside it by a correction"
    ),
    "PERMIT_END_NEEDS_REASON": _l("Say why the permit ends; its page shows the ground to everybody"),
    "PERMIT_END_UNKNOWN": _l("A permit can be revoked or cancelled; the process says %(status)s"),
}

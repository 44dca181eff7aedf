"""What stands against a change of the rules, as told to the administrator who asks for it or decides it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

PROPOSALS: dict[str, LazyString] = {
    "FOUR_EYES": _l("You proposed this yourself; another security administrator has to decide."),
    "OTHER_AUTHORITY": _l("This is for another authority, or for everybody; your role does not reach that far."),
    "NOT_YOUR_PROPOSAL": _l("Only who made a proposal can withdraw it"),
    "PROPOSAL_UNKNOWN": _l("There is no such proposal"),
    "PROPOSAL_KIND_UNKNOWN": _l("There is no such kind of change"),
    "PARAMETER_UNKNOWN": _l("There is no such parameter"),
    "CLASS_RULE_UNKNOWN": _l("There is no such row in the table"),
    "PROPOSAL_DECIDED": _l("This proposal has been decided or withdrawn already"),
    "STALE_PROPOSAL": _l(
        "Another change of the same rule was approved after this was proposed. Reject this one, "
        "or have it withdrawn and proposed again on the rules as they stand now."
    ),
    "DATE_HAS_PASSED": _l(
        "The day from which this would hold (%(day)s) has passed. Have it proposed again with a later day, "
        "or as a correction of the past."
    ),
    "STILL_WEIGHED": _l("It is still being counted what this would change; decide when the figures are here"),
    "NOTHING_TO_END": _l("On %(day)s no row of its own holds for this, so none can end"),
    "LATER_ROW_EXISTS": _l(
        "Another value begins on %(begins)s. Let this one end on %(last)s at the latest, "
        "or choose a first day from %(begins)s on."
    ),
    "PAST_NEEDS_CORRECTION": _l(
        "This day lies before today, %(today)s. Choose a later one, or say below that this corrects the past."
    ),
    "NOT_WITHIN": _l("Enter a whole number from %(minimum)s to %(maximum)s"),
    "AMOUNT": _l("Enter an amount in yuan, such as 500000.00"),
}

"""What stands against an edition of the catalogue of matters, as told to whoever writes or decides it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

MATTERS: dict[str, LazyString] = {
    "WHOLE_NUMBER": _l("Enter a whole number"),
    "PLACEHOLDER_TEXT": _l("A placeholder such as 无 or / says nothing; write what people need to know"),
    "PROMISED_OVER_STATUTORY": _l("What is promised cannot be longer than the law allows: %(maximum)s working days"),
    "NO_ESSENTIAL_MATERIAL": _l("At least one material must be needed at once"),
    "KEY_TWICE": _l("Another row has the key %(key)s already"),
    "NO_KEY": _l("Use 2 to 40 small letters, digits and underscores, beginning with a letter"),
    "NO_TELEPHONE": _l("Enter a telephone number of digits and hyphens"),
    "PLEDGE_NOT_OFFERED": _l("This needs a pledge, but none is offered for the matter"),
    "INSTANT_NOT_DEFERRED": _l("What is decided at once leaves nothing to be handed in later"),
    "CLOSED_FIELD": _l(
        "The field is closed to this way; put the matter on the list of exceptions with its legal basis"
    ),
    "NOTHING_DEFERRABLE": _l("No material is marked as one that may follow"),
    "DAYS_NOT_ON_OFFER": _l("The rules of the authority do not offer these days: %(days)s"),
    "POST_NEEDED": _l("Name the post that answers for automatic decisions, in both languages"),
    "NOTHING_CHECKABLE": _l("At least one condition needs a way to check it and a measure"),
    "WHITELIST_NEEDS_BASIS": _l("Name the law on which the exception rests"),
    "NOTHING_TO_OPEN": _l("No closed field is chosen, so there is nothing to except the matter from"),
    "NO_MATTER_CODE": _l("Use 3 to 40 letters, digits and underscores"),
    "MATTER_CODE_TAKEN": _l("There is a matter %(code)s already; write its next edition"),
    "DAY_NOT_AHEAD": _l("Choose a day from %(minimum)s to %(maximum)s"),
    "EDITION_UNKNOWN": _l("There is no such edition"),
    "EDITION_NOT_OPEN": _l("This edition has been decided or taken back meanwhile; this is how it stands now"),
    "EDITION_DAY_PASSED": _l(
        "The day from which it would hold (%(day)s) has passed; have it taken back and proposed with a later day"
    ),
    "EDITION_YOURS": _l("You wrote in this edition, so somebody else confirms or rejects it"),
}

"""What is refused of letters after their issue, in sentences."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

LETTERS: dict[str, LazyString] = {
    "LETTER_NOT_IN_FORCE": _l("The letter %(number)s has been annulled or replaced; nothing more can be done with it"),
    "LETTER_NOT_SEALED": _l("The letter %(number)s is issued and not yet sealed; seal it first, then serve it"),
    "LETTER_SEALED": _l("The letter %(number)s carries its seal already"),
    "LETTER_AWAITED": _l(
        "The case waits for the service of %(number)s and would wait for ever; issue the letter anew instead"
    ),
    "LETTER_CHANGE_WAITS": _l("Somebody has asked for a change of %(number)s already; it is to be decided on first"),
    "LETTER_CHANGE_UNKNOWN": _l("There is no such change of a letter"),
    "NO_SUCH_LETTER_BASIS": _l("This letter cannot be written now: what it would say is not there yet"),
    "ONE_SITE_A_LETTER": _l("A letter goes to one site, about records of one authority; choose removals of one site"),
    "SERIES_UNKNOWN": _l("There is no such series of numbers"),
    "OWN_PROPOSAL": _l("You asked for this yourself, so somebody else decides on it"),
    "OTHER_CASE": _l("This is not the number of this case; look at the paper you scanned"),
    "SIGNED_ONESELF": _l("Somebody else registers what you signed yourself"),
    "BEFORE_HANDED_IN": _l("The application was handed in on %(minimum)s; the sheet cannot have been signed before"),
    "SHEET_REGISTERED": _l("This very scan is registered already"),
    "SIGNER_MAY_NOT": _l("Who signed may not decide this case: not of this step, taken by another, or not separate"),
    "BEFORE_THE_STEP": _l("The step began on %(minimum)s; it cannot have been decided before"),
    "SHEET_NO_DECISION": _l("There is no decision to enter in this case now"),
    "SHEET_DISPUTED": _l("You have objected to this sheet already"),
    "SHEET_OF_DRAFT": _l("The application has not been handed in yet; there is nothing to sign"),
    "OTHER_LETTER": _l("This is not the number of the letter; look at the paper you scanned"),
    "NOTHING_TO_CORRECT": _l("A letter that is annulled is not corrected; leave this empty"),
    "NOT_IN_LETTER": _l("The letter does not say this; copy the words from it exactly"),
    "HELD_ACCEPTANCE": _l(
        "The case counts from this day, the day of the letter; it is not put right on paper alone. If the acceptance "
        "itself was wrong, issue the letter anew"
    ),
    "HELD_LIMIT": _l(
        "This day follows from the limit of the case; it is not put right on paper alone. Extend the limit in the case"
    ),
    "HELD_CORRECTION_PERIOD": _l(
        "The case counts this period by its parameter, from service; it is not put right on paper alone"
    ),
    "HELD_PUBLICITY": _l(
        "These are the days on which the intended repair is on public display; they are not put right on paper alone"
    ),
    "HELD_REMOVAL_DAY": _l(
        "The order to the site carries the same day; it is not put right on paper alone. Order the removal anew"
    ),
    "HELD_BY_CASE": _l("The case goes by this value; it is not put right on paper alone"),
    "HELD_DAY_UNCLEAR": _l("The case goes by this day; write the whole sentence with exactly one new day in it"),
    "HELD_PARTLY": _l("The case shows these reasons; copy words from within the reasons only"),
    "SAME_WORDS": _l("This is what the letter says already"),
    "SEAL_MISSING": _l("There is no seal of %(authority)s on this machine"),
    "SEAL_UNUSABLE": _l("The seal of %(authority)s cannot be opened; its file or its password is wrong"),
    "SEAL_EXPIRED": _l("The certificate of the seal of %(authority)s is not valid today"),
    "SEAL_PDF": _l("The file of the letter cannot be sealed"),
}

"""What is wrong, or odd, with a cell of an imported sheet, as told to who keeps the data."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

ROWS: dict[str, LazyString] = {
    "CALL_UNKNOWN": _l("There is no such call, or it is not open to you"),
    "CALL_SETTLED": _l("Somebody has settled this call meanwhile"),
    "PLACEHOLDER": _l("A placeholder such as 无 or / is no value; write what the decision says"),
    "FORMULA": _l("A cell must not hold a formula; write the value itself"),
    "MARKUP": _l("A cell must not hold HTML; write plain text"),
    "CONTROL_CHARACTER": _l("The cell holds invisible control characters; type it again"),
    "PERSONAL_DATA": _l(
        "The number of an identity card, a telephone or a bank account stands in a text that is shown to the public; "
        "remove it"
    ),
    "AUTHORITY_USCC": _l("The code of an authority begins with 1, not with %(found)s"),
    "REGISTRATION_NO": _l("A registration number has 13 or 15 digits"),
    "ORGANISATION_CODE_SHAPE": _l("An organisation code has eight characters and a check character"),
    "ORGANISATION_CODE_CHECK": _l("The organisation code does not fit its check character; a character is mistyped"),
    "USCC_ORGANISATION_CHECK": _l("The organisation code within the credit code does not fit its check character"),
    "NOT_TEXT": _l("The cell holds TRUE or FALSE; write the value as text"),
    "ID_AS_NUMBER": _l("The cell holds a number and may have lost digits; format the column as text and type it again"),
    "DATE_FORMAT": _l("Write the date as %(expected)s"),
    "DATE_TOO_EARLY": _l("The date must not be earlier than %(minimum)s"),
    "DATE_IN_FUTURE": _l("The date must not be later than %(maximum)s"),
    "DATE_AS_NUMBER": _l("The cell holds a bare number, perhaps meant as %(meant)s; format it as a date"),
    "MERGED": _l("The cells %(area)s are merged; part them and fill in each one"),
    "OTHER_NEEDS_WORDS": _l("Say what the other penalty is: %(expected)s"),
    "ORGANISATION_CODE_DIFFERS": _l("The organisation code is not the one within the credit code, %(expected)s"),
    "REPRESENTATIVE_UNDER_AGE": _l("By this number the legal representative is younger than %(minimum)s; check it"),
    "AUTHORITY_NAME_DIFFERS": _l("The code belongs to %(known)s; code and name of the authority do not fit"),
    "STATED_END_DIFFERS": _l("By the rules in force publicity ends on %(computed)s; that day counts"),
    "NOT_REPORTED": _l(
        "Fines of natural persons by simple procedure up to %(maximum)s yuan are not reported; the row was left out"
    ),
    "BEFORE_DECISION": _l("This day must not be before the decision, %(minimum)s"),
    "FINE_ZERO": _l("A fine was imposed, but its amount is nought"),
    "AMOUNT_WITHOUT_TYPE": _l("There is an amount, but no penalty of that type"),
    "KIND_DIFFERS_FROM_CODE": _l("The kind of party does not fit its credit code, which begins with %(found)s"),
    "TWICE_IN_FILE": _l("The same decision stands in the file already, in row %(first)s"),
    "AUTHORITY_NOT_YOURS": _l("You do not import for the authority of this code"),
    "NAME_DIFFERS": _l("The party is known here under another name: %(known)s"),
    "NUMBER_OF_ANOTHER_SUBJECT": _l("Another party carries the same decision number; is it one decision about both?"),
    "TWICE_ON_SHEETS": _l("The same decision stands in the file already, on sheet %(sheet)s in row %(first)s"),
    "DECISION_VARIED": _l(
        "The decision was varied by %(appeal_no)s; the row says what stood before. Nothing was changed"
    ),
    "DECISION_REVOKED": _l(
        "The decision was revoked by %(appeal_no)s and counts no more; nothing was changed. "
        "If the authority decided anew, that decision has a number of its own"
    ),
    "REPAIRED_BEFORE": _l(
        "The repair of this record was granted; the change is kept and the record is not shown again"
    ),
    "YOUR_OWN_PARTY": _l("You act for this party; another data clerk has to import the row"),
    "NO_LONGER_REPORTED": _l("The record was taken down: a fine such as this, up to %(maximum)s yuan, is not reported"),
    "NUMBER_SET_ASIDE": _l(
        "Two people found this number mistyped for this party. Correct it, or say with the record that it was right"
    ),
    "STILL_SHOWN_ELSEWHERE": _l("The record is not displayed any more; other sites have been told to take it down"),
}

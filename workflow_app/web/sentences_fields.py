"""What is wrong with one field, as told to who filled it in."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

FIELDS: dict[str, LazyString] = {
    "SITE_CODE_INVALID": _l("Two to 40 capital letters, digits and underscores, beginning with a letter."),
    "SITE_CODE_TAKEN": _l("Another site has this code already."),
    "RECEIPT_HEADER_MISSING": _l(
        "No row has the columns 办理编号 and 办理结果. Fill in the spreadsheet that was written out; keep its header."
    ),
    "RECEIPT_ROW_UNKNOWN": _l(
        "No work of this site was written out under this number. Take the number from the spreadsheet; if the work was"
        " begun anew since, use the newest one."
    ),
    "RECEIPT_ROW_CLOSED": _l("This has been settled otherwise since; open the work to see how it stands."),
    "RECEIPT_RESULT_MISSING": _l("Say in 办理结果 whether it was done (已撤下, 已公示, 已完成) or sent back (退回)."),
    "RECEIPT_RESULT_UNKNOWN": _l("Write 已撤下, 已公示 or 已完成 where it was done, and 退回 where it was sent back."),
    "RECEIPT_REASON_MISSING": _l("Say in 退回原因 why it was sent back."),
    "RECEIPT_NUMBER_MISSING": _l("Give the number of the receipt in 回执编号."),
    "INBOUND_HEADER_MISSING": _l(
        "No row has the columns 网站申请编号 and 决定书文号. Fill in the empty spreadsheet of this page."
    ),
    "RECORD_OF_NOBODY": _l("This enterprise has no decision of this number here; compare both with the decision."),
    "RECEIPT_OR_PROOF": _l("Give the receipt number of the site, or add a screenshot that shows that it was done."),
    "LETTER_OF_THAT_DAY": _l(
        "A letter written now bears today's date. Give the number of the letter that was sent that day, or put today."
    ),
    "REQUIRED": _l("Fill this in"),
    "REQUIRED_WHEN": _l("Fill this in"),
    "NOT_A_CHOICE": _l("Choose one of the answers offered"),
    "DAY_NEEDED": _l("Enter the date, such as 2026-05-20"),
    "INVALID_DATE": _l("Enter a real date, such as 2026-05-20"),
    "IN_THE_FUTURE": _l("The date must not be later than %(maximum)s"),
    "TOO_EARLY": _l("The date must not be earlier than %(minimum)s"),
    "TOO_MANY": _l("Choose %(maximum)s or fewer"),
    "TOO_LONG": _l("Shorten this to %(maximum)s characters or fewer"),
    "TOO_SHORT": _l("Write at least %(minimum)s characters"),
    "TOO_SMALL": _l("Enter %(minimum)s or more"),
    "TOO_LARGE": _l("Enter %(maximum)s or less"),
    "TOO_PRECISE": _l("Enter at most %(decimals)s decimal places"),
    "OUT_OF_RANGE": _l("This is outside of what can be entered here"),
    "INVALID": _l("Something is not right yet"),
    "INVALID_NUMBER": _l("Enter a number, such as 20000.00"),
    "INVALID_TYPE": _l("Check how this is written"),
    "INVALID_DOCUMENT": _l("Upload the file again"),
    "INVALID_JSON": _l("The body is not JSON"),
    "INVALID_CURSOR": _l("The list has no such page; start again from the first one"),
    "INVALID_IDEMPOTENCY_KEY": _l("The key must be 1 to 200 visible ASCII characters"),
    "FORBIDDEN_CHARACTERS": _l("Use plain text only: no HTML, no control characters; one line where the field has one"),
    "PATTERN": _l("Check how this is written"),
    "WAY_NOT_OPEN": _l("This way opens after attempts by other ways failed on %(most)s different days"),
    "ANNOUNCED_ALREADY": _l("The letter is being announced already, and counts as served on %(day)s"),
    "INVALID_MAIL": _l("Enter a mail address such as name@example.cn"),
    "INVALID_MOBILE": _l("Enter a mobile number of mainland China with 11 digits, such as 13800138000"),
    "ADDRESS_KNOWN": _l("This is the one that is in use already"),
    "WRONG_CODE": _l("This is not the code that was sent; attempts left: %(left)s"),
    "BEFORE_ISSUE": _l("The letter was issued on %(minimum)s; it cannot have been served before"),
    "CANNOT_FAIL": _l("A letter that is left or announced counts as served; choose that"),
    "NOTHING_VARIED": _l("Say what is new: the fine, the decision or its kinds"),
    "SAME_RECORD": _l("The application is about this record already; choose another one"),
    "SUCCESSOR_UNKNOWN": _l("Nobody else is known here under this code; import a record of theirs first"),
    "NAME_AS_BEFORE": _l("This is the name it has already"),
    "READ_ONLY": _l("This cannot be changed at this step"),
    "UNKNOWN_FIELD": _l("This form has no such field; reload the page"),
    "UNKNOWN_VALUE": _l("This value is not known"),
    "MONEY_FORMAT": _l("Enter a number, such as 20000.00"),
    "MONEY_NEGATIVE": _l("An amount cannot be below zero"),
    "MONEY_TOO_LARGE": _l("Enter %(maximum)s or less"),
    "MONEY_PLACES": _l("Enter at most %(maximum)s decimal places"),
    "USCC_LENGTH": _l("A unified social credit code has 18 characters"),
    "USCC_CHARACTER": _l("A unified social credit code has digits and capital letters, without I, O, S, V and Z"),
    "USCC_CHECK": _l(
        "The unified social credit code has a mistyped character: after its first 17, the check character must be "
        "%(expected)s, not %(found)s"
    ),
    "ID_LENGTH": _l("An identity number has 18 characters"),
    "ID_CHARACTER": _l("An identity number has 17 digits and a digit or X"),
    "ID_BIRTH_DATE": _l("The date of birth in the identity number does not exist"),
    "ID_CHECK": _l("The identity number does not fit its check character; a character is mistyped"),
    "ID_AS_NUMBER": _l("The identity number was stored as a number and has lost digits; store it as text"),
}

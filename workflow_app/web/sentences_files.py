"""Why a file was not taken, or a letter could not be made."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

FILES: dict[str, LazyString] = {
    "FILE_EMPTY": _l("The file is empty"),
    "FILE_TOO_LARGE": _l("The file is larger than this service accepts"),
    "FILE_TYPE": _l("Files of this kind are not accepted; choose %(kinds)s"),
    "FILE_EXTENSION": _l("The name of the file does not fit its content"),
    "FILE_BOMB": _l("The file would unpack to far more than its size; it was not stored"),
    "FILE_PROTECTED": _l("The file is protected by a password; save it without one"),
    "FILE_ACTIVE_CONTENT": _l("The file carries programs or actions; print it to a new PDF and send that"),
    "TOO_MANY_FILES": _l("A case holds %(most)s files at most, and this one has as many"),
    "MALWARE_FOUND": _l("The virus scanner stopped this file; it was not stored"),
    "SCAN_UNAVAILABLE": _l("The virus scanner does not answer; send the file again in a few minutes"),
    "SCAN_LIMIT": _l("The file is larger than the virus scanner accepts"),
    "BLOB_MISSING": _l("The file is not in the store any more; please call us"),
    "DOCUMENT_UNKNOWN": _l("There is no such document, or it is not open to you"),
    "ZIP_BOMB": _l("The file would unpack to far more than its size; it was not stored"),
    "TOO_MANY_ROWS": _l("The sheet has too many rows; split it"),
    "TOO_MANY_COLUMNS": _l("The sheet has too many columns"),
    "SPREADSHEET_UNREADABLE": _l(
        "The file cannot be read as a spreadsheet; save it without a password as XLSX (not as the older XLS), "
        "or as CSV in UTF-8 or GBK"
    ),
    "NO_HEADER": _l(
        "No heading row was found: the first row must hold the column names of the publicity standard, such as "
        "%(expected)s; download the empty template and fill it in"
    ),
    "HEADER": _l("The heading row is not that of the template"),
    "COLUMN_MISSING": _l("The column “%(expected)s” is missing"),
    "COLUMN_TWICE": _l("The column “%(expected)s” is there twice"),
    "COLUMN_RENAMED": _l("The column “%(found)s” must be called “%(expected)s”"),
    "LETTER_DATA": _l("The data of the letter are incomplete"),
    "LETTER_TEMPLATE": _l("The layout of the letter is faulty"),
    "LETTER_TEXT": _l("The text of the letter is faulty"),
    "LETTER_PLACEHOLDER": _l("The text of the letter names a value that is not there"),
    "LETTER_FONT": _l("A character of the letter is in none of the fonts"),
    "LETTER_UNKNOWN": _l("There is no letter with this number or code"),
    "DATA_KEY_MISSING": _l("The key for these data is not installed"),
    "DATA_DAMAGED": _l("These stored data were damaged"),
}

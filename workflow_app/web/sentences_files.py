"""Why a file was not taken, or a letter could not be made."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

FILES: dict[str, LazyString] = {
    "FILE_EMPTY": _l("The file is empty; choose another, or save it again where it was made"),
    "FILE_BROKEN": _l("The file is damaged and shows no page; open it yourself, then save, scan or photograph it anew"),
    "PICTURE_TOO_SMALL": _l("The picture is too small to be read; it must be %(least)s points wide and high at least"),
    "FILE_TOO_LARGE": _l("The file is larger than this service accepts"),
    "FILE_TYPE": _l("Files of this kind are not accepted; choose %(kinds)s"),
    "FILE_EXTENSION": _l("The name of the file does not fit its content"),
    "FILE_MISNAMED": _l(
        "The name ends in .%(extension)s, but the file is %(what)s. Open it where it was made, save or print it as a "
        "PDF, and choose that"
    ),
    "FILE_OTHER_NAME": _l(
        "The name ends in .%(extension)s, but the file is %(what)s; give it the right ending, or choose another file"
    ),
    "FILE_BOMB": _l("The file would unpack to far more than its size; it was not stored"),
    "FILE_PROTECTED": _l("The file is protected by a password; save it without one"),
    "FILE_ACTIVE_CONTENT": _l("The file carries programs or actions; print it to a new PDF and send that"),
    "PICTURE_TOO_LARGE": _l(
        "The picture has %(width)s × %(height)s points, more than can be taken; set the camera to its usual size and "
        "photograph the paper again"
    ),
    "MATERIAL_TOO_LARGE": _l("The pages of this material are too large together; take out what is not needed"),
    "TOO_MANY_PAGES": _l("A material has %(most)s pages at most; scan longer ones into a PDF and choose that alone"),
    "OFD_ALONE": _l("An OFD file stands alone: take out the other pages, or save it as a PDF and choose that"),
    "PAGE_UNKNOWN": _l("This page is not there any more; reload to see the pages that are"),
    "UPLOAD_UNKNOWN": _l("Nothing of this file is kept any more; choose it again"),
    "UPLOAD_OFFSET": _l("This part does not follow what has arrived of the file; ask how far it has come"),
    "UPLOAD_BUSY": _l("Another part of this file is being taken at this moment; try again in a few seconds"),
    "UPLOAD_LONGER": _l("More arrived of this file than was announced; choose it again"),
    "TOO_MANY_FILES": _l("A case holds %(most)s files at most, and this one has as many"),
    "MALWARE_FOUND": _l("The virus scanner stopped this file; it was not stored"),
    "SCAN_UNAVAILABLE": _l("The virus scanner does not answer; send the file again in a few minutes"),
    "SCAN_LIMIT": _l("The file is larger than the virus scanner accepts"),
    "BLOB_MISSING": _l("The file is not in the store any more; please call us"),
    "DOCUMENT_UNKNOWN": _l("There is no such document, or it is not open to you"),
    "ZIP_BOMB": _l("The file would unpack to far more than its size; it was not stored"),
    "TOO_MANY_ROWS": _l("The sheet has more than %(maximum)s rows; split it into several files"),
    "TOO_MANY_COLUMNS": _l("The sheet has more than %(maximum)s columns; delete those that are not in the template"),
    "TOO_MANY_CELLS": _l(
        "The sheets of the file span more than %(maximum)s cells together; delete what stands far below or beside the "
        "table, or split the file"
    ),
    "SPREADSHEET_UNREADABLE": _l("The file cannot be read as a spreadsheet; save it as XLSX or CSV"),
    "OLD_OR_ENCRYPTED": _l("The file is an old XLS file or protected by a password; save it as XLSX without one"),
    "UNKNOWN_FORMAT": _l("The file is neither XLSX nor CSV; save it as one of them"),
    "ENCODING": _l("The characters of the file cannot be read; save it as XLSX, or as CSV in UTF-8 or GB 18030"),
    "ONLY_HIDDEN_SHEETS": _l("All rows stand on hidden sheets, which are not read; make the sheet visible"),
    "MOJIBAKE": _l("The characters were spoilt when the file was saved; export it anew, as XLSX or as CSV in UTF-8"),
    "NO_ROWS": _l("Below the header stands no row; fill in at least one"),
    "NO_HEADER": _l(
        "No heading row was found: the first row must hold the column names of the publicity standard, such as "
        "%(expected)s; download the empty template and fill it in"
    ),
    "IMPORT_STOPPED": _l("The import was stopped by a fault after %(passed)s of %(rows)s rows; an incident says more"),
    "IMPORT_PART_UNKNOWN": _l("A part of the imported file is not there any more; please import the file again"),
    "HEADER": _l("The heading row is not that of the template"),
    "COLUMN_MISSING": _l("The column “%(expected)s” is missing"),
    "COLUMN_TWICE": _l("The column “%(expected)s” is there twice"),
    "COLUMN_RENAMED": _l("The column “%(found)s” must be called “%(expected)s”"),
    "LETTER_DATA": _l("The data of the letter are incomplete"),
    "LETTER_TEMPLATE": _l("The layout of the letter is faulty"),
    "LETTER_SYNTAX": _l("The file of the letter cannot be read: a quotation mark, a comma or a bracket is missing"),
    "LETTER_TEXT": _l("The text of the letter is faulty"),
    "LETTER_PLACEHOLDER": _l("The text of the letter names a value that is not there"),
    "LETTER_FONT": _l("A character of the letter is in none of the fonts"),
    "LETTER_UNKNOWN": _l("There is no letter with this number or code"),
    "DATA_KEY_MISSING": _l("The key for these data is not installed"),
    "DATA_DAMAGED": _l("These stored data were damaged"),
}

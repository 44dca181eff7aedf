"""The board of removals as a file: one line for each removal, in the language of the reader."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from workflow_app.adapters.spreadsheets_write import write_sheet
from workflow_app.domain.time import ZONE
from workflow_app.services.board_rows import BoardCell, BoardRow
from workflow_app.web.pages.site_words import removal_reason_word, site_word

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[BoardRow], *, language: str) -> bytes:
    """Return the board as CSV that a spreadsheet opens without computing anything in it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_header())
    writer.writerows([_harmless(each) for each in line] for line in _lines(rows, language))
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[BoardRow], *, language: str) -> bytes:
    """Return the board as a workbook of one sheet."""
    return write_sheet(str(_("Removals")), _header(), _lines(rows, language))


def _header() -> list[str]:
    return [
        _("Case"), _("Decision number"), _("Enterprise"), _("Unified social credit code"), _("Authority"), _("Reason"),
        _("Site"), _("Status"), _("Ordered on"), _("Working days"), _("To be removed by"), _("Attempts"), _("Urged"),
        _("Receipt number"), _("Checked on"), _("Looked at again on"), _("Shown again"),
    ]  # fmt: skip


def _lines(rows: Iterable[BoardRow], language: str) -> Iterator[Sequence[Cell]]:
    for row in rows:
        authority = row.authority_en if language == "en" else row.authority_zh
        about = [row.case_number, row.document_no, row.subject_name, row.uscc, authority]
        for cell in row.cells.values():
            if cell.removal_id:
                yield [*about, removal_reason_word(cell.reason), *_of_site(cell)]


def _of_site(cell: BoardCell) -> Sequence[Cell]:
    return [
        cell.site, site_word(cell), _day(cell.ordered_at), cell.age if cell.is_open else None, cell.due_on,
        cell.attempts, cell.urges, cell.receipt_no or None, _day(cell.verified_at), _day(cell.looked_at),
        cell.times_back,
    ]  # fmt: skip


def _day(at: datetime | None) -> date | None:
    return at.astimezone(ZONE).date() if at else None


def _harmless(cell: Cell) -> Cell:
    """Keep a text from being taken for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell

"""Every number of a series of letters explained, on a page and as a file to take along."""

import csv
import io

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from workflow_app.services.letter_numbers import (
    PAGE,
    READS_NUMBERS,
    NumberView,
    SeriesView,
    all_numbers,
    list_numbers,
    list_series,
)
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.languages import current_language
from workflow_app.web.pages.letter_words import letter_kind_word, number_word
from workflow_app.web.whole_numbers import whole_number

pages = Blueprint("desk_letter_numbers", __name__, url_prefix="/desk/letters/numbers")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would compute."""


@pages.get("")
@require_actor(*READS_NUMBERS)
def series() -> str:
    """List the series of numbers."""
    return render_template("desk/letter_series.html", series=list_series(actor=current_actor(), tools=current_tools()))


@pages.get("/<uuid:series_id>")
@require_actor(*READS_NUMBERS)
def numbers(series_id: object) -> str:
    """Show the numbers of a series, each explained."""
    first = max(1, whole_number(request.args.get("first")) or 1)
    view, lines = list_numbers(str(series_id), first=first, actor=current_actor(), tools=current_tools())
    following = first + PAGE if first + PAGE <= view.last else None
    return render_template("desk/letter_numbers.html", series=view, lines=lines, first=first, following=following)


@pages.get("/<uuid:series_id>.xlsx")
@require_actor(*READS_NUMBERS)
def as_xlsx(series_id: object) -> Response:
    """Hand out every number of a series as a spreadsheet."""
    view, lines = all_numbers(str(series_id), actor=current_actor(), tools=current_tools())
    content = current_tools().write_sheet(str(view.year), _header(), [_cells(each) for each in lines])
    return as_attachment(io.BytesIO(content), media_type=XLSX, filename=f"{_name(view)}.xlsx")


@pages.get("/<uuid:series_id>.csv")
@require_actor(*READS_NUMBERS)
def as_csv(series_id: object) -> Response:
    """Hand out every number of a series as text that every spreadsheet opens; nothing in it computes."""
    view, lines = all_numbers(str(series_id), actor=current_actor(), tools=current_tools())
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_header())
    writer.writerows([_harmless(cell) for cell in _cells(each)] for each in lines)
    content = io.BytesIO(out.getvalue().encode("utf-8-sig"))
    return as_attachment(content, media_type="text/csv", filename=f"{_name(view)}.csv")


def _name(view: SeriesView) -> str:
    return f"{letter_kind_word(view.kind)}-{view.year}"


def _header() -> list[str]:
    return [
        _("No."),
        _("Number"),
        _("What became of it"),
        _("Letter"),
        _("Addressee"),
        _("Issued on"),
        _("Changed on"),
        _("Reason"),
        _("Decided by"),
        _("Replaced by"),
        _("In place of"),
    ]


def _cells(line: NumberView) -> list[str]:
    title = line.title_en if current_language() == "en" else line.title
    days = [each.isoformat() if each else "" for each in (line.issued_on, line.changed_on)]
    return [
        str(line.sequence),
        line.number,
        number_word(line),
        title,
        line.addressee,
        *days,
        line.reason,
        line.decided_by,
        line.new_number,
        line.replaces,
    ]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell

"""Calendars of authorities: a year to look at, a day or a whole year to change, and what that would move."""

import io
from collections.abc import Mapping
from datetime import date
from typing import BinaryIO, cast

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from workflow_app.adapters.spreadsheets_write import write_sheet
from workflow_app.domain.calendar import DayKind
from workflow_app.domain.calendar_changes import NamedDay, check
from workflow_app.domain.calendar_content import LONGEST, CalendarChange, change_of
from workflow_app.domain.calendar_files import COLUMNS, file_rows
from workflow_app.domain.commands.proposals import ProposeChange
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.penalties import RowFinding
from workflow_app.domain.proposals import Kind
from workflow_app.services.administration import READERS
from workflow_app.services.authority_views import list_authorities
from workflow_app.services.calendar_effects import show_effects
from workflow_app.services.calendar_files import arrangement, read_year_file
from workflow_app.services.calendar_views import show_year, year_change
from workflow_app.services.proposals import propose
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.sentences import sentence

pages = Blueprint("admin_calendars", __name__, url_prefix="/admin/calendars")
UNPROCESSABLE = 422
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Problems = Mapping[str, str]


@pages.get("")
@require_actor(*READERS)
def calendars() -> str:
    """Show a year of an authority."""
    return _year_page()


@pages.get("/<code>/<int:year>.xlsx")
@require_actor(*READERS)
def year_file(code: str, year: int) -> Response:
    """Hand out a year as the file that this page loads, to be edited."""
    days = arrangement(code, year, actor=current_actor(), tools=current_tools())
    content = write_sheet(str(year), [*COLUMNS], file_rows(days))
    return as_attachment(io.BytesIO(content), media_type=XLSX, filename=f"calendar-{code}-{year}.xlsx")


@pages.post("/day")
@require_actor(*READERS)
def change_day() -> str | tuple[str, int]:
    """Show what another kind or name of one day would do."""
    try:
        change = CalendarChange((_named_day(),), ())
    except InvalidError as error:
        return _year_page(_problems(error)), UNPROCESSABLE
    return _preview(change)


@pages.post("/publish")
@require_actor(*READERS)
def publish() -> str | tuple[str, int]:
    """Show what publishing a year would do."""
    return _preview(CalendarChange((), (_year(),)))


@pages.post("/file")
@require_actor(*READERS)
def load_file() -> str | tuple[str, int]:
    """Read a year from a file: show every row that is wrong, or what the year would change."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _year_page({"file": _("Choose a file")}), UNPROCESSABLE
    try:
        found = read_year_file(cast("BinaryIO", file.stream), file.filename, _year(), tools=current_tools())
    except InvalidError as error:
        return _year_page({"file": "; ".join(_problems(error).values())}), UNPROCESSABLE
    if found.findings:
        return _year_page({"file": _("The file was not used; correct these rows.")}, found.findings), UNPROCESSABLE
    return _preview(year_change(_code(), found.days, _year(), tools=current_tools()))


@pages.post("/propose")
@require_actor(*READERS)
def propose_change() -> Answer | tuple[str, int]:
    """Hand the change in for approval by another administrator; what was typed stays where something is missing."""
    given = {name: request.form.get(name, "").strip() for name in ("change", "origin", "reason")}
    given["change"] = given["change"][:LONGEST]
    command = ProposeChange(Kind.CALENDAR.value, given, _code())
    try:
        proposal_id = propose(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _preview_again(given, _problems(error)), UNPROCESSABLE
    flash(_("The change was handed in. It holds as soon as a security administrator approves it."), "success")
    return see(f"/admin/proposals/{proposal_id}")


def _year_page(problems: Problems | None = None, findings: tuple[RowFinding, ...] = ()) -> str:
    given = request.values
    shown = show_year(
        given.get("authority") or None, _whole(given.get("year")), actor=current_actor(), tools=current_tools()
    )
    return render_template(
        "admin/calendars.html",
        shown=shown,
        authorities=list_authorities(tools=current_tools()),
        problems=problems or {},
        findings=findings,
        sentence=sentence,
        typed={name: given.get(name, "") for name in ("date", "kind", "name_zh", "name_en", "everybody")},
        chosen=_chosen(given.get("day", "")),
    )


def _preview(change: CalendarChange) -> str:
    return _preview_again({"change": change.as_text(), "origin": "", "reason": ""}, {}, change)


def _preview_again(given: Mapping[str, str], problems: Problems, change: CalendarChange | None = None) -> str:
    """Show what a change would do, with the form that hands it in."""
    found = change or change_of(given["change"])
    return render_template(
        "admin/calendar_change.html",
        effects=show_effects(found, _code(), actor=current_actor(), tools=current_tools()),
        given=given,
        problems=problems,
        authority_code=request.form.get("authority", ""),
        everybody=_code() is None,
        year=_year(),
    )


def _code() -> str | None:
    """Return the authority whose calendar is changed, or None for all."""
    return None if request.form.get("everybody") else request.form.get("authority", "")


def _year() -> int:
    """Return the year that the page was about; raises InvalidError."""
    year = _whole(request.form.get("year"))
    if year is None:
        raise InvalidError(FieldError("/year", "INVALID_NUMBER"))
    return year


def _named_day() -> NamedDay:
    """Return the day that was typed; raises InvalidError with what is wrong with it."""
    form = request.form
    typed = form.get("date", "").strip()
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise InvalidError(FieldError("/date", "INVALID_DATE" if typed else "REQUIRED")) from None
    kind = form.get("kind", "")
    if kind not in set(DayKind):
        raise InvalidError(FieldError("/kind", "NOT_A_CHOICE"))
    named = NamedDay(day, DayKind(kind), form.get("name_zh", "").strip(), form.get("name_en", "").strip())
    fields = {"HOLIDAY_WITHOUT_NAME": "name_zh", "YEAR_OUT_OF_RANGE": "date", "KIND_AGAINST_WEEKDAY": "kind"}
    errors = [FieldError(f"/{fields.get(each.code, 'name_zh')}", each.code, each.values) for each in check(named)]
    if errors:
        raise InvalidError(*errors)
    return named


def _chosen(text: str) -> date | None:
    """Return the day that was clicked on."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= len("2026") else None


def _problems(error: InvalidError) -> dict[str, str]:
    return {each.field.lstrip("/"): sentence(each.code, each.values) for each in error.errors}

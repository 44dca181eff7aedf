"""Importing spreadsheets of penalties, what became of each row, and the rows that came back."""

import io
from typing import BinaryIO, cast

from flask import Blueprint, Response, abort, flash, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import Role
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.penalties import RowFinding
from workflow_app.services.import_notices import AT_ONCE, notices_of
from workflow_app.services.import_tally import MOST_FINDINGS
from workflow_app.services.imports import get_import, import_records, list_imports, rejects_file
from workflow_app.services.number_questions import list_questions
from workflow_app.services.regime_views import last_table_change
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_imports", __name__, url_prefix="/desk/imports")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNPROCESSABLE = 422
PRODUCTION = "production"


@pages.get("")
@require_actor(Role.DATA_CLERK)
def imports() -> str:
    """Show the form and the newest imports."""
    return _page()


@pages.post("")
@require_actor(Role.DATA_CLERK)
def bring_in() -> Answer | tuple[str, int]:
    """Import a file and show how its rows fared; the same file again changes nothing."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(_("Choose a file")), UNPROCESSABLE
    command = ImportRecords(filename=file.filename, stream=cast("BinaryIO", file.stream))
    try:
        done = import_records(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        wrong = error.errors or (FieldError("/file", error.code, error.values),)
        return _page(*(sentence(each.code, each.values) for each in wrong)), UNPROCESSABLE
    if done.is_finished:
        flash(_("The file was read: %(rows)s rows.", rows=done.rows), "success" if not done.rejected else "warning")
    return see(f"/desk/imports/{done.id}")


@pages.get("/<uuid:import_id>")
@require_actor(Role.DATA_CLERK)
def result(import_id: object) -> str:
    """Show one import with its findings."""
    done = get_import(str(import_id), actor=current_actor(), tools=current_tools())
    use = current_tools()
    return render_template(
        "desk/import.html",
        done=done,
        edit=last_table_change(tools=use),
        sentence=sentence,
        most=MOST_FINDINGS,
        notices=notices_of(done.id, actor=current_actor(), tools=use),
        at_once=AT_ONCE,
        questions=list_questions(actor=current_actor(), tools=use, import_id=done.id),
        back=request.path,
    )


@pages.get("/<uuid:import_id>/progress")
@require_actor(Role.DATA_CLERK)
def progress(import_id: object) -> Answer:
    """Show how far an import is; when it has finished, the page is loaded anew."""
    done = get_import(str(import_id), actor=current_actor(), tools=current_tools())
    answer = make_response(render_template("desk/_import_progress.html", done=done))
    if done.is_finished:
        answer.headers["HX-Refresh"] = "true"
    return answer


@pages.get("/<uuid:import_id>/rejects.xlsx")
@require_actor(Role.DATA_CLERK)
def rejects(import_id: object) -> Response:
    """Hand out the rows that did not land, each with what is wrong."""
    content = rejects_file(str(import_id), actor=current_actor(), tools=current_tools(), remark=_remark)
    return as_attachment(io.BytesIO(content), media_type=XLSX, filename=_("rejected rows") + ".xlsx")


def _remark(finding: RowFinding) -> str:
    """Return what is wrong with a cell in the language of the reader."""
    return sentence(finding.code, finding.values)


@pages.get("/template.xlsx")
@require_actor(Role.DATA_CLERK)
def template() -> Response:
    """Hand out a file with the heading row and nothing below it."""
    return as_attachment(io.BytesIO(write_penalties(())), media_type=XLSX, filename=_("penalties template") + ".xlsx")


@pages.get("/sample.xlsx")
@require_actor(Role.DATA_CLERK)
def sample() -> Response:
    """Hand out the file of the demonstration; where people really work there is none."""
    if current_tools().environment == PRODUCTION:
        abort(404)
    return as_attachment(io.BytesIO(make_sample()), media_type=XLSX, filename="penalties-2026-09.xlsx")


def _too_large(limit: str) -> str:
    text = _("The spreadsheet is larger than %(limit)s. Nothing was read; split it and bring in its parts.")
    return str(text) % {"limit": limit}


lead_back(pages, _too_large)


def _page(*problems: str) -> str:
    use = current_tools()
    return render_template(
        "desk/imports.html",
        imports=list_imports(actor=current_actor(), tools=use),
        problems=problems,
        questions=list_questions(actor=current_actor(), tools=use, open_only=True),
        back="/desk/imports",
        has_sample=use.environment != PRODUCTION,
        limit=use.upload_limit,
    )

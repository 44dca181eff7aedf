"""Importing spreadsheets of penalties, what became of each row, and the rows that came back."""

import io
from typing import BinaryIO, cast

from flask import Blueprint, Response, abort, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.domain.actors import Role
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.penalties import RowFinding
from workflow_app.services.import_tally import MOST_FINDINGS
from workflow_app.services.imports import get_import, import_records, list_imports, rejects_file
from workflow_app.services.regime_views import last_table_change
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
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
        first = error.errors[0] if error.errors else FieldError("/file", error.code, error.values)
        return _page(sentence(first.code, first.values)), UNPROCESSABLE
    flash(_("The file was read: %(rows)s rows.", rows=done.rows), "success" if not done.rejected else "warning")
    return see(f"/desk/imports/{done.id}")


@pages.get("/<uuid:import_id>")
@require_actor(Role.DATA_CLERK)
def result(import_id: object) -> str:
    """Show one import with its findings."""
    done = get_import(str(import_id), actor=current_actor(), tools=current_tools())
    edit = last_table_change(tools=current_tools())
    return render_template("desk/import.html", done=done, edit=edit, sentence=sentence, most=MOST_FINDINGS)


@pages.get("/<uuid:import_id>/rejects.xlsx")
@require_actor(Role.DATA_CLERK)
def rejects(import_id: object) -> Response:
    """Hand out the rows that did not land, each with what is wrong."""
    content = rejects_file(str(import_id), actor=current_actor(), tools=current_tools(), remark=_remark)
    return as_attachment(io.BytesIO(content), media_type=XLSX, filename=f"{_('rejected rows')}.xlsx")


def _remark(finding: RowFinding) -> str:
    """Return what is wrong with a cell in the language of the reader."""
    return sentence(finding.code, finding.values)


@pages.get("/sample.xlsx")
@require_actor(Role.DATA_CLERK)
def sample() -> Response:
    """Hand out the file of the demonstration; where people really work there is none."""
    if current_tools().environment == PRODUCTION:
        abort(404)
    return as_attachment(io.BytesIO(make_sample()), media_type=XLSX, filename="penalties-2026-09.xlsx")


def _page(problem: str = "") -> str:
    use = current_tools()
    return render_template(
        "desk/imports.html",
        imports=list_imports(actor=current_actor(), tools=use),
        problem=problem,
        has_sample=use.environment != PRODUCTION,
        limit=use.upload_limit,
    )

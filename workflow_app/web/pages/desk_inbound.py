"""Applications that other sites took in: the list, typing one in, and bringing several as a spreadsheet."""

import io
from collections.abc import Sequence

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.inbound import RESULTS, TAKES_IN, InboundChannel, InboundFile, TakeIn
from workflow_app.schemas.forms import read_form, read_submission
from workflow_app.schemas.forms.document import FieldKind
from workflow_app.services.inbound import Taken, take_in
from workflow_app.services.inbound_views import (
    READERS,
    AskedForm,
    SheetOutcome,
    asked_form,
    blank_sheet,
    inbound_sites,
    list_inbound,
    take_in_sheet,
)
from workflow_app.services.site_batches import FILE_TYPE
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import told
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, instant, problems, text, typed
from workflow_app.web.pages.values import today
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_inbound", __name__, url_prefix="/desk/inbound")
Answer = Answered | str | tuple[str, int]
CONFLICT = 409


@pages.get("")
@require_actor(*READERS)
def inbound() -> str:
    """List what other sites took in, the newest first."""
    return _list({}, None)


@pages.get("/blank.xlsx")
@require_actor(*TAKES_IN)
def blank() -> Response:
    """Hand out an empty spreadsheet with the columns of the form."""
    stream = io.BytesIO(blank_sheet(tools=current_tools()))
    return as_attachment(stream, media_type=FILE_TYPE, filename="inbound.xlsx")


@pages.post("")
@require_actor(*TAKES_IN)
def sheet() -> Answer:
    """Take in the rows of a spreadsheet, with the files beside it."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _list({"file": sentence("REQUIRED")}, None), UNPROCESSABLE
    beside = {each.filename: each.stream for each in request.files.getlist("files") if each.filename}
    try:
        outcome = take_in_sheet(
            text("site"),
            file.filename,
            file.stream,  # type: ignore[arg-type] # werkzeug's stream is one
            beside,  # type: ignore[arg-type] # as above
            actor=current_actor(),
            tools=current_tools(),
        )
    except InvalidError as error:
        return _list(problems(error), None), UNPROCESSABLE
    return (_list({}, outcome), UNPROCESSABLE) if outcome.problems else _list({}, outcome)


@pages.route("/new", methods=["GET", "POST"])
@require_actor(*TAKES_IN)
def new() -> Answer:
    """Type in an application from the back office of a site."""
    asked = asked_form(tools=current_tools())
    if request.method == "GET":
        return _form(asked, {}, ())
    values = read_submission(asked.form, request.form.getlist, step=asked.step)
    try:
        taken = take_in(_typed(asked, values), actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _form(asked, values, error.errors), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _form(asked, values, ()), CONFLICT
    _say(taken)
    return see("/desk/inbound")


def _say(taken: Taken) -> None:
    """Say what became of it."""
    if taken.known:
        flash(_("This number came before; it is the same case, and nothing was opened anew."), "info")
    elif taken.case_number:
        flash(
            _("Taken in as case %(number)s; the periods count from the times given.", number=taken.case_number),
            "success",
        )
    else:
        why = _(", ").join(sentence(each) for each in taken.reasons)
        flash(_("No case could be opened: %(why)s The reasons go back to the site.", why=why), "warning")


def _typed(asked: AskedForm, values: dict[str, object]) -> TakeIn:
    """Return what was typed, with the files that were chosen."""
    keys = [field.key for field in read_form(asked.form) if field.kind is FieldKind.FILE]
    chosen = [(key, file) for key in keys if (file := request.files.get(key)) is not None and file.filename]
    return TakeIn(
        site=text("site"),
        outside_no=text("outside_no"),
        channel=InboundChannel.STAFF,
        received_at=instant("received_at"),
        pushed_at=instant("pushed_at"),
        uscc=text("uscc"),
        document_no=text("document_no"),
        values=values,
        files=tuple(
            InboundFile(key, file.filename or "", file.mimetype, file.stream)  # type: ignore[arg-type] # werkzeug's stream is one
            for key, file in chosen
        ),
    )


def _form(asked: AskedForm, values: dict[str, object], errors: Sequence[FieldError]) -> str:
    own = [each for each in errors if not each.field.startswith("/values/")]
    return render_template(
        "desk/inbound_new.html",
        form=asked.form,
        step=asked.step,
        values=values,
        errors=told(each for each in errors if each.field.startswith("/values/")),
        problems=problems(InvalidError(*own)) if own else {},
        typed=typed(),
        sites=inbound_sites(tools=current_tools()),
        dates={"today": today()},
    )


def _list(problems_told: dict[str, str], outcome: SheetOutcome | None) -> str:
    actor, use = current_actor(), current_tools()
    page, count = list_inbound(actor=actor, tools=use, cursor=request.args.get("cursor") or None)
    return render_template(
        "desk/inbound.html",
        page=page,
        count=count,
        outcome=outcome,
        problems=problems_told,
        typed={},
        sites=inbound_sites(tools=use),
        takes_in=actor.has(*TAKES_IN),
        results=RESULTS,
    )

"""Spreadsheets for sites: writing them out, downloading them, and handing in the receipts that come back."""

from typing import cast

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError, RefusedError
from workflow_app.domain.policies import FOLLOWS_SITES, WORKS_AT_SITES
from workflow_app.services.site_batch_views import list_exchange
from workflow_app.services.site_batches import FILE_TYPE, open_batch, write_batch
from workflow_app.services.site_receipts import HandIn, Settled, hand_in_receipts
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_site_batches", __name__, url_prefix="/desk/site-batches")
Answer = Answered | str | tuple[str, int]
HERE = "/desk/site-batches"


@pages.get("")
@require_actor(*FOLLOWS_SITES)
def batches() -> str:
    """Show what waits to be written out, what was, and what came back."""
    return _page({})


@pages.post("")
@require_actor(*WORKS_AT_SITES)
def write() -> Answered:
    """Write what waits for a site into a spreadsheet."""
    try:
        view = write_batch(
            text("site"),
            text("authority_id"),
            actor=current_actor(),
            tools=current_tools(),
            key=once_for(lambda _view: HERE),
        )
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except RefusedError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(
            _("Spreadsheet %(number)s is written: download it, and hand it to the site.", number=view.number), "success"
        )
    return see(HERE)


@pages.get("/<uuid:batch_id>.xlsx")
@require_actor(*FOLLOWS_SITES)
def download(batch_id: object) -> Response:
    """Hand out a spreadsheet, the same each time."""
    number, stream = open_batch(str(batch_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=FILE_TYPE, filename=f"{number}.xlsx")


@pages.post("/receipts")
@require_actor(*WORKS_AT_SITES)
def receipts() -> Answer:
    """Settle what a file of receipts says."""
    file = request.files.get("file")
    site, _sep, authority_id = text("whose").partition("|")
    if file is None or not file.filename or not authority_id:
        return _page({"file": sentence("REQUIRED")}), UNPROCESSABLE
    command = HandIn(site, authority_id, file.filename, cast("object", file.stream))  # type: ignore[arg-type] # werkzeug's stream is one
    try:
        _say(hand_in_receipts(command, actor=current_actor(), tools=current_tools()))
    except InvalidError as error:
        return _page(problems(error)), UNPROCESSABLE
    return see(f"{HERE}#receipts")


def _say(settled: Settled) -> None:
    """Say what came of a file."""
    if settled.known:
        flash(_("This file was handed in before; nothing has changed."), "info")
        return
    told = _(
        "Done: %(done)s, sent back: %(returned)s, known already: %(unchanged)s, rows to correct: %(wrong)s.",
        done=settled.done,
        returned=settled.returned,
        unchanged=settled.unchanged,
        wrong=len(settled.problems),
    )
    flash(told, "warning" if settled.problems else "success")


def _page(told: dict[str, str]) -> str:
    exchange = list_exchange(actor=current_actor(), tools=current_tools())
    whose = {(each.site, each.authority_id): each for each in exchange.sent_by(current_actor())}
    return render_template(
        "desk/site_batches.html", exchange=exchange, whose=list(whose.values()), problems=told, typed={}
    )

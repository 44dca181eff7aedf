"""The board of removals: what is being taken down where, and seeing to several removals at once."""

from datetime import date, timedelta

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as Answered

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.removals import (
    ActOnRemovals,
    BoardFilter,
    BoardState,
    BulkAct,
    WriteRemovalLetters,
)
from workflow_app.domain.errors import AlreadyAnsweredError, FieldError, InvalidError
from workflow_app.domain.policies import WORKS_AT_SITES
from workflow_app.domain.time import local_date
from workflow_app.services.board_letters import write_letters
from workflow_app.services.removal_board import every_row, show_board
from workflow_app.services.removal_bulk import BulkView, act_on_removals
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.local_paths import local_path, see
from workflow_app.web.pages.asking import once_for, see_answer, words_sought
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, day, problems, text, typed
from workflow_app.web.pages.removal_files import CSV, XLSX, as_csv, as_xlsx
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_removals", __name__, url_prefix="/desk/removals")
Answer = Answered | str | tuple[str, int]
HERE = "/desk/removals"
MOST_IN_FILE = 5000
SOON = timedelta(days=7)
"""What a letter proposes as its last day; who writes it sees and may change that."""


@pages.get("")
@require_actor(*DESK_ROLES)
def board() -> str:
    """Show what is being taken down, a row for each record, a column for each site, the most urgent first."""
    wanted = _wanted()
    found = show_board(wanted, actor=current_actor(), tools=current_tools())
    return render_template("desk/removals.html", board=found, page=found.page, wanted=wanted)


@pages.get("/file.<any(csv, xlsx):ending>")
@require_actor(*DESK_ROLES)
def file(ending: str) -> Response:
    """Hand out what the board shows as a file, all of its pages."""
    rows = every_row(_wanted(), actor=current_actor(), tools=current_tools(), most=MOST_IN_FILE)
    content = (as_csv if ending == "csv" else as_xlsx)(rows, language=current_language())
    on = local_date(current_tools().clock.now()).isoformat()
    answer = Response(content, mimetype=CSV if ending == "csv" else XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=f"removals-{on}.{ending}")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.post("")
@require_actor(*WORKS_AT_SITES)
def act() -> Answer:
    """See to the removals that were chosen: order again, urge, note what was seen, or go on to their letter."""
    back = _back()
    try:
        chosen = request.form.getlist("removals")
        if text("act") == "letter":
            return _letter_page(chosen, {}, {})
        command = ActOnRemovals(_act(), chosen, once=once_for(lambda _view: back))
        view = act_on_removals(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        flash(_said(error), "warning")
        return see(back)
    _tell(command.act, view)
    return see(back)


@pages.post("/letters")
@require_actor(*WORKS_AT_SITES)
def letters() -> Answer:
    """Write one letter to each site of which removals were chosen."""
    back, chosen = _back(), request.form.getlist("removals")
    try:
        command = WriteRemovalLetters(chosen, _due_on(), text("recipient"), once=once_for(lambda _view: back))
        view = write_letters(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _letter_page(chosen, typed(), problems(error)), UNPROCESSABLE
    if view.letters:
        flash(_("Written: %(numbers)s. The PDF is being made.", numbers=_(", ").join(view.letters)), "success")
    else:
        flash(_("Nothing was written: what was chosen is gone already."), "info")
    return see(back)


def _wanted() -> BoardFilter:
    """Return what the board is narrowed to; what nobody offers narrows nothing."""
    state = request.args.get("state", "")
    return BoardFilter(
        state=BoardState(state) if state in set(BoardState) else BoardState.OPEN,
        site=request.args.get("site", "")[:40],
        authority=request.args.get("authority", "")[:40],
        q=words_sought(),
        cursor=request.args.get("cursor") or None,
    )


def _due_on() -> date:
    """Return the day by which the records are to be gone; raises InvalidError where none was typed."""
    due_on = day("due_on")
    if due_on is None:
        raise InvalidError(FieldError("/due_on", "REQUIRED"))
    return due_on


def _act() -> BulkAct:
    if text("act") not in set(BulkAct):
        raise InvalidError(FieldError("/act", "NOT_A_CHOICE"))
    return BulkAct(text("act"))


def _back() -> str:
    """Return the board as it was narrowed when something was chosen."""
    path = local_path(text("back")) or HERE
    return path if path.split("?")[0] == HERE else HERE


def _said(error: InvalidError) -> str:
    if any(each.code == "REQUIRED" for each in error.errors):
        return str(_("Choose at least one removal first."))
    return " ".join(sentence(each.code, each.values) for each in error.errors)


def _tell(what: BulkAct, view: BulkView) -> None:
    """Say what was done, and what had moved on."""
    words = {
        BulkAct.ORDER: ngettext("%(num)d removal is ordered again.", "%(num)d removals are ordered again.", view.done),
        BulkAct.URGE: ngettext("%(num)d removal was urged.", "%(num)d removals were urged.", view.done),
        BulkAct.GONE: ngettext("%(num)d look is noted.", "%(num)d looks are noted.", view.done),
        BulkAct.SHOWN: ngettext(
            "%(num)d removal is open again; the people of the record are told.",
            "%(num)d removals are open again; the people of the records are told.",
            view.done,
        ),
    }
    if view.done:
        flash(words[what], "success")
    if view.passed_over:
        over = view.passed_over
        flash(ngettext("%(num)d had moved on and was passed over.", "%(num)d had moved on and were passed over.", over))


def _letter_page(chosen: list[str], typed_before: dict[str, str], told: dict[str, str]) -> str:
    if not chosen:
        raise InvalidError(FieldError("/removals", "REQUIRED"))
    proposed = (local_date(current_tools().clock.now()) + SOON).isoformat()
    return render_template(
        "desk/removal_letter.html",
        chosen=chosen,
        back=_back(),
        typed={"due_on": proposed, **typed_before},
        problems=told,
    )

"""Hiding a record in an emergency: the form, the list of what is hidden, and what the second person decides."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES, Role
from workflow_app.domain.commands.hiding import AskToShow, HideRecord, HidingFilter, SettleHiding
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, FieldError, InvalidError
from workflow_app.domain.hiding import SETTLES, HidingReason
from workflow_app.services.desk_records import get_desk_record
from workflow_app.services.hiding import ask_to_show, hide_record, settle_hiding
from workflow_app.services.hiding_views import get_hiding, list_hidings
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, words_sought
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_hiding", __name__, url_prefix="/desk")
Answer = Response | str | tuple[str, int]
STATUSES = ("waiting", "hidden", "all")
CONFLICT = 409


@pages.get("/removals/hidden")
@require_actor(*DESK_ROLES)
def hidings() -> str:
    """List what was hidden: what waits for a second person first, or all that is hidden, or every time."""
    status = request.args.get("show", "")
    wanted = HidingFilter(
        status=status if status in STATUSES else STATUSES[0],
        q=words_sought(),
        cursor=request.args.get("cursor") or None,
    )
    page, waiting = list_hidings(wanted, actor=current_actor(), tools=current_tools())
    return render_template("desk/hidings.html", page=page, waiting=waiting, wanted=wanted)


@pages.route("/records/<uuid:record_id>/hide", methods=["GET", "POST"])
@require_actor(Role.DATA_CLERK)
def hide(record_id: object) -> Answer:
    """Ask why, and hide a record at once."""
    if request.method == "GET":
        return _form(str(record_id), {}, {})
    try:
        here = f"/desk/records/{record_id}"
        command = HideRecord(
            str(record_id), choice("reason", HidingReason), text("note"), once=once_for(lambda _view: here)
        )
        hide_record(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _form(str(record_id), typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(here)
    flash(_("Hidden. Our own site shows it no more, every other site has been ordered to follow."), "success")
    return see(here)


@pages.route("/removals/hidden/<uuid:hiding_id>", methods=["GET", "POST"])
@require_actor(*DESK_ROLES)
def hiding(hiding_id: object) -> Answer:
    """Show why a record was hidden, and take what the second person decides."""
    if request.method == "GET":
        return _page(str(hiding_id), {}, {})
    here = f"/desk/removals/hidden/{hiding_id}"
    try:
        stays = _decision()
        command = SettleHiding(str(hiding_id), stays, text("note"), text("seen"), once=once_for(lambda _view: here))
        view = settle_hiding(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(hiding_id), typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return _page(str(hiding_id), typed(), {}), CONFLICT
    if stays:
        flash(_("The record stays hidden."), "success")
    elif view.is_moot:
        flash(_("The hiding has ended. Nothing is shown again, for the record is not due on show any more."), "info")
    else:
        flash(_("The record is shown again; every site that had taken it down is told."), "success")
    return see(here)


@pages.post("/removals/hidden/<uuid:hiding_id>/showing")
@require_actor(*SETTLES)
def showing(hiding_id: object) -> Answer:
    """Ask that a record whose hiding was confirmed be shown again."""
    here = f"/desk/removals/hidden/{hiding_id}"
    try:
        command = AskToShow(str(hiding_id), text("note"), once=once_for(lambda _view: here))
        ask_to_show(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(hiding_id), typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return _page(str(hiding_id), typed(), {}), CONFLICT
    flash(_("Asked. Another person decides; until then the record stays hidden."), "success")
    return see(here)


def _decision() -> bool:
    """Return whether the record stays hidden; raises InvalidError where neither was chosen."""
    decisions = {"KEEP": True, "SHOW": False}
    if text("decision") not in decisions:
        raise InvalidError(FieldError("/decision", "REQUIRED"))
    return decisions[text("decision")]


def _form(record_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    found = get_desk_record(record_id, actor=current_actor(), tools=current_tools())
    reasons = [each.value for each in HidingReason]
    return render_template(
        "desk/hide.html", found=found, record=found.record, reasons=reasons, typed=typed_before, problems=told
    )


def _page(hiding_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    found = get_hiding(hiding_id, actor=current_actor(), tools=current_tools())
    return render_template("desk/hiding.html", hiding=found, typed=typed_before, problems=told)

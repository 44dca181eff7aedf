"""Putting off the limit of a case: who asks for it, why, what follows, and the letter that goes out."""

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import AskForExtension, DeclineExtension, ExtendCase
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError
from workflow_app.domain.extending import ASKS
from workflow_app.services.cases import get_case
from workflow_app.services.extending import extend_case, extension_of
from workflow_app.services.extension_requests import ask_for_extension, asking_of, decline_extension, open_request_of
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_extending", __name__, url_prefix="/desk")
UNPROCESSABLE = 422


@pages.route("/cases/<uuid:case_id>/extend", methods=["GET", "POST"])
@require_actor(Role.DECIDER)
def extend(case_id: object) -> Response | str | tuple[str, int]:
    """Ask for the reason, then put the limit off."""
    if request.method == "GET":
        return _ask(str(case_id))
    reason = request.form.get("reason", "")
    there = f"/desk/cases/{case_id}"
    command = ExtendCase(str(case_id), reason, version=version_seen(), once=once_for(lambda _view: there))
    try:
        extend_case(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        (wrong,) = error.errors
        return _ask(str(case_id), sentence(wrong.code, wrong.values), reason), UNPROCESSABLE
    flash(_("The limit has been put off; the letter to the applicant has been issued."), "success")
    return see(there)


@pages.post("/cases/<uuid:case_id>/extend/decline")
@require_actor(Role.DECIDER)
def decline(case_id: object) -> Response | str | tuple[str, int]:
    """Say why it is not put off."""
    note, there = request.form.get("note", ""), f"/desk/cases/{case_id}"
    command = DeclineExtension(str(case_id), note, version=version_seen(), once=once_for(lambda _row: there))
    try:
        decline_extension(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        (wrong,) = error.errors
        return _ask(str(case_id), told={"note": sentence(wrong.code, wrong.values)}), UNPROCESSABLE
    flash(_("The limit stays; who asked is told why."), "success")
    return see(there)


@pages.route("/cases/<uuid:case_id>/ask-extension", methods=["GET", "POST"])
@require_actor(*ASKS)
def ask(case_id: object) -> Response | str | tuple[str, int]:
    """Ask the decider to put the limit off, with the reason."""
    actor, use = current_actor(), current_tools()
    reason, problem, there = request.form.get("reason", ""), "", f"/desk/cases/{case_id}"
    if request.method == "POST":
        command = AskForExtension(str(case_id), reason, version=version_seen(), once=once_for(lambda _row: there))
        try:
            ask_for_extension(command, actor=actor, tools=use)
        except AlreadyAnsweredError as error:
            return see_answer(error)
        except InvalidError as error:
            (wrong,) = error.errors
            problem = sentence(wrong.code, wrong.values)
        else:
            flash(_("The decider is asked to put the limit off; until it is done the limit stays."), "success")
            return see(there)
    view, asking = get_case(str(case_id), actor=actor, tools=use), asking_of(str(case_id), actor=actor, tools=use)
    page = render_template("desk/ask_extension.html", case=view, asking=asking, problem=problem, reason=reason)
    return page, UNPROCESSABLE if problem else 200


def _ask(case_id: str, problem: str = "", reason: str = "", *, told: dict[str, str] | None = None) -> str:
    """Return the page that asks why, with what was typed, or what was asked for."""
    actor, use = current_actor(), current_tools()
    view, extension = get_case(case_id, actor=actor, tools=use), extension_of(case_id, actor=actor, tools=use)
    asked = open_request_of(case_id, actor=actor, tools=use)
    return render_template(
        "desk/extend.html",
        case=view,
        extension=extension,
        problem=problem,
        reason=reason or (asked.reason if asked and not problem else ""),
        asked=asked,
        told=told or {},
        note=request.form.get("note", ""),
    )

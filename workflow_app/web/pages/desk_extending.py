"""Putting off the limit of a case: why, what follows, and the letter that goes out."""

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import ExtendCase
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError
from workflow_app.services.cases import get_case
from workflow_app.services.extending import extend_case, extension_of
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


def _ask(case_id: str, problem: str = "", reason: str = "") -> str:
    """Return the page that asks why, with what was typed."""
    actor, use = current_actor(), current_tools()
    view, extension = get_case(case_id, actor=actor, tools=use), extension_of(case_id, actor=actor, tools=use)
    return render_template("desk/extend.html", case=view, extension=extension, problem=problem, reason=reason)

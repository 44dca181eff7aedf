"""Leave for a second notice of missing items: the head of the section says why."""

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import AllowSecondNotice
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError
from workflow_app.services.cases import get_case
from workflow_app.services.second_notices import allow_second_notice, second_notice_of
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_second_notices", __name__, url_prefix="/desk")
UNPROCESSABLE = 422


@pages.route("/cases/<uuid:case_id>/second-notice", methods=["GET", "POST"])
@require_actor(Role.SECTION_HEAD)
def allow(case_id: object) -> Response | str | tuple[str, int]:
    """Ask for the reason, then let missing items be asked for once more."""
    if request.method == "GET":
        return _ask(str(case_id))
    reason, there = request.form.get("reason", ""), f"/desk/cases/{case_id}"
    command = AllowSecondNotice(str(case_id), reason, version=version_seen(), once=once_for(lambda _id: there))
    try:
        allow_second_notice(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        (wrong,) = error.errors
        return _ask(str(case_id), sentence(wrong.code, wrong.values), reason), UNPROCESSABLE
    flash(_("Allowed. The intake has been told and can send the notice."), "success")
    return see(there)


def _ask(case_id: str, problem: str = "", reason: str = "") -> str:
    """Return the page that asks why, with what was typed."""
    actor, use = current_actor(), current_tools()
    view, answer = get_case(case_id, actor=actor, tools=use), second_notice_of(case_id, actor=actor, tools=use)
    return render_template("desk/second_notice.html", case=view, answer=answer, problem=problem, reason=reason)

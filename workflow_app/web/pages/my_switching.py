"""Going on by the ordinary procedure instead of a pledge."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import SwitchCase
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError
from workflow_app.services.cases import get_case
from workflow_app.services.switching import switch_case
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.pages.my_moving import first_task

pages = Blueprint("my_switching", __name__, url_prefix="/my")
Answer = Response | str | tuple[str, int]


@pages.route("/cases/<uuid:case_id>/switch", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def switch(case_id: object) -> Answer:
    """Ask why, then end the application by pledge and open the ordinary one."""
    if request.method == "GET":
        return _page(str(case_id), {})
    command = SwitchCase(str(case_id), text("reason"), version=version_seen(), once=once_for(first_task))
    try:
        opened = switch_case(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(case_id), problems(error)), UNPROCESSABLE
    flash(
        _("The ordinary application holds your answers and files. Add what the pledge stood for, and submit."),
        "success",
    )
    return see(first_task(opened))


def _page(case_id: str, wrong: dict[str, str]) -> str:
    case = get_case(case_id, actor=current_actor(), tools=current_tools())
    return render_template("my/switch.html", case=case, problems=wrong, typed=typed())

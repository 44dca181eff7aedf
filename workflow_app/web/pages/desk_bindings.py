"""The intake looks at requests to act for an enterprise: the list by limit, the paper, the decision."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.binding import DecideRequest
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.services.binding_desk import decide_request, get_request, list_requests
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_bindings", __name__, url_prefix="/desk/bindings")
HERE = "/desk/bindings"
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.INTAKE)
def bindings() -> str:
    """List the requests that wait, the oldest first, or those that were answered."""
    answered = request.args.get("show") == "answered"
    page, waiting = list_requests(
        answered=answered, cursor=request.args.get("cursor"), actor=current_actor(), tools=current_tools()
    )
    return render_template("desk/bindings.html", page=page, waiting=waiting, answered=answered)


@pages.route("/<uuid:request_id>", methods=["GET", "POST"])
@require_actor(Role.INTAKE)
def binding(request_id: object) -> Answer:
    """Show a request beside what is on record, and take the decision."""
    if request.method == "GET":
        return _page(str(request_id), {}, {})
    if text("act") not in {"grant", "refuse"}:
        return _page(str(request_id), typed(), {"act": sentence("REQUIRED")}), UNPROCESSABLE
    command = DecideRequest(str(request_id), text("act") == "grant", text("reason"), version_seen())
    try:
        decide_request(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _page(str(request_id), typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(f"{HERE}/{request_id}")
    flash(_("Granted; they have been told.") if command.grants else _("Refused; they have been told."), "success")
    return see(HERE)


def _page(request_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view, head, name, rule = get_request(request_id, actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/binding.html", asked=view, head=head, name=name, rule=rule, typed=typed_before, problems=told
    )

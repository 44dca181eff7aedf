"""Notes of calls: written on the page of a case or of a task, and read there."""

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.phone_notes import NoteCall
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError, NotFoundError
from workflow_app.services.cases import get_case
from workflow_app.services.phone_notes import note_call, phone_notes
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import local_path, see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_calls", __name__, url_prefix="/desk")
UNPROCESSABLE = 422
FIELDS = ("whom", "number", "gist")


@pages.get("/cases/<uuid:case_id>/calls")
@require_actor(*DESK_ROLES)
def calls(case_id: object) -> str:
    """Show the calls about a case, with room for one more."""
    return _page(str(case_id), {}, {})


@pages.post("/cases/<uuid:case_id>/calls")
@require_actor(*DESK_ROLES)
def add(case_id: object) -> Response | str | tuple[str, int]:
    """Keep a call and go back to where it was written; what is wrong is told with what was typed."""
    typed = {name: request.form.get(name, "") for name in FIELDS}
    there = local_path(request.form.get("back")) or f"/desk/cases/{case_id}#calls"
    command = NoteCall(str(case_id), **typed, once=once_for(lambda _case: there))
    try:
        note_call(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        problems = {each.field.removeprefix("/"): sentence(each.code, each.values) for each in error.errors}
        return _page(str(case_id), typed, problems), UNPROCESSABLE
    flash(_("The call is noted."), "success")
    return see(there)


def _page(case_id: str, typed: dict[str, str], problems: dict[str, str]) -> str:
    actor, use = current_actor(), current_tools()
    case = get_case(case_id, actor=actor, tools=use)
    found = phone_notes(case_id, actor=actor, tools=use)
    if found is None:
        raise NotFoundError("CASE_UNKNOWN")
    back = local_path(request.values.get("back"))
    return render_template("desk/calls.html", case=case, calls=found, typed=typed, problems=problems, back=back)

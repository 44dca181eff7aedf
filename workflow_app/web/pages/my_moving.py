"""Moving an application to another record before it is accepted, and applying again after a withdrawal."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import CopyCase, MoveCase
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError, NotFoundError, RefusedError
from workflow_app.services.cases import get_case
from workflow_app.services.moving import copy_case, move_case
from workflow_app.services.records import list_records_of
from workflow_app.services.views import CaseView
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_about_case
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("my_moving", __name__, url_prefix="/my")
Answer = Response | str | tuple[str, int]
MANY = 100


@pages.route("/cases/<uuid:case_id>/move", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def move(case_id: object) -> Answer:
    """Ask which record and why, then open the new draft."""
    if request.method == "GET":
        return ask_about_case(case_id) or _page(str(case_id), {})
    command = MoveCase(
        str(case_id), text("record_id"), text("reason"), version=version_seen(), once=once_for(first_task)
    )
    try:
        moved = move_case(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(case_id), problems(error)), UNPROCESSABLE
    except (ConflictError, NotFoundError, RefusedError) as error:
        if error.code == "CASE_UNKNOWN":
            raise
        return _page(str(case_id), {"record_id": sentence(error.code, error.values)}), UNPROCESSABLE
    flash(_("A new draft holds your answers and files. Check each of them, and sign anew."), "success")
    return see(first_task(moved))


@pages.post("/cases/<uuid:case_id>/copy")
@require_actor(Role.APPLICANT)
def copy(case_id: object) -> Response:
    """Open a new draft with the content of a case that was withdrawn."""
    command = CopyCase(str(case_id), once=once_for(first_task))
    try:
        copied = copy_case(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "warning")
        return see(f"/my/cases/{case_id}")
    flash(_("A new draft holds your answers and files. Check each of them, and sign anew."), "success")
    return see(first_task(copied))


def first_task(case: object) -> str:
    """Return the address of the first task of a case."""
    if not isinstance(case, CaseView):
        raise TypeError(case)
    return f"/my/tasks/{case.tasks[0].id}" if case.tasks else f"/my/cases/{case.id}"


def _page(case_id: str, told: dict[str, str]) -> str:
    """Return the page that asks which record, with what was typed."""
    actor, use = current_actor(), current_tools()
    view = get_case(case_id, actor=actor, tools=use)
    found = list_records_of(RecordFilter(limit=MANY), actor=actor, tools=use).items
    own = view.record
    records = [
        each for each in found if own and each.id != own.id and each.status == "ACTIVE" and each.kind == own.kind
    ]
    return render_template("my/move.html", case=view, records=records, typed=typed(), problems=told)

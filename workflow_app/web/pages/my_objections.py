"""What was objected to an applicant's own repair, and what the applicant says to it."""

from typing import cast

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.objections import Evidence, ReplyToObjection
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError
from workflow_app.services.cases import get_case
from workflow_app.services.objection_replies import list_told, reply_to_objection
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_about_case
from workflow_app.web.pages.answering import told_too_large
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("my_objections", __name__, url_prefix="/my/cases")
CONFLICT = 409
lead_back(pages, told_too_large)


@pages.get("/<uuid:case_id>/objections")
@require_actor(Role.APPLICANT)
def objections(case_id: object) -> str:
    """Show the objections that were accepted, each with the reply."""
    return ask_about_case(case_id) or _page(str(case_id))


@pages.post("/<uuid:case_id>/objections/<uuid:objection_id>")
@require_actor(Role.APPLICANT)
def reply(case_id: object, objection_id: object) -> Response | str | tuple[str, int]:
    """Keep what the applicant says to an objection."""
    here = f"/my/cases/{case_id}/objections"
    files = [each for each in request.files.getlist("files") if each.filename]
    command = ReplyToObjection(
        str(objection_id),
        text("text"),
        tuple(Evidence(each.filename or "", each.mimetype, cast("object", each.stream)) for each in files),  # type: ignore[arg-type] # werkzeug's stream is one
        version=version_seen(),
        once=once_for(lambda _case: here),
    )
    try:
        reply_to_objection(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(case_id), str(objection_id), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(case_id), str(objection_id)), CONFLICT
    flash(_("Your reply was sent; those who examine the objection read it."), "success")
    return see(here)


def _page(case_id: str, answered: str = "", told: dict[str, str] | None = None) -> str:
    actor, use = current_actor(), current_tools()
    return render_template(
        "my/objections.html",
        case=get_case(case_id, actor=actor, tools=use),
        objections=list_told(case_id, actor=actor, tools=use),
        answered=answered,
        problems=told or {},
        typed=text("text"),
    )

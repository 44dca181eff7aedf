"""An applicant hands in one document that was promised: photographs or a file, which count as of its receipt."""

from typing import cast

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.deferral import SupplyMaterial, WishMoreTime
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError, NotFoundError, RefusedError
from workflow_app.services.cases import get_case
from workflow_app.services.deferral_views import deferral_of
from workflow_app.services.documents import upload_document
from workflow_app.services.more_time import wish_more_time
from workflow_app.services.supplying import supply_online
from workflow_app.services.views import CaseView
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_about_case
from workflow_app.web.pages.answering import chosen, told_too_large
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("my_supplying", __name__, url_prefix="/my/cases")
CONFLICT = 409
ASKS = "ask_more_time"
"""The step in which more time is asked for."""
lead_back(pages, told_too_large)


@pages.get("/<uuid:case_id>/supply/<material>")
@require_actor(Role.APPLICANT)
def ask(case_id: object, material: str) -> str:
    """Ask for the file of one document."""
    return ask_about_case(case_id) or _page(str(case_id), material)


@pages.post("/<uuid:case_id>/supply/<material>")
@require_actor(Role.APPLICANT)
def supply(case_id: object, material: str) -> Response | str | tuple[str, int]:
    """Take the file and hand it in; what is wrong with it is told beside it."""
    there = f"/my/cases/{case_id}"
    files = [chosen(each) for each in request.files.getlist("file") if each.filename]
    if not files:
        return _page(str(case_id), material, {"file": _("Choose a file")}), UNPROCESSABLE
    _refuse_unknown(str(case_id), material)
    first, field = files[0], f"material_{material}"
    upload = UploadDocument(str(case_id), first.filename, first.media_type, first.stream, field, more=tuple(files[1:]))
    try:
        document = upload_document(upload, actor=current_actor(), tools=current_tools())
        command = SupplyMaterial(str(case_id), material, document.id, once=once_for(lambda _view: there))
        supply_online(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        told = {"file": next(iter(problems(error).values()))}
        return _page(str(case_id), material, told), UNPROCESSABLE
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(case_id), material), CONFLICT
    flash(_("Handed in. It is checked next, and you are told what the check found."), "success")
    return see(there)


@pages.post("/<uuid:case_id>/more-time")
@require_actor(Role.APPLICANT)
def wish(case_id: object) -> Response:
    """Open a request for more time and go to it; where none can be made now, the case says why."""
    there = f"/my/cases/{case_id}"
    command = WishMoreTime(str(case_id), version_seen(), once=once_for(_request_of))
    try:
        return see(_request_of(wish_more_time(command, actor=current_actor(), tools=current_tools())))
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except RefusedError as error:
        flash(sentence(error.code, error.values), "danger")
        return see(there)


def _request_of(view: object) -> str:
    """Return where the request is filled in."""
    case = cast("CaseView", view)
    return next((f"/my/tasks/{each.id}" for each in case.tasks if each.key == ASKS), f"/my/cases/{case.id}")


def _refuse_unknown(case_id: str, material: str) -> None:
    """Refuse a document that nobody promised before its file is kept; raises NotFoundError MATERIAL_UNKNOWN."""
    found = deferral_of(case_id, actor=current_actor(), tools=current_tools())
    if found is None or all(each.material != material for each in found.items):
        raise NotFoundError("MATERIAL_UNKNOWN")


def _page(case_id: str, material: str, told: dict[str, str] | None = None) -> str:
    actor, use = current_actor(), current_tools()
    case, found = get_case(case_id, actor=actor, tools=use), deferral_of(case_id, actor=actor, tools=use)
    item = next((each for each in found.items if each.material == material), None) if found else None
    if item is None:
        raise NotFoundError("MATERIAL_UNKNOWN")
    return render_template("my/supply.html", case=case, deferral=found, item=item, problems=told or {})

"""Objections at the desk of those who handle them: the list, one of them, and suspending because of a report."""

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.objections import JudgeObjection, OrderSuspension, Verdict
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, ForbiddenError, InvalidError, RefusedError
from workflow_app.services.intended_repairs import get_repair
from workflow_app.services.judging import judge_objection, order_suspension
from workflow_app.services.objection_contacts import ContactView
from workflow_app.services.objection_desk import (
    Group,
    get_objection,
    list_objections,
    list_shown_repairs,
    list_undecided_repairs,
    open_file,
    read_contact,
)
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, problems, text, typed
from workflow_app.web.pages.objection_words import objection_word
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_objections", __name__, url_prefix="/desk/objections")
FORBIDDEN, CONFLICT = 403, 409
HANDLER = Role.COMPLAINT_HANDLER


@pages.get("")
@require_actor(HANDLER)
def objections() -> str:
    """List the objections of a group, those due first at the top, and what is on display now."""
    wanted = request.args.get("group", "")
    group = Group(wanted) if wanted in set(Group) else Group.TO_JUDGE
    actor, use = current_actor(), current_tools()
    page, counts = list_objections(group, actor=actor, tools=use, cursor=request.args.get("cursor") or None)
    repairs = list_shown_repairs(actor=actor, tools=use)
    undecided = list_undecided_repairs(actor=actor, tools=use)
    return render_template(
        "desk/objections.html", page=page, counts=counts, group=group, repairs=repairs, undecided=undecided
    )


@pages.route("/<uuid:objection_id>", methods=["GET", "POST"])
@require_actor(HANDLER)
def objection(objection_id: object) -> Response | str | tuple[str, int]:
    """Show an objection, and say whether it is examined."""
    if request.method == "GET":
        return _page(str(objection_id))
    here = f"/desk/objections/{objection_id}"
    try:
        command = JudgeObjection(
            str(objection_id),
            choice("verdict", Verdict),
            text("reason"),
            version=version_seen(),
            once=once_for(lambda _status: here),
        )
        status = judge_objection(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(objection_id), told=problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(objection_id)), CONFLICT
    except ForbiddenError as error:
        if error.code != "STAFF_OF_CASE":
            raise
        return _page(str(objection_id)), FORBIDDEN
    flash(_("Recorded: %(state)s.", state=objection_word(status)), "success")
    return see(here)


@pages.post("/<uuid:objection_id>/contact")
@require_actor(HANDLER)
def contact(objection_id: object) -> str:
    """Show who objects; that it was read is kept in the trail."""
    return _page(
        str(objection_id), contact=read_contact(str(objection_id), actor=current_actor(), tools=current_tools())
    )


@pages.get("/files/<uuid:file_id>")
@require_actor(HANDLER)
def file(file_id: object) -> Response:
    """Hand out a file of an objection."""
    view, stream = open_file(str(file_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=view.media_type, filename=view.filename)


@pages.route("/repairs/<uuid:case_id>", methods=["GET", "POST"])
@require_actor(HANDLER)
def suspension(case_id: object) -> Response | str | tuple[str, int]:
    """Suspend a publicity because of a report, with a reason."""
    if request.method == "GET":
        return _ask_reason(str(case_id))
    command = OrderSuspension(str(case_id), text("reason"), once=once_for(lambda _number: "/desk/objections"))
    try:
        number = order_suspension(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _ask_reason(str(case_id), problems(error)), UNPROCESSABLE
    except RefusedError as error:
        return _ask_reason(str(case_id), {"reason": sentence(error.code, error.values)}), UNPROCESSABLE
    flash(
        _("The publicity stands still; the order has the number %(number)s and is examined now.", number=number),
        "success",
    )
    return see("/desk/objections?group=EXAMINED_NOW")


def _page(objection_id: str, *, told: dict[str, str] | None = None, contact: ContactView | None = None) -> str:
    detail = get_objection(objection_id, actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/objection.html",
        detail=detail,
        objection=detail.objection,
        contact=contact or detail.objection.contact,
        problems=told or {},
        typed=typed(),
    )


def _ask_reason(case_id: str, told: dict[str, str] | None = None) -> str:
    detail = get_repair(case_id, tools=current_tools())
    return render_template("desk/suspension.html", repair=detail.repair, problems=told or {}, typed=typed())

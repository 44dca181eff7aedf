"""What came of an appeal against a record, and the end of an entry: each with its document."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES, Role
from workflow_app.domain.commands.inlets import LiftEntry, RegisterAppeal
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError, RefusedError
from workflow_app.domain.inlets import AppealResult, LiftGround
from workflow_app.services.appeals import list_appeals, register_appeal
from workflow_app.services.entry_lifting import get_entry, lift_entry
from workflow_app.services.gate import why_repair
from workflow_app.services.records import get_record
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, amount, choice, day, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_appeals", __name__, url_prefix="/desk/records")
Answer = Response | str | tuple[str, int]


@pages.route("/<uuid:record_id>/appeal", methods=["GET", "POST"])
@require_actor(*DESK_ROLES)
def appeal(record_id: object) -> Answer:
    """Show what is known of appeals against a record, and register what came of one."""
    if request.method == "GET":
        return _appeal_page(str(record_id), {}, {})
    here = f"/desk/records/{record_id}/appeal"
    try:
        command = RegisterAppeal(
            record_id=str(record_id),
            result=choice("result", AppealResult),
            decided_on=day("decided_on"),
            document_no=text("document_no"),
            fine=amount("fine"),
            decision=text("decision") or None,
            once=once_for(lambda _view: here),
        )
        register_appeal(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _appeal_page(str(record_id), typed(), problems(error)), UNPROCESSABLE
    except RefusedError as error:
        return _appeal_page(str(record_id), typed(), {"result": sentence(error.code, error.values)}), UNPROCESSABLE
    flash(_("Noted; all concerned were told."), "success")
    return see(here)


@pages.route("/<uuid:record_id>/lift", methods=["GET", "POST"])
@require_actor(Role.CREDIT_OFFICE)
def lift(record_id: object) -> Answer:
    """Ask on which ground and by which document an entry ends, then end it."""
    entry = get_entry(str(record_id), actor=current_actor(), tools=current_tools())
    if request.method == "GET":
        return render_template("desk/entry_lift.html", entry=entry, typed={}, problems={})
    here = f"/desk/subjects/{entry.subject.id}"
    try:
        command = LiftEntry(
            record_id=entry.id,
            ground=choice("ground", LiftGround),
            document_no=text("document_no"),
            decided_on=day("decided_on"),
            once=once_for(lambda _view: here),
        )
        lift_entry(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except (InvalidError, RefusedError) as error:
        told = problems(error) if isinstance(error, InvalidError) else {"ground": sentence(error.code, error.values)}
        return render_template("desk/entry_lift.html", entry=entry, typed=typed(), problems=told), UNPROCESSABLE
    flash(_("The entry has ended; all concerned were told."), "success")
    return see(here)


def _appeal_page(record_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    actor, use = current_actor(), current_tools()
    record = get_record(record_id, actor=actor, tools=use)
    return render_template(
        "desk/appeal.html",
        record=record,
        appeals=list_appeals(record_id, actor=actor, tools=use),
        reasons_now=why_repair(record_id, actor=actor, tools=use),
        may_register=actor.has(Role.DATA_CLERK) and record.kind == "PENALTY" and record.status != "REVOKED",
        typed=typed_before,
        problems=told,
    )

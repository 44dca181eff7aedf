"""A decision signed on paper: a clerk of the office enters what the signed sheet says, and the scan."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.approval_sheets import REGISTERS
from workflow_app.domain.commands.approval_sheets import Decision, RegisterSheet
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, FieldError, InvalidError, RefusedError
from workflow_app.services.paper_decisions import decision_to_enter, enter_decision
from workflow_app.services.tasks import get_task
from workflow_app.services.views import TaskDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import dates_of, files_of, told, told_too_large, wrong_answers
from workflow_app.web.pages.answering import typed as typed_answers
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, day, problems, text, typed
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_paper_decisions", __name__, url_prefix="/desk/cases")
CONFLICT = 409
ANSWERS = "/values/"
lead_back(pages, told_too_large)
Answer = Response | str | tuple[str, int]


@pages.get("/<uuid:case_id>/sheet/decision")
@require_actor(*REGISTERS)
def form(case_id: object) -> Answer:
    """Show what is to be entered from the signed sheet; where nothing is due, the sheet."""
    detail, signers = _due(case_id)
    if detail is None:
        flash(sentence("SHEET_NO_DECISION"), "warning")
        return see(f"/desk/cases/{case_id}/sheet")
    return _page(detail, signers, {}, ())


@pages.post("/<uuid:case_id>/sheet/decision")
@require_actor(*REGISTERS)
def enter(case_id: object) -> Answer:
    """Enter the decision in the name of who signed it."""
    here = f"/desk/cases/{case_id}/sheet"
    detail, signers = _due(case_id)
    if detail is None:
        flash(sentence("SHEET_NO_DECISION"), "warning")
        return see(here)
    values, file = typed_answers(detail), request.files.get("proof")
    if errors := wrong_answers(detail, values):
        return _page(detail, signers, values, errors), UNPROCESSABLE
    try:
        proof = Proof(file.filename, file.mimetype, file.stream) if file and file.filename else None  # type: ignore[arg-type] # werkzeug's stream is one
        command = RegisterSheet(
            case_id=str(case_id),
            number=text("number")[:200],
            signer_id=text("signer_id"),
            signed_on=day("signed_on"),
            proof=proof,
            once=once_for(lambda _sheet: here),
            decision=Decision(detail.task.id, version_seen(), values, compared="compared" in request.form),
        )
        enter_decision(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(detail, signers, values, error.errors), UNPROCESSABLE
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(detail, signers, values, ()), CONFLICT
    flash(_("The decision is entered. Who signed it is told and may object."), "success")
    return see(here)


def _due(case_id: object) -> tuple[TaskDetail | None, tuple[tuple[str, str], ...]]:
    """Return the decision that is due, with who may have signed it."""
    actor, use = current_actor(), current_tools()
    found = decision_to_enter(str(case_id), actor=actor, tools=use)
    return (get_task(found.task_id, actor=actor, tools=use), found.signers) if found else (None, ())


def _page(
    detail: TaskDetail,
    signers: tuple[tuple[str, str], ...],
    values: dict[str, object],
    errors: tuple[FieldError, ...],
) -> str:
    of_form = [each for each in errors if each.field.startswith(ANSWERS)]
    return render_template(
        "desk/sheet_decision.html",
        task=detail.task,
        case=detail.case,
        form=detail.form,
        values=values,
        errors=told(of_form),
        dates=dates_of(detail.case),
        files=files_of(detail.documents),
        signers=signers,
        typed=typed() if request.method == "POST" else {},
        problems=problems(InvalidError(*(each for each in errors if each not in of_form))),
    )

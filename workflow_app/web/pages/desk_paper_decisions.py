"""A decision signed on paper: a clerk of the office enters what the signed sheet says, and the scan."""

from collections.abc import Mapping

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.approval_sheets import REGISTERS
from workflow_app.domain.commands.approval_sheets import Decision
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, FieldError, InvalidError, RefusedError
from workflow_app.services.paper_decisions import decision_to_enter, enter_decision
from workflow_app.services.rehearsing import rehearse_signed
from workflow_app.services.signed_sheets import wrong_on_sheet
from workflow_app.services.tasks import get_task
from workflow_app.services.views import TaskDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import dates_of, files_of, told, told_too_large, wrong_answers
from workflow_app.web.pages.answering import typed as typed_answers
from workflow_app.web.pages.asking import see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.pages.looking import digest_of, letter_text
from workflow_app.web.pages.sheet_forms import sheet_typed
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_paper_decisions", __name__, url_prefix="/desk/cases")
CONFLICT = 409
ANSWERS = "/values/"
lead_back(pages, told_too_large)
Answer = Response | str | tuple[str, int]
Signers = tuple[tuple[str, str], ...]


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
    values = typed_answers(detail)
    if errors := wrong_answers(detail, values):
        return _page(detail, signers, values, (*errors, *_wrong_on_paper(detail))), UNPROCESSABLE
    if _is_as_seen(values):
        return _enter(detail, signers, values, here)
    if errors := _wrong_on_paper(detail):
        return _page(detail, signers, values, errors), UNPROCESSABLE
    return _look(detail, signers, values)


def _wrong_on_paper(detail: TaskDetail) -> tuple[FieldError, ...]:
    """Return what is wrong with the number, the signer and the day, before a letter is shown for nothing."""
    try:
        command = sheet_typed(detail.case.id, leads_to="")
    except InvalidError as error:
        return error.errors
    return wrong_on_sheet(command, actor=current_actor(), tools=current_tools())


def _enter(detail: TaskDetail, signers: Signers, values: dict[str, object], here: str) -> Answer:
    """Enter a decision whose letter was shown."""
    try:
        decision = Decision(detail.task.id, version_seen(), values, compared="compared" in request.form)
        command = sheet_typed(detail.case.id, leads_to=here, decision=decision)
        enter_decision(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _look(detail, signers, values, error.errors)
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(detail, signers, values, ()), CONFLICT
    flash(_("The decision is entered. Who signed it is told and may object."), "success")
    return see(here)


def _due(case_id: object) -> tuple[TaskDetail | None, Signers]:
    """Return the decision that is due, with who may have signed it."""
    actor, use = current_actor(), current_tools()
    found = decision_to_enter(str(case_id), actor=actor, tools=use)
    return (get_task(found.task_id, actor=actor, tools=use), found.signers) if found else (None, ())


def _is_as_seen(values: Mapping[str, object]) -> bool:
    """Tell whether the letter was shown for just this decision of just this signer."""
    return request.form.get("seen") == _digest(values)


def _digest(values: Mapping[str, object]) -> str:
    return digest_of({**values, "signer_id": text("signer_id")})


def _look(
    detail: TaskDetail, signers: Signers, values: dict[str, object], errors: tuple[FieldError, ...] = ()
) -> Answer:
    """Show the letter of a decision before it goes, with what is wrong with the paper; else why there can be none."""
    command = CompleteTask(detail.task.id, values)
    actor, use = current_actor(), current_tools()
    try:
        drafts = rehearse_signed(detail.case.id, text("signer_id"), command, actor=actor, tools=use)
    except InvalidError as error:
        known = {each.field for each in errors}
        wrong = (*errors, *(each for each in error.errors if each.field not in known))
        return _page(detail, signers, values, wrong), UNPROCESSABLE
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(detail, signers, values, errors), CONFLICT
    letters = tuple(letter_text(each) for each in drafts)
    return _page(detail, signers, values, errors, letters), UNPROCESSABLE if errors else 200


def _page(
    detail: TaskDetail,
    signers: Signers,
    values: dict[str, object],
    errors: tuple[FieldError, ...],
    letters: tuple[object, ...] | None = None,
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
        letters=letters,
        seen=_digest(values) if letters is not None else "",
        typed=typed() if request.method == "POST" else {},
        problems=problems(InvalidError(*(each for each in errors if each not in of_form))),
    )

"""The applicant's form: fill in, keep as a draft, check, submit in the name of the enterprise."""

from flask import Blueprint, flash, jsonify, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import (
    AlreadyAnsweredError,
    ConflictError,
    FieldError,
    InvalidError,
    NotFoundError,
    RefusedError,
)
from workflow_app.domain.materials import Asked
from workflow_app.services.completing import complete_task
from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import CaseView, TaskDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import (
    CERTIFICATE,
    as_kept,
    dates_of,
    files_of,
    seen_of,
    strange_certificate,
    take_answers,
    together,
    told,
    told_too_large,
    typed_so_far,
    wrong_answers,
)
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.checks import applicant_notes
from workflow_app.web.pages.my_pages import in_the_making
from workflow_app.web.pages.old_pages import answer_old_page
from workflow_app.web.pages.papers import papers_handed_in
from workflow_app.web.pages.stale import stale_page
from workflow_app.web.pages.template_links import template_links
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("my_tasks", __name__, url_prefix="/my/tasks")
UNPROCESSABLE = 422
lead_back(pages, told_too_large)
Answer = Response | str | tuple[str, int]


@pages.get("/<uuid:task_id>")
@require_actor(Role.APPLICANT)
def task(task_id: object) -> Answer:
    """Show the form, or with ?confirm what will be submitted."""
    detail = _detail(task_id)
    if detail.task.status != "OPEN":
        return see(f"/my/cases/{detail.case.id}")
    if detail.case.batch_id and detail.case.submitted_at is None:
        return see(f"/my/batches/{detail.case.batch_id}/records/{detail.case.id}")
    if "confirm" not in request.args:
        return _form(detail, detail.values)
    errors = wrong_answers(detail, detail.values)
    return (_form(detail, detail.values, errors), UNPROCESSABLE) if errors else _check(detail)


@pages.post("/<uuid:task_id>")
@require_actor(Role.APPLICANT)
def answer(task_id: object) -> Answer:
    """Keep the answers; then leave, look at them once more, or submit them as last seen."""
    act = request.form.get("act", "check")
    if act == "submit":
        return _submit(task_id)
    detail = _detail(task_id)
    if detail.task.status != "OPEN":
        return see(f"/my/cases/{detail.case.id}")
    values, refused = take_answers(detail)
    save_draft(detail.task.id, values, actor=current_actor(), tools=current_tools())
    if act == "later":
        flash(_("Your answers are kept. You can go on at any time."), "success")
        return see("/my")
    errors = together(refused, wrong_answers(detail, values))
    if errors:
        return _form(_detail(task_id), values, errors), UNPROCESSABLE
    return see(f"/my/tasks/{detail.task.id}?confirm=1")


@pages.post("/<uuid:task_id>/draft")
@require_actor(Role.APPLICANT)
def draft(task_id: object) -> Response:
    """Keep what was typed so far."""
    detail = _detail(task_id)
    save_draft(detail.task.id, typed_so_far(detail), actor=current_actor(), tools=current_tools())
    return jsonify(saved=True)


@pages.errorhandler(CSRFError)
def sent_from_an_old_page(error: CSRFError) -> Answer:
    """Show what was typed again, with the token of the session that is: one more click sends it."""
    return answer_old_page(error, "my_tasks.answer", _show_again)


@require_actor(Role.APPLICANT)
def _show_again(task_id: object) -> Answer:
    """Return the page that the form was sent from, as it was filled in; nothing is stored."""
    detail = _detail(task_id)
    if detail.task.status != "OPEN":
        return see(f"/my/cases/{detail.case.id}")
    if request.form.get("act") == "submit":
        return _check(detail, again=True)
    return _form(detail, {**detail.values, **typed_so_far(detail)}, again=True)


def _submit(task_id: object) -> Answer:
    """Submit the draft, if it is still what the page showed."""
    actor, use = current_actor(), current_tools()
    detail = _detail(task_id)
    if detail.task.status == "OPEN" and request.form.get("seen") != seen_of(detail):
        return _check(detail, changed=True), 409
    command = CompleteTask(str(task_id), detail.values, version=version_seen(), once=once_for(_case_page))
    try:
        case = complete_task(command, actor=actor, tools=use)
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _form(detail, detail.values, error.errors), UNPROCESSABLE
    except ConflictError as error:
        return stale_page(detail, detail.values, error, desk=False)
    except RefusedError as error:
        return _untrained(detail, error)
    number = case.number or ""
    supplied = _("Supplied. It was added to case %(number)s.", number=number)
    first = _("Submitted. The number of your case is %(number)s.", number=number)
    flash(supplied if detail.case.submitted_at else first, "success")
    return see(_case_page(case))


def _untrained(detail: TaskDetail, error: RefusedError) -> Answer:
    """Lead to the training that is missing, or to the certificate that counted only when it was typed."""
    if error.code == "TRAINING_CERTIFICATE_WRONG":
        errors = strange_certificate(detail, str(detail.values.get(CERTIFICATE) or ""))
        return _form(detail, detail.values, errors), UNPROCESSABLE
    if error.code != "TRAINING_REQUIRED":
        raise error
    flash(sentence(error.code, error.values), "warning")
    return see(f"/my/training/records/{detail.case.record.id}" if detail.case.record else "/my/training")


def _case_page(case: object) -> str:
    """Return the address of the case that was moved on."""
    if not isinstance(case, CaseView):
        raise TypeError(case)
    return f"/my/cases/{case.id}"


def _detail(task_id: object) -> TaskDetail:
    """Return a task of the applicant; steps of the office have their page at the desk."""
    detail = get_task(str(task_id), actor=current_actor(), tools=current_tools())
    if detail.task.role != Role.APPLICANT:
        raise NotFoundError("TASK_UNKNOWN")
    return detail


def _form(
    detail: TaskDetail, values: dict[str, object], errors: tuple[FieldError, ...] = (), *, again: bool = False
) -> str:
    """Return the page with the form; `again`: what it shows is to be sent once more."""
    return render_template(
        "my/task.html",
        task=detail.task,
        case=detail.case,
        form=detail.form,
        values=values,
        errors=told(errors),
        dates=dates_of(detail.case),
        files=files_of(detail.documents),
        handed_in=detail.answers,
        **in_the_making(detail),
        again=again,
        blanks=template_links(detail.case.record.id, {*Asked}) if detail.case.record else {},
    )


def _check(detail: TaskDetail, *, changed: bool = False, again: bool = False) -> str:
    """Return the page with the answers as they will be submitted."""
    values = as_kept(detail)
    return render_template(
        "my/check.html",
        task=detail.task,
        case=detail.case,
        form=detail.form,
        values=values,
        files=files_of(detail.documents),
        shown_papers=papers_handed_in(detail, values),
        notes=applicant_notes(detail, values),
        seen=seen_of(detail),
        changed=changed,
        again=again,
    )

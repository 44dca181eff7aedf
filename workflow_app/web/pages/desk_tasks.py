"""One task of the staff: materials, checks, opinion; claim, give back, submit."""

from flask import Blueprint, flash, jsonify, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, FieldError, InvalidError
from workflow_app.services.breach_allegations import allegation_of
from workflow_app.services.cases import case_history
from workflow_app.services.completing import complete_task
from workflow_app.services.deferral_views import deferral_of
from workflow_app.services.inbox import note_seen
from workflow_app.services.outlines import case_outline
from workflow_app.services.phone_notes import phone_notes
from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import TaskDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.head_words import speak_of
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import (
    dates_of,
    files_of,
    told,
    told_too_large,
    typed,
    typed_so_far,
    wrong_answers,
)
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.decision_summary import summary_of
from workflow_app.web.pages.desk_buttons import button_of
from workflow_app.web.pages.history_days import days_of
from workflow_app.web.pages.looking import asks_for_a_look, is_as_seen, look_page, may_be_looked_at, was_looked_at
from workflow_app.web.pages.old_pages import answer_old_page
from workflow_app.web.pages.papers import papers_of
from workflow_app.web.pages.sent_back import sent_back
from workflow_app.web.pages.stale import beside_decision, stale_page
from workflow_app.web.pages.task_checks import APPLICATION, all_checks
from workflow_app.web.pages.task_objections import under_examination
from workflow_app.web.pages.too_large import lead_back

pages = Blueprint("desk_tasks", __name__, url_prefix="/desk/tasks")
CONFLICT, UNPROCESSABLE = 409, 422
lead_back(pages, told_too_large)
Answer = Response | str | tuple[str, int]


@pages.get("/<uuid:task_id>")
@require_actor(*DESK_ROLES)
def task(task_id: object) -> Answer:
    """Show a task with everything needed to decide, or with ?confirm what its answers would send."""
    detail = _detail(task_id)
    if not detail.rule and not detail.task.is_seen:
        note_seen(detail.task.id, actor=current_actor(), tools=current_tools())
    if "confirm" in request.args and may_be_looked_at(detail):
        return _look(detail)
    return _page(detail, detail.values)


@pages.post("/<uuid:task_id>")
@require_actor(*DESK_ROLES)
def complete(task_id: object) -> Answer:
    """Submit the opinion, or keep it for a last look where it sends letters; what was typed is never lost."""
    detail = _detail(task_id)
    values = typed(detail)
    if asks_for_a_look(detail, values):
        return _keep_for_a_look(detail, values)
    if was_looked_at(detail):
        if not is_as_seen(detail):
            return _look(detail, changed=True)
        values = detail.values
    command = CompleteTask(str(task_id), values, version=version_seen(), once=once_for(lambda _case: "/desk"))
    try:
        case = complete_task(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(detail, values, error.errors), UNPROCESSABLE
    except ConflictError as error:
        return _in_the_way(detail, values, error)
    flash(_("Submitted: %(number)s, %(name)s.", number=case.number or "", name=case.subject.name), "success")
    return see("/desk")


@pages.post("/<uuid:task_id>/draft")
@require_actor(*DESK_ROLES)
def draft(task_id: object) -> Response:
    """Keep what was typed so far."""
    detail = _detail(task_id)
    save_draft(detail.task.id, typed_so_far(detail), actor=current_actor(), tools=current_tools())
    return jsonify(saved=True)


@pages.errorhandler(CSRFError)
def sent_from_an_old_page(error: CSRFError) -> Answer:
    """Show what was typed again, with the token of the session that is: one more click sends it."""
    return answer_old_page(error, "desk_tasks.complete", _show_again)


@require_actor(*DESK_ROLES)
def _show_again(task_id: object) -> Answer:
    """Return the task with the opinion as it was typed; nothing is stored."""
    detail = _detail(task_id)
    if was_looked_at(detail):
        return _look(detail, again=True)
    return _page(detail, {**detail.values, **typed_so_far(detail)}, again=True)


def _keep_for_a_look(detail: TaskDetail, values: dict[str, object]) -> Answer:
    """Keep the answers and go to the page that shows what they would send."""
    errors = wrong_answers(detail, values)
    try:
        save_draft(detail.task.id, values, actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        return stale_page(_detail(detail.task.id), values, error, desk=True)
    if errors:
        return _page(detail, values, errors), UNPROCESSABLE
    return see(f"/desk/tasks/{detail.task.id}?confirm=1")


def _look(detail: TaskDetail, *, changed: bool = False, again: bool = False) -> Answer:
    """Show what the answers kept so far would send; where they are not whole, the form says what is missing."""
    try:
        return look_page(detail, changed=changed, again=again), CONFLICT if changed else 200
    except InvalidError as error:
        return _page(detail, detail.values, error.errors), UNPROCESSABLE
    except ConflictError as error:
        return _in_the_way(detail, detail.values, error)


def _in_the_way(detail: TaskDetail, values: dict[str, object], error: ConflictError) -> Answer:
    """Say beside the decision why it cannot be made yet, or that the case has moved on."""
    found = beside_decision(error)
    return (_page(detail, values, found), CONFLICT) if found else stale_page(detail, values, error, desk=True)


def _detail(task_id: object) -> TaskDetail:
    detail = get_task(str(task_id), actor=current_actor(), tools=current_tools())
    speak_of(detail.case.subject.uscc)
    return detail


def _page(
    detail: TaskDetail, values: dict[str, object], errors: tuple[FieldError, ...] = (), *, again: bool = False
) -> str:
    actor, use, case = current_actor(), current_tools(), detail.case
    entries = case_history(case.id, actor=actor, tools=use)
    checks, deferral = all_checks(detail), deferral_of(case.id, actor=actor, tools=use)
    return render_template(
        "desk/task.html",
        task=detail.task,
        case=case,
        course=case_outline(case, entries, actor=actor, tools=use),
        form=detail.form,
        values=values,
        errors=told(errors),
        again=again,
        answers=detail.answers,
        shown_papers=papers_of(detail.answers, detail.documents, deferral),
        files=files_of(detail.documents),
        dates=dates_of(detail.case),
        rule=detail.rule,
        sent_back=sent_back(detail),
        can_complete="complete" in detail.task.actions,
        checks=checks,
        summary=summary_of(detail, checks),
        objections=under_examination(detail),
        application=APPLICATION,
        calls=phone_notes(case.id, actor=actor, tools=use),
        button=button_of(detail),
        history=days_of(case, entries),
        deferral=deferral,
        allegation=allegation_of(case.id, actor=actor, tools=use),
    )

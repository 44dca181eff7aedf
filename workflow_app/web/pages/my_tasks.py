"""The applicant's step as a whole: where one goes on, all questions on one page, the last look, and handing in.

Its questions one by one are `my_questions.py`.
"""

from flask import Blueprint, flash, jsonify, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import (
    AlreadyAnsweredError,
    ConflictError,
    InvalidError,
    RefusedError,
)
from workflow_app.services.completing import complete_task
from workflow_app.services.rules_changed import RULES_CHANGED
from workflow_app.services.views import CaseView, TaskDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import (
    CERTIFICATE,
    seen_of,
    strange_certificate,
    take_answers,
    together,
    told_too_large,
    typed_so_far,
    wrong_answers,
)
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.batch_steps import after_own_questions, is_in_batch
from workflow_app.web.pages.drafting import clash_page, keep_draft, marks_after, shown_again
from workflow_app.web.pages.my_changes import lead_to_changes
from workflow_app.web.pages.old_pages import answer_old_page
from workflow_app.web.pages.stale import stale_page
from workflow_app.web.pages.task_pages import (
    applicants_task,
    before_going_on,
    check_page,
    pages_of,
    part_of,
    where_to_go_on,
    whole_form,
)
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

pages = Blueprint("my_tasks", __name__, url_prefix="/my/tasks")
UNPROCESSABLE = 422
lead_back(pages, told_too_large)
Answer = Response | str | tuple[str, int]


@pages.get("/<uuid:task_id>")
@require_actor(Role.APPLICANT)
def task(task_id: object) -> Answer:
    """Lead to the question where one stopped; with ?all show every question, with ?confirm what will be submitted."""
    detail = applicants_task(task_id)
    if detail.task.status != "OPEN":
        return see(f"/my/cases/{detail.case.id}")
    if asked := before_going_on(detail):
        return asked
    if "confirm" in request.args and is_in_batch(detail):
        return see(after_own_questions(detail))
    if "confirm" in request.args:
        errors = wrong_answers(detail, detail.values)
        return (check_page(detail, errors=errors), UNPROCESSABLE) if errors else check_page(detail)
    if "all" in request.args or not pages_of(detail):
        return whole_form(detail, detail.values)
    return see(where_to_go_on(detail))


@pages.post("/<uuid:task_id>")
@require_actor(Role.APPLICANT)
def answer(task_id: object) -> Answer:
    """Keep the answers; then leave, look at them once more, or submit them as last seen."""
    act = request.form.get("act", "check")
    if act == "submit":
        return _submit(task_id)
    detail = applicants_task(task_id)
    if detail.task.status != "OPEN":
        return see(f"/my/cases/{detail.case.id}")
    values, refused = take_answers(detail)
    drafted = keep_draft(detail, values)
    if drafted.clashes:
        return clash_page(detail, values, drafted, action=f"/my/tasks/{detail.task.id}?all=1")
    if act == "later":
        flash(_("Your answers are kept. You can go on at any time."), "success")
        return see("/my")
    answered = {**detail.values, **drafted.values}
    errors = together(refused, wrong_answers(detail, answered))
    if errors:
        return whole_form(applicants_task(task_id), answered, errors), UNPROCESSABLE
    return see(f"/my/tasks/{detail.task.id}?confirm=1")


@pages.post("/<uuid:task_id>/draft")
@require_actor(Role.APPLICANT)
def draft(task_id: object) -> Response:
    """Keep what was typed so far."""
    detail = applicants_task(task_id)
    shown = part_of(detail, request.args.get("page", ""))
    drafted = keep_draft(shown, typed_so_far(shown))
    return jsonify(saved=True, seen=marks_after(shown, drafted), clashes=sorted(drafted.clashes))


@pages.errorhandler(CSRFError)
def sent_from_an_old_page(error: CSRFError) -> Answer:
    """Show what was typed again, with the token of the session that is: one more click sends it."""
    return answer_old_page(error, "my_tasks.answer", _show_again)


@require_actor(Role.APPLICANT)
def _show_again(task_id: object) -> Answer:
    """Return the page that the form was sent from, as it was filled in; nothing is stored."""
    detail = applicants_task(task_id)
    if detail.task.status != "OPEN":
        return see(f"/my/cases/{detail.case.id}")
    if request.form.get("act") == "submit":
        return check_page(detail, again=True)
    return whole_form(detail, shown_again(detail, detail), again=True)


def _submit(task_id: object) -> Answer:
    """Submit the draft, if it is still what the page showed."""
    actor, use = current_actor(), current_tools()
    detail = applicants_task(task_id)
    if otherwise := _seen_otherwise(detail):
        return otherwise
    lead = _case_page if detail.case.submitted_at else _submitted_page
    command = CompleteTask(str(task_id), detail.values, version=version_seen(), once=once_for(lead))
    try:
        case = complete_task(command, actor=actor, tools=use)
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return whole_form(detail, detail.values, error.errors), UNPROCESSABLE
    except ConflictError as error:
        return _came_second(detail, error)
    except RefusedError as error:
        return _untrained(detail, error)
    if detail.case.submitted_at:
        flash(_said_of(detail.task.key, case.number or ""), "success")
    return see(lead(case))


def _seen_otherwise(detail: TaskDetail) -> Answer | None:
    """Return what is said where the page that was sent shows no more what holds: the rules or the answers."""
    if detail.rules_changed:
        return lead_to_changes(detail)
    is_same = detail.task.status != "OPEN" or request.form.get("seen") == seen_of(detail)
    return None if is_same else (check_page(detail, changed=True), 409)


def _came_second(detail: TaskDetail, error: ConflictError) -> Answer:
    """Lead to what changed in the rules, or show what was typed beside what somebody else has done meanwhile."""
    if error.code == RULES_CHANGED:
        flash(sentence(error.code, error.values), "warning")
        return see(f"/my/tasks/{detail.task.id}")
    return stale_page(detail, detail.values, error, desk=False)


def _said_of(step: str, number: str) -> str:
    """Return what is said once a later step is handed in: who signs, replies or reports supplies nothing."""
    words: dict[str, str] = {
        "supply_items": _("Supplied. It was added to case %(number)s.", number=number),
        "sign_pledge": _("Signed. The pledge is part of case %(number)s now.", number=number),
    }
    return words.get(step) or _("Submitted. It was added to case %(number)s.", number=number)


def _untrained(detail: TaskDetail, error: RefusedError) -> Answer:
    """Lead to the training that is missing, or to the certificate that counted only when it was typed."""
    if error.code == "TRAINING_CERTIFICATE_WRONG":
        errors = strange_certificate(detail, str(detail.values.get(CERTIFICATE) or ""))
        return whole_form(detail, detail.values, errors), UNPROCESSABLE
    if error.code != "TRAINING_REQUIRED":
        raise error
    flash(sentence(error.code, error.values), "warning")
    return see(f"/my/training/records/{detail.case.record.id}" if detail.case.record else "/my/training")


def _case_page(case: object) -> str:
    """Return the address of the case that was moved on."""
    if not isinstance(case, CaseView):
        raise TypeError(case)
    return f"/my/cases/{case.id}"


def _submitted_page(case: object) -> str:
    """Return the address of the page that says what was handed in for the first time."""
    return f"{_case_page(case)}/submitted"

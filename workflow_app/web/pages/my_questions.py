"""The questions of an applicant's step one by one: each page has an address, keeps what was answered, and leads on."""

from dataclasses import replace

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import FieldError, NotFoundError
from workflow_app.schemas.forms.question_pages import QuestionPage, page_names
from workflow_app.services.batch_places import place_in_batch
from workflow_app.services.views import TaskDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import (
    dates_of,
    files_of,
    take_answers,
    together,
    told,
    told_too_large,
    wrong_answers,
)
from workflow_app.web.pages.batch_steps import before_questions
from workflow_app.web.pages.drafting import clash_page, keep_draft, marks_of, shown_again
from workflow_app.web.pages.my_pages import my_pages_of
from workflow_app.web.pages.old_pages import answer_old_page
from workflow_app.web.pages.task_pages import (
    Errors,
    alleged_in,
    applicants_task,
    before_going_on,
    blanks_of,
    keys_of,
    page_url,
    pages_of,
    where_to_go_on,
)
from workflow_app.web.pages.too_large import lead_back

pages = Blueprint("my_questions", __name__, url_prefix="/my/tasks/<uuid:task_id>")
UNPROCESSABLE = 422
CHECK = "check"
lead_back(pages, told_too_large)
Answer = Response | str | tuple[str, int]


@pages.get("/<name>")
@require_actor(Role.APPLICANT)
def shown(task_id: object, name: str) -> Answer:
    """Show one question; one that is no longer asked leads to where one stopped."""
    detail = applicants_task(task_id)
    if detail.task.status != "OPEN":
        return see(f"/my/cases/{detail.case.id}")
    if asked := before_going_on(detail):
        return asked
    found = _find(detail, name)
    if found is None:
        return see(where_to_go_on(detail))
    mistaken = tuple(each for each in wrong_answers(detail, detail.values) if _is_on(found, each))
    return _question(detail, found, detail.values, tuple(each for each in mistaken if _is_answered(detail, each)))


@pages.post("/<name>")
@require_actor(Role.APPLICANT)
def answer(task_id: object, name: str) -> Answer:
    """Keep what was answered; then leave, put right what is wrong on this page, or go on."""
    detail = applicants_task(task_id)
    if detail.task.status != "OPEN":
        return see(f"/my/cases/{detail.case.id}")
    found = _find(detail, name)
    if found is None:
        return see(where_to_go_on(detail))
    on_page = replace(detail, form=found.form)
    values, refused = take_answers(on_page)
    drafted = keep_draft(on_page, values)
    if drafted.clashes:
        return clash_page(on_page, values, drafted, action=page_url(detail, name))
    if request.form.get("act") == "later":
        flash(_("Your answers are kept. You can go on at any time."), "success")
        return see("/my")
    answered = {**detail.values, **drafted.values}
    wrong = wrong_answers(detail, answered)
    here = together(refused, tuple(each for each in wrong if _is_on(found, each)))
    if here:
        return _question(applicants_task(task_id), found, answered, here), UNPROCESSABLE
    return see(_next(detail, found, answered, wrong))


@pages.errorhandler(CSRFError)
def sent_from_an_old_page(error: CSRFError) -> Answer:
    """Show what was typed again, with the token of the session that is: one more click sends it."""
    return answer_old_page(error, "my_questions.answer", _show_again)


@require_actor(Role.APPLICANT)
def _show_again(task_id: object, name: str) -> Answer:
    """Return the page that was sent, as it was filled in; nothing is stored."""
    detail = applicants_task(task_id)
    found = _find(detail, name) if detail.task.status == "OPEN" else None
    if found is None:
        return see(f"/my/tasks/{task_id}")
    return _question(detail, found, shown_again(detail, replace(detail, form=found.form)), again=True)


def _find(detail: TaskDetail, name: str) -> QuestionPage | None:
    """Return a page by its name, None where it is not asked; raises NotFoundError where the form has no such page."""
    found = next((each for each in pages_of(detail) if each.name == name), None)
    if found is None and name not in page_names(detail.form):
        raise NotFoundError("PAGE_UNKNOWN")
    return found


def _is_on(page: QuestionPage, error: FieldError) -> bool:
    return bool(keys_of((error,)) & set(page.keys))


def _is_answered(detail: TaskDetail, error: FieldError) -> bool:
    """Tell whether a field has an answer; one that was left empty so far is no mistake yet."""
    return detail.values.get(error.field.removeprefix("/values/")) not in (None, "", [])


def _next(detail: TaskDetail, page: QuestionPage, answered: dict[str, object], wrong: Errors) -> str:
    """Return where an answer leads: to the next page, or to the last look where one came from there.

    What such a change makes one answer as well comes first.
    """
    after = pages_of(detail, answered)
    if request.form.get("to") == CHECK:
        asked = (each for each in after if keys_of(wrong) & set(each.keys))
        first = next(asked, None)
        return page_url(detail, first.name, then_check=True) if first else f"/my/tasks/{detail.task.id}?confirm=1"
    names = [each.name for each in after]
    later = names[names.index(page.name) + 1 :] if page.name in names else names
    return page_url(detail, later[0]) if later else f"/my/tasks/{detail.task.id}?confirm=1"


def _question(
    detail: TaskDetail, page: QuestionPage, values: dict[str, object], errors: Errors = (), *, again: bool = False
) -> str:
    """Return the page of one question."""
    all_pages = pages_of(detail, values)
    then_check = request.values.get("to") == CHECK
    before = next((each.name for each in reversed(all_pages) if each.number < page.number), None)
    confirm = f"/my/tasks/{detail.task.id}?confirm=1"
    return render_template(
        "my/question.html",
        task=detail.task,
        case=detail.case,
        page=page,
        count=len(all_pages) + 1,
        then_check=then_check,
        back=confirm if then_check else page_url(detail, before) if before else before_questions(detail),
        place=place_in_batch(detail.case, actor=current_actor(), tools=current_tools()),
        form=page.form,
        marks=marks_of(replace(detail, form=page.form)),
        values=values,
        errors=told(errors),
        dates=dates_of(detail.case),
        files=files_of(detail.documents),
        handed_in=detail.answers,
        **my_pages_of(detail),
        again=again,
        blanks=blanks_of(detail),
        allegation=alleged_in(detail),
    )

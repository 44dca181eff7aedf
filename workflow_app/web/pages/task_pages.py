"""What the pages of an applicant's step have in common: the step itself, all its questions at once, the last look."""

from dataclasses import replace

from flask import render_template
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import FieldError, NotFoundError, RefusedError
from workflow_app.domain.materials import Asked
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.schemas.forms.question_pages import QuestionPage, question_pages
from workflow_app.services.breach_allegations import AllegationView, allegation_of
from workflow_app.services.repair_reckoning import Reckoned, reckon
from workflow_app.services.tasks import get_task
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.head_words import speak_of
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_before_switching
from workflow_app.web.pages.answering import as_kept, dates_of, files_of, seen_of, told, wrong_answers
from workflow_app.web.pages.batch_steps import after_own_questions, own_questions
from workflow_app.web.pages.checks import applicant_notes
from workflow_app.web.pages.drafting import marks_of
from workflow_app.web.pages.my_pages import my_pages_of
from workflow_app.web.pages.papers import papers_handed_in
from workflow_app.web.pages.template_links import template_links
from workflow_app.web.pages.values import local

Errors = tuple[FieldError, ...]


def applicants_task(task_id: object) -> TaskDetail:
    """Return a task of the applicant, with its own questions; steps of the office have their page at the desk."""
    detail = get_task(str(task_id), actor=current_actor(), tools=current_tools())
    speak_of(detail.case.subject.uscc)
    if detail.task.role != Role.APPLICANT:
        raise NotFoundError("TASK_UNKNOWN")
    return own_questions(detail)


def before_going_on(detail: TaskDetail) -> Response | str | None:
    """Return what comes before a step is gone on with: for whom one works, and what changed in the rules."""
    if asked := ask_before_switching(detail.case.subject):
        return asked
    return see(f"/my/tasks/{detail.task.id}/changes") if detail.rules_changed else None


def pages_of(detail: TaskDetail, values: dict[str, object] | None = None) -> tuple[QuestionPage, ...]:
    """Return the pages on which a step asks its questions, after these answers or those of its draft."""
    return question_pages(detail.form, detail.values if values is None else values, step=detail.task.key)


def part_of(detail: TaskDetail, name: str) -> TaskDetail:
    """Return a step with that part of its form which stands on a page; whole, where there is no such page."""
    found = next((each for each in pages_of(detail) if each.name == name), None)
    return replace(detail, form=found.form) if found else detail


def page_url(detail: TaskDetail, name: str, *, then_check: bool = False) -> str:
    """Return the address of a page of questions; `then_check`: the last look comes right after it."""
    return f"/my/tasks/{detail.task.id}/{name}{'?to=check' if then_check else ''}"


def where_to_go_on(detail: TaskDetail) -> str:
    """Return the address of the first page that was not answered yet or has a mistake; else of the last look."""
    wrong = keys_of(wrong_answers(detail, detail.values))
    for page in pages_of(detail):
        if any(key in wrong or key not in detail.values for key in page.keys):
            return page_url(detail, page.name)
    return after_own_questions(detail)


def keys_of(errors: Errors) -> set[str]:
    """Return the keys of the fields that errors are about."""
    return {error.field.removeprefix("/values/") for error in errors}


def whole_form(detail: TaskDetail, values: dict[str, object], errors: Errors = (), *, again: bool = False) -> str:
    """Return the page with all questions; `again`: what it shows is to be sent once more."""
    return render_template(
        "my/task.html",
        task=detail.task,
        case=detail.case,
        form=detail.form,
        marks=marks_of(detail),
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


def check_page(detail: TaskDetail, *, changed: bool = False, again: bool = False, errors: Errors = ()) -> str:
    """Return the page with the answers as they will be submitted; with errors, where they are put right."""
    values = as_kept(detail)
    pages = pages_of(detail)
    place_of = {key: page_url(detail, page.name, then_check=True) for page in pages for key in page.keys}
    wrong = keys_of(errors)
    return render_template(
        "my/check.html",
        task=detail.task,
        case=detail.case,
        form=detail.form,
        values=values,
        pages=pages,
        place_of=place_of,
        back=page_url(detail, pages[-1].name) if pages else f"/my/cases/{detail.case.id}",
        errors=told(errors),
        first_wrong=next(
            (place for key, place in place_of.items() if key in wrong), f"/my/tasks/{detail.task.id}?all=1"
        ),
        files=files_of(detail.documents),
        shown_papers=papers_handed_in(detail, values),
        notes=applicant_notes(detail, values),
        reckoned=reckoned_for(detail),
        seen=seen_of(detail),
        changed=changed,
        again=again,
    )


def reckoned_for(detail: TaskDetail) -> Reckoned | None:
    """Return how the days of the record come about, for the day of application; None where the rules are silent."""
    record, handed_in = detail.case.record, detail.case.submitted_at
    if record is None:
        return None
    filed_on = local(handed_in) if handed_in else None
    try:
        return reckon(record.id, actor=current_actor(), tools=current_tools(), filed_on=filed_on)
    except (ParameterMissingError, RefusedError):
        return None


def alleged_in(detail: TaskDetail) -> AllegationView | None:
    """Return what is alleged in the case of a step; None where nothing is."""
    return allegation_of(detail.case.id, actor=current_actor(), tools=current_tools())


def blanks_of(detail: TaskDetail) -> dict[str, object]:
    """Return the templates of papers that the step of a repair may ask for."""
    return dict(template_links(detail.case.record.id, {*Asked})) if detail.case.record else {}

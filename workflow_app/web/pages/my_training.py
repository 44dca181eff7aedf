"""Applicants and training: reading a course, taking its test, a seat in a class, certificates."""

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.training import HandInTest, StartTest
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.training import TestStatus
from workflow_app.services.lessons import begin_lesson, note_lesson
from workflow_app.services.part_views import SubjectView
from workflow_app.services.records import get_record
from workflow_app.services.training_tests import get_test, hand_in_test, start_test
from workflow_app.services.training_tests_shown import TestView
from workflow_app.services.training_views import Progress, get_progress, my_training
from workflow_app.services.trainings import training_of_record
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_before_switching, subject_asked, working_actor
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.sentences import sentence
from workflow_app.web.whole_numbers import whole_number

pages = Blueprint("my_training", __name__, url_prefix="/my/training")
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.APPLICANT)
def home() -> str:
    """Show the courses, classes and certificates of the enterprise one works for, or of all one may act for."""
    actor = working_actor()
    view = my_training(actor=actor, tools=current_tools())
    return render_template("my/training.html", training=view, several=len(actor.subject_ids) > 1)


@pages.get("/records/<uuid:record_id>")
@require_actor(Role.APPLICANT)
def of_record(record_id: object) -> str:
    """Show what training a record asks for before its repair, which certificates count, and the free classes."""
    actor, use = current_actor(), current_tools()
    record = get_record(str(record_id), actor=actor, tools=use)
    if asked := ask_before_switching(record.subject):
        return asked
    training = training_of_record(record.id, actor=actor, tools=use)
    return render_template("my/training_record.html", record=record, training=training)


@pages.get("/courses/<uuid:course_id>")
@require_actor(Role.APPLICANT)
def course(course_id: object) -> str:
    """Show a course: its lessons, what was read, and the way to the test."""
    return _ask_first(_progress(course_id)) or _course(course_id, {}, {})


@pages.get("/courses/<uuid:course_id>/lessons/<int:place>")
@require_actor(Role.APPLICANT)
def lesson(course_id: object, place: int) -> Answer:
    """Show one lesson; the time it takes runs from the first look at it, and it is read in its turn."""
    progress = _progress(course_id)
    if asked := _ask_first(progress):
        return asked
    if not 1 <= place <= len(progress.course.lessons):
        raise NotFoundError("LESSON_UNKNOWN")
    shown = progress.course.lessons[place - 1]
    if shown.key not in progress.read | progress.ready.keys():
        key, subject = progress.course_id, progress.subject_id
        try:
            begin_lesson(key, shown.key, subject_id=subject, actor=current_actor(), tools=current_tools())
        except ConflictError as error:
            flash(sentence(error.code, error.values), "warning")
            return see(f"/my/training/courses/{key}?subject={subject}")
        progress = _progress(course_id)
    return render_template("my/training_lesson.html", progress=progress, place=place, lesson=shown)


@pages.post("/courses/<uuid:course_id>/lessons/<int:place>")
@require_actor(Role.APPLICANT)
def read(course_id: object, place: int) -> Response:
    """Note that a lesson was read and go on with the next; where it is too soon, say when."""
    subject = subject_asked()
    try:
        note_lesson(str(course_id), text("lesson"), subject_id=subject, actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(f"/my/training/courses/{course_id}/lessons/{place}?subject={subject}")
    progress = _progress(course_id)
    here = f"/my/training/courses/{progress.course_id}"
    if place < len(progress.course.lessons):
        return see(f"{here}/lessons/{place + 1}?subject={subject}")
    return see(f"{here}?subject={subject}")


@pages.post("/courses/<uuid:course_id>/test")
@require_actor(Role.APPLICANT)
def begin(course_id: object) -> Answer:
    """Begin a test, or go on with the one under way."""
    command = StartTest(
        str(course_id), subject_asked(), text("attendee"), text("capacity"), insists="insists" in request.form
    )
    try:
        return see(f"/my/training/tests/{start_test(command, actor=current_actor(), tools=current_tools())}")
    except InvalidError as error:
        return _course(course_id, typed(), problems(error)), UNPROCESSABLE
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "warning")
        return see(f"/my/training/courses/{course_id}?subject={subject_asked()}")


@pages.get("/tests/<uuid:test_id>")
@require_actor(Role.APPLICANT)
def test(test_id: object) -> str:
    """Show a test to be answered, or its result."""
    return _ask_first(get_test(str(test_id), actor=current_actor(), tools=current_tools())) or _test(test_id)


@pages.post("/tests/<uuid:test_id>")
@require_actor(Role.APPLICANT)
def hand_in(test_id: object) -> Answer:
    """Mark a test; handed in twice it shows the one result."""
    answers = {
        name: tuple(number for each in request.form.getlist(name) if (number := whole_number(each)) is not None)
        for name in request.form
    }
    try:
        hand_in_test(HandInTest(str(test_id), answers), actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _test(test_id, answers, problems(error)), UNPROCESSABLE
    return see(f"/my/training/tests/{test_id}")


def _ask_first(view: Progress | TestView) -> str | None:
    """Return the page that asks, where what is learned counts for another enterprise."""
    return ask_before_switching(SubjectView(view.subject_id, None, view.subject_name))


def _progress(course_id: object) -> Progress:
    return get_progress(str(course_id), subject_asked(), actor=current_actor(), tools=current_tools())


def _course(course_id: object, typed_before: dict[str, str], told: dict[str, str]) -> str:
    return render_template("my/training_course.html", progress=_progress(course_id), typed=typed_before, problems=told)


def _test(test_id: object, chosen: dict[str, tuple[int, ...]] | None = None, told: dict[str, str] | None = None) -> str:
    view = get_test(str(test_id), actor=current_actor(), tools=current_tools())
    page = "my/training_test.html" if view.status == TestStatus.OPEN else "my/training_result.html"
    return render_template(page, test=view, chosen=chosen or {}, problems=told or {})

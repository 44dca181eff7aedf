"""Tests of a course: drawn and frozen when begun, marked here and never in the browser, with one result each."""

import secrets
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.training import HandInTest, StartTest
from workflow_app.domain.course_files import read_course
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.domain.training import TestStatus, draw, score_of
from workflow_app.domain.training_fields import Person, person, refuse_another
from workflow_app.domain.training_policies import insist, may_attend
from workflow_app.models import CourseVersion, TrainingTest
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.certificates import Trained, issue_certificate
from workflow_app.services.lessons import unread_lessons
from workflow_app.services.tools import Tools
from workflow_app.services.training_tests_shown import TestView, show_test
from workflow_app.services.training_values import TrainingValues, values_at


def start_test(command: StartTest, *, actor: Actor, tools: Tools) -> str:
    """Begin a test and return its id; one that was begun and not handed in is gone on with.

    Raises ForbiddenError, NotFoundError, InvalidError by field, ConflictError COURSE_NOT_OFFERED or LESSONS_UNREAD,
    RefusedError TESTS_A_DAY.
    """
    insist(may_attend(actor, subject_id=command.subject_id))
    who = person(command.attendee, command.capacity)
    now = tools.clock.now()
    with tools.database.write() as unit:
        unit.subjects.lock(command.subject_id)
        subject = unit.subjects.get(command.subject_id)
        course = _offered(unit, command.course_id)
        going_on = _begun(unit, course, command.subject_id, actor, now)
        if going_on is not None:
            return going_on.id
        authority = unit.authorities.get(course.authority_id)
        values = values_at(unit, authority, on=local_date(now), tools=tools)
        refuse_another(who, subject.legal_representative, insists=command.insists)
        _refuse_unread(unit, course, command.subject_id, actor)
        _refuse_too_many(unit, course, command.subject_id, values, now)
        row = _drawn(course, command.subject_id, who, values, actor, now)
        unit.add(row)
        unit.commit()
    return row.id


def hand_in_test(command: HandInTest, *, actor: Actor, tools: Tools) -> TestView:
    """Mark a test and return its result; handed in twice it has the one result of the first time.

    Raises NotFoundError TEST_UNKNOWN, InvalidError with the questions that are not answered.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        row = unit.trainings.get_test(command.test_id, lock=True)
        _refuse_stranger(actor, row)
        if row.status == TestStatus.OPEN:
            if now > row.due_at:
                _expire(row, dict(command.answers), now)
            else:
                _mark(unit, row, command, actor=actor, tools=tools)
            unit.commit()
        view = show_test(unit, row, now=now)
    tools.wake.nudge()
    return view


def get_test(test_id: str, *, actor: Actor, tools: Tools) -> TestView:
    """Return a test as whoever takes it may see it; raises NotFoundError TEST_UNKNOWN."""
    with tools.database.read() as unit:
        row = unit.trainings.get_test(test_id)
        _refuse_stranger(actor, row)
        return show_test(unit, row, now=tools.clock.now())


def tests_today(unit: UnitOfWork, course: CourseVersion, *, subject_id: str, now: datetime) -> int:
    """Count the tests of a course begun on behalf of a subject today."""
    return unit.trainings.count_tests(
        subject_id=subject_id,
        authority_id=course.authority_id,
        course_key=course.key,
        since=start_of_day(local_date(now)),
    )


def _refuse_stranger(actor: Actor, row: TrainingTest) -> None:
    """Refuse everybody but who began it: a colleague's test is no business of one's own."""
    if row.account_id != actor.id or not may_attend(actor, subject_id=row.subject_id).allowed:
        raise NotFoundError("TEST_UNKNOWN")


def _offered(unit: UnitOfWork, course_id: str) -> CourseVersion:
    """Return the newest version of a course, for a page may have stood open while a new one was published."""
    asked = unit.courses.get(course_id)
    newest = unit.courses.newest(asked.authority_id, asked.key)
    if newest is None or newest.ended_at is not None:
        raise ConflictError("COURSE_NOT_OFFERED")
    return newest


def _begun(
    unit: UnitOfWork, course: CourseVersion, subject_id: str, actor: Actor, now: datetime
) -> TrainingTest | None:
    """Return the test that is under way; one whose time is over is closed."""
    row = unit.trainings.find_open_test(
        account_id=actor.id, subject_id=subject_id, authority_id=course.authority_id, course_key=course.key
    )
    if row is not None and now > row.due_at:
        _expire(row, {}, now)
        unit.flush()
        return None
    return row


def _refuse_unread(unit: UnitOfWork, course: CourseVersion, subject_id: str, actor: Actor) -> None:
    left = unread_lessons(unit, course, subject_id=subject_id, actor=actor)
    if left:
        raise ConflictError("LESSONS_UNREAD", left=left)


def _refuse_too_many(
    unit: UnitOfWork, course: CourseVersion, subject_id: str, values: TrainingValues, now: datetime
) -> None:
    begun = tests_today(unit, course, subject_id=subject_id, now=now)
    if begun >= values.tests_a_day:
        raise RefusedError("TESTS_A_DAY", most=values.tests_a_day)


def _drawn(
    course: CourseVersion, subject_id: str, who: Person, values: TrainingValues, actor: Actor, now: datetime
) -> TrainingTest:
    seed = secrets.token_hex(16)
    return TrainingTest(
        id=new_id(),
        authority_id=course.authority_id,
        course_id=course.id,
        course_key=course.key,
        subject_id=subject_id,
        account_id=actor.id,
        attendee=who.name,
        capacity=who.capacity.value,
        seed=seed,
        questions=draw(read_course(course.source).questions, count=values.questions, seed=seed),
        pass_mark=values.pass_mark,
        started_at=now,
        due_at=now + values.time,
        status=TestStatus.OPEN.value,
    )


def _expire(row: TrainingTest, answers: dict[str, object], now: datetime) -> None:
    """Close a test whose time is over; what was answered too late is kept and does not count."""
    row.status, row.answers, row.finished_at = TestStatus.EXPIRED.value, answers, now


def _mark(unit: UnitOfWork, row: TrainingTest, command: HandInTest, *, actor: Actor, tools: Tools) -> None:
    answers = {str(each["key"]): _chosen(each, command) for each in row.questions}
    missing = [FieldError(f"/{key}", "REQUIRED") for key, chosen in answers.items() if not chosen]
    if missing:
        raise InvalidError(*missing)
    marked = score_of(row.questions, answers, pass_mark=row.pass_mark)
    now = tools.clock.now()
    row.status = (TestStatus.PASSED if marked.passed else TestStatus.FAILED).value
    row.answers, row.score, row.finished_at = answers, marked.score, now
    authority = unit.authorities.get(row.authority_id)
    said = {"test": row.id, "course": row.course_key, "score": marked.score, "passed": marked.passed}
    audit.record(unit, authority=authority, actor=actor, action="training.test", data=said, now=now)
    if marked.passed:
        course = read_course(unit.courses.get(row.course_id).source)
        trained = Trained(
            subject=unit.subjects.get(row.subject_id),
            attendee=row.attendee,
            capacity=row.capacity,
            way="COURSE",
            course_zh=course.title.zh,
            course_en=course.title.en,
            hours=course.hours,
            score=marked.score,
            trained_on=local_date(now),
            test_id=row.id,
        )
        issue_certificate(unit, trained, authority=authority, actor=actor, tools=tools)


def _chosen(question: dict[str, object], command: HandInTest) -> list[int]:
    """Return the places that were chosen, as far as the question offers them; of one answer only the first counts."""
    options = question["options"]
    offered = range(len(options) if isinstance(options, list) else 0)
    chosen = sorted({each for each in command.answers.get(str(question["key"]), ()) if each in offered})
    return chosen[:1] if question["kind"] == "SINGLE" else chosen

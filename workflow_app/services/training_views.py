"""What applicants see of training: courses with how far they are, classes with their seats, certificates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.course_files import read_course
from workflow_app.domain.courses import Course
from workflow_app.domain.time import local_date
from workflow_app.domain.training import SeatStatus, TestStatus, Training
from workflow_app.domain.training_policies import insist, may_attend
from workflow_app.models import Authority, CourseVersion, Subject
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.certificate_views import CertificateView, show_certificate
from workflow_app.services.lessons import when_readable
from workflow_app.services.session_views import SeatView, SessionView, place_in_queue, show_seat, show_sessions
from workflow_app.services.tools import Tools
from workflow_app.services.training_tests import tests_today
from workflow_app.services.training_values import TrainingValues, values_at
from workflow_app.services.trainings import rules_of


@dataclass(frozen=True, slots=True)
class TestLine:
    """A test that was marked, as a list shows it."""

    id: str
    status: str
    score: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """A course as one subject has got on with it; `ready` says from when a begun lesson counts.

    `waiting` are the begun lessons for which it is too soon.
    """

    course_id: str
    version: int
    course: Course
    authority_zh: str
    authority_en: str
    subject_id: str
    subject_name: str
    representative: str
    is_required: bool
    read: frozenset[str]
    ready: Mapping[str, datetime]
    waiting: frozenset[str]
    values: TrainingValues
    tests_today: int
    open_test: str | None
    tests: tuple[TestLine, ...] = ()

    @property
    def read_count(self) -> int:
        """Return how many lessons of this version are read."""
        return sum(1 for each in self.course.lessons if each.key in self.read)

    @property
    def next_lesson(self) -> int | None:
        """Return the place of the first lesson that is not read, from 1, or None once all are."""
        unread = [place for place, each in enumerate(self.course.lessons, start=1) if each.key not in self.read]
        return unread[0] if unread else None

    @property
    def tests_left(self) -> int:
        """Return how many tests may still be begun today."""
        return max(self.values.tests_a_day - self.tests_today, 0)


@dataclass(frozen=True, slots=True)
class MyTraining:
    """Everything of training for the subjects somebody acts for."""

    courses: tuple[Progress, ...]
    coming: tuple[SessionView, ...]
    seats: tuple[tuple[SessionView, SeatView], ...]
    certificates: tuple[CertificateView, ...]


def my_training(*, actor: Actor, tools: Tools) -> MyTraining:
    """Return the courses, classes and certificates of the subjects an applicant acts for."""
    now = tools.clock.now()
    with tools.database.read() as unit:
        subjects = unit.subjects.list_by_ids(actor.subject_ids)
        coming = show_sessions(unit, unit.training_sessions.list_coming(now=now), now=now)
        return MyTraining(
            courses=tuple(_courses(unit, subjects, actor, tools)),
            coming=tuple(coming),
            seats=tuple(_seats(unit, {each.id: each for each in subjects}, now)),
            certificates=tuple(
                show_certificate(each, now=now) for each in unit.trainings.list_certificates_of(actor.subject_ids)
            ),
        )


def get_progress(course_id: str, subject_id: str, *, actor: Actor, tools: Tools) -> Progress:
    """Return how a subject gets on with a course; an old version leads to the newest.

    Raises NotFoundError COURSE_UNKNOWN, ForbiddenError NOT_YOUR_SUBJECT.
    """
    insist(may_attend(actor, subject_id=subject_id))
    with tools.database.read() as unit:
        asked = unit.courses.get(course_id)
        row = unit.courses.newest(asked.authority_id, asked.key) or asked
        return _progress(unit, row, unit.authorities.get(row.authority_id), unit.subjects.get(subject_id), actor, tools)


def get_my_session(session_id: str, *, actor: Actor, tools: Tools) -> tuple[SessionView, dict[str, SeatView]]:
    """Return a class and the seats of the actor's subjects by subject; raises NotFoundError TRAINING_UNKNOWN."""
    with tools.database.read() as unit:
        rows = unit.training_sessions.get(session_id)
        (view,) = show_sessions(unit, [rows], now=tools.clock.now())
        seats = unit.training_sessions.seats(session_id)
        mine = [each for each in seats if each.subject.id in actor.subject_ids]
        return view, {each.subject.id: show_seat(each, place=place_in_queue(seats, each.seat)) for each in mine}


def _courses(unit: UnitOfWork, subjects: Iterable[Subject], actor: Actor, tools: Tools) -> Iterable[Progress]:
    """Yield the courses of every authority that has something on record, unless it offers none for that."""
    for subject in subjects:
        rules = rules_of(unit, unit.trainings.records_in_force(subject.id), tools=tools)
        wanted = [each for each, rule in rules.items() if rule is not Training.OFF]
        for row, authority in unit.courses.list_offered(wanted) if wanted else ():
            is_required = rules[authority.id] is Training.REQUIRED
            yield _progress(unit, row, authority, subject, actor, tools, is_required=is_required)


def _progress(
    unit: UnitOfWork,
    row: CourseVersion,
    authority: Authority,
    subject: Subject,
    actor: Actor,
    tools: Tools,
    *,
    is_required: bool = False,
) -> Progress:
    now = tools.clock.now()
    values = values_at(unit, authority, on=local_date(now), tools=tools)
    course = read_course(row.source)
    begun = unit.courses.lessons_of(row, account_id=actor.id, subject_id=subject.id)
    ready = when_readable(course, begun, share=values.reading_share)
    tests = unit.trainings.list_tests(account_id=actor.id, subject_ids=[subject.id])
    theirs = [each for each in tests if (each.authority_id, each.course_key) == (row.authority_id, row.key)]
    going_on = [each for each in theirs if each.status == TestStatus.OPEN and now <= each.due_at]
    return Progress(
        course_id=row.id,
        version=row.version,
        course=course,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        subject_id=subject.id,
        subject_name=subject.name,
        representative=subject.legal_representative or "",
        is_required=is_required,
        read=frozenset(key for key, each in begun.items() if each.read_at is not None),
        ready=ready,
        waiting=frozenset(key for key, at in ready.items() if now < at),
        values=values,
        tests_today=tests_today(unit, row, subject_id=subject.id, now=now),
        open_test=going_on[0].id if going_on else None,
        tests=tuple(
            TestLine(each.id, each.status, each.score, each.started_at) for each in theirs if each.score is not None
        ),
    )


def _seats(unit: UnitOfWork, subjects: dict[str, Subject], now: datetime) -> Iterable[tuple[SessionView, SeatView]]:
    """Yield the classes in which subjects have a seat or wait for one, the latest first."""
    rows = unit.training_sessions.sessions_of(list(subjects))
    for view in show_sessions(unit, rows, now=now):
        seats = unit.training_sessions.seats(view.id)
        for each in seats:
            if each.subject.id in subjects and each.seat.status != SeatStatus.CANCELLED:
                certificate = unit.trainings.certificate_of(seat_id=each.seat.id)
                yield view, show_seat(each, place=place_in_queue(seats, each.seat), certificate=certificate)

"""Reading a course lesson by lesson: in their order, and each for the time that it takes at least."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.course_files import read_course
from workflow_app.domain.courses import Course, Lesson
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist, may_attend
from workflow_app.models import CourseVersion, LessonReading
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools
from workflow_app.services.training_values import values_at


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody reading a course on behalf of a subject, within a unit of work; `begun` has the lessons by key."""

    course: CourseVersion
    lessons: tuple[Lesson, ...]
    begun: dict[str, LessonReading]

    def lesson(self, key: str) -> Lesson:
        """Return a lesson; raises NotFoundError LESSON_UNKNOWN."""
        found = next((each for each in self.lessons if each.key == key), None)
        if found is None:
            raise NotFoundError("LESSON_UNKNOWN")
        return found

    def next(self) -> Lesson | None:
        """Return the first lesson that is not read, or None once all are."""
        return next((each for each in self.lessons if not self.has_read(each)), None)

    def has_read(self, lesson: Lesson) -> bool:
        """Tell whether a lesson counts as read."""
        row = self.begun.get(lesson.key)
        return row is not None and row.read_at is not None


def readable_from(begun_at: datetime, lesson: Lesson, *, share: int) -> datetime:
    """Return when a lesson may be noted as read: `share` per cent of the minutes it states after it was begun."""
    return begun_at + timedelta(seconds=lesson.minutes * 60 * share // 100)


def when_readable(course: Course, begun: Mapping[str, LessonReading], *, share: int) -> dict[str, datetime]:
    """Return by lesson when what is begun and not read may be noted as read."""
    rows = ((each, begun[each.key]) for each in course.lessons if each.key in begun)
    return {
        each.key: readable_from(row.begun_at, each, share=share)
        for each, row in rows
        if row.begun_at is not None and row.read_at is None
    }


def begin_lesson(course_id: str, lesson_key: str, *, subject_id: str, actor: Actor, tools: Tools) -> None:
    """Let the time of a lesson run from now on, unless it runs or is over already.

    Raises NotFoundError, ForbiddenError, ConflictError LESSONS_IN_ORDER where one before it is not read.
    """
    insist(may_attend(actor, subject_id=subject_id))
    with tools.database.write() as unit:
        reading = _reading(unit, course_id, actor=actor, subject_id=subject_id)
        lesson = reading.lesson(lesson_key)
        _refuse_out_of_turn(reading, lesson)
        unit.courses.begin_lesson(
            reading.course, lesson.key, account_id=actor.id, subject_id=subject_id, now=tools.clock.now()
        )
        unit.commit()


def note_lesson(course_id: str, lesson_key: str, *, subject_id: str, actor: Actor, tools: Tools) -> None:
    """Note that somebody has read a lesson on behalf of a subject; twice is once.

    Raises NotFoundError, ForbiddenError, ConflictError LESSONS_IN_ORDER, LESSON_NOT_BEGUN or LESSON_TOO_SOON.
    """
    insist(may_attend(actor, subject_id=subject_id))
    now = tools.clock.now()
    with tools.database.write() as unit:
        reading = _reading(unit, course_id, actor=actor, subject_id=subject_id)
        lesson = reading.lesson(lesson_key)
        if reading.has_read(lesson):
            return
        _refuse_out_of_turn(reading, lesson)
        row = reading.begun.get(lesson.key)
        if row is None or row.begun_at is None:
            raise ConflictError("LESSON_NOT_BEGUN")
        authority = unit.authorities.get(reading.course.authority_id)
        share = values_at(unit, authority, on=local_date(now), tools=tools).reading_share
        ready_at = readable_from(row.begun_at, lesson, share=share)
        if now < ready_at:
            raise ConflictError("LESSON_TOO_SOON", minutes=-(-(ready_at - now) // timedelta(minutes=1)))
        row.read_at = now
        unit.commit()


def unread_lessons(unit: UnitOfWork, course: CourseVersion, *, subject_id: str, actor: Actor) -> int:
    """Count the lessons of a course that somebody has not read for a subject."""
    begun = unit.courses.lessons_of(course, account_id=actor.id, subject_id=subject_id)
    reading = Reading(course, read_course(course.source).lessons, begun)
    return sum(1 for each in reading.lessons if not reading.has_read(each))


def _reading(unit: UnitOfWork, course_id: str, *, actor: Actor, subject_id: str) -> Reading:
    course = unit.courses.get(course_id)
    begun = unit.courses.lessons_of(course, account_id=actor.id, subject_id=subject_id, lock=True)
    return Reading(course, read_course(course.source).lessons, begun)


def _refuse_out_of_turn(reading: Reading, lesson: Lesson) -> None:
    """Refuse a lesson while one before it is unread: the time of several would run at once."""
    first = reading.next()
    if first is not None and not reading.has_read(lesson) and first.key != lesson.key:
        raise ConflictError("LESSONS_IN_ORDER", place=reading.lessons.index(first) + 1)

"""Courses and figures of training as trainers see them."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.course_files import read_course
from workflow_app.domain.courses import Course
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.domain.training_policies import READERS, held_authorities, insist, may_read_training, may_train
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class CourseView:
    """A version of a course; `versions` are all of them, the newest first, where one is looked at."""

    id: str
    authority_id: str
    authority_zh: str
    authority_en: str
    key: str
    version: int
    course: Course
    published_by: str
    published_at: datetime
    ended_at: datetime | None
    is_newest: bool = True
    may_train: bool = False
    versions: tuple[tuple[str, int, str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened since the first day of the year, in numbers."""

    since: date
    sessions: int
    cancelled: int
    attended: int
    tests: int
    passed: int
    certificates: int
    annulled: int


@dataclass(frozen=True, slots=True)
class Place:
    """An authority at which somebody trains."""

    id: str
    name_zh: str
    name_en: str


def list_courses(*, actor: Actor, tools: Tools) -> tuple[CourseView, ...]:
    """Return the newest version of every course of the actor's authorities."""
    held = held_authorities(actor, *READERS)
    with tools.database.read() as unit:
        names = {each.id: each.name for each in unit.accounts.list_all()}
        return tuple(
            CourseView(
                id=row.id,
                authority_id=authority.id,
                authority_zh=authority.name_zh,
                authority_en=authority.name_en,
                key=row.key,
                version=row.version,
                course=read_course(row.source),
                published_by=names.get(row.published_by, ""),
                published_at=row.published_at,
                ended_at=row.ended_at,
                may_train=may_train(actor, authority_id=authority.id).allowed,
            )
            for row, authority in unit.courses.list_newest(held)
        )


def get_course(course_id: str, *, actor: Actor, tools: Tools) -> CourseView:
    """Return a version of a course with its questions and answers; raises NotFoundError, ForbiddenError."""
    with tools.database.read() as unit:
        row = unit.courses.get(course_id)
        insist(may_read_training(actor, authority_id=row.authority_id))
        authority = unit.authorities.get(row.authority_id)
        versions = unit.courses.versions(row.authority_id, row.key)
        return CourseView(
            id=row.id,
            authority_id=authority.id,
            authority_zh=authority.name_zh,
            authority_en=authority.name_en,
            key=row.key,
            version=row.version,
            course=read_course(row.source),
            published_by=next(name for each, name in versions if each.id == row.id),
            published_at=row.published_at,
            ended_at=row.ended_at,
            is_newest=versions[0][0].id == row.id,
            may_train=may_train(actor, authority_id=row.authority_id).allowed,
            versions=tuple((each.id, each.version, name, each.published_at) for each, name in versions),
        )


def training_figures(*, actor: Actor, tools: Tools) -> Figures:
    """Return what happened this year at the actor's authorities."""
    held = held_authorities(actor, *READERS)
    today = local_date(tools.clock.now())
    since = date(today.year, 1, 1)
    begin = start_of_day(since)
    with tools.database.read() as unit:
        sessions = unit.training_sessions.count_sessions(held, since=begin)
        tests = unit.trainings.test_figures(held, since=begin)
        certificates = unit.trainings.count_certificates(held, since=since)
    return Figures(
        since=since,
        sessions=sessions.get("PLANNED", 0) + sessions.get("CLOSED", 0),
        cancelled=sessions.get("CANCELLED", 0),
        attended=sessions["ATTENDED"],
        tests=sum(tests.values()),
        passed=tests.get("PASSED", 0),
        certificates=sum(certificates.values()),
        annulled=certificates.get("ANNULLED", 0),
    )


def training_places(*, actor: Actor, tools: Tools) -> tuple[Place, ...]:
    """Return the authorities at which the actor trains."""
    with tools.database.read() as unit:
        return _places(unit, actor)


def _places(unit: UnitOfWork, actor: Actor) -> tuple[Place, ...]:
    held = held_authorities(actor, Role.TRAINER)
    rows = unit.authorities.list_all()
    return tuple(Place(each.id, each.name_zh, each.name_en) for each in rows if held is None or each.id in held)

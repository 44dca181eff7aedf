"""Courses: shipped with the product, published anew and ended by a trainer."""

import hashlib
from dataclasses import dataclass

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.course_files import decode, read_course
from workflow_app.domain.courses import Course
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.resources import find
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist, may_read_training, may_train
from workflow_app.models import CourseVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.tools import Tools
from workflow_app.services.training_values import values_at


@dataclass(frozen=True, slots=True)
class Published:
    """What came of an upload: the version that holds, and whether it is a new one."""

    course_id: str
    version: int
    is_new: bool


def seed_courses(unit: UnitOfWork, *, tools: Tools) -> None:
    """Give each authority that has no course those that come with the product."""
    have = unit.courses.authorities_with_courses()
    sources = [path.read_text("utf-8") for path in sorted(find("courses").glob("*.toml"))]
    for authority in unit.authorities.list_all():
        for source in sources if authority.id not in have else ():
            unit.add(_version(authority.id, source, version=1, by=SERVICE.id, tools=tools))


def publish_course(authority_id: str, data: bytes, *, actor: Actor, tools: Tools) -> Published:
    """Publish a course file; the same file again changes nothing, and one that was ended is offered again.

    Raises ForbiddenError, InvalidError with every fault and its line.
    """
    insist(may_train(actor, authority_id=authority_id))
    source = decode(data)
    course = read_course(source)
    with tools.database.write() as unit:
        authority = unit.authorities.get(authority_id, lock=True)
        _refuse_small_bank(unit, authority_id, course, tools)
        before = unit.courses.newest(authority_id, course.key)
        if before is not None and before.source == source and before.ended_at is None:
            return Published(before.id, before.version, is_new=False)
        row = _version(authority_id, source, version=before.version + 1 if before else 1, by=actor.id, tools=tools)
        unit.add(row)
        data_said = {"course": row.key, "version": row.version, "digest": row.digest}
        now = tools.clock.now()
        audit.record(unit, authority=authority, actor=actor, action="training.course", data=data_said, now=now)
        unit.commit()
    return Published(row.id, row.version, is_new=True)


def end_course(course_id: str, *, actor: Actor, tools: Tools) -> None:
    """Offer a course no more; tests that were begun may be handed in. Raises ForbiddenError, ConflictError."""
    with tools.database.write() as unit:
        row = unit.courses.get(course_id)
        insist(may_train(actor, authority_id=row.authority_id))
        authority = unit.authorities.get(row.authority_id, lock=True)
        newest = unit.courses.newest(row.authority_id, row.key)
        if newest is None or newest.id != row.id or newest.ended_at is not None:
            raise ConflictError("COURSE_NOT_OFFERED")
        row.ended_at = tools.clock.now()
        said = {"course": row.key, "version": row.version}
        audit.record(
            unit, authority=authority, actor=actor, action="training.course_ended", data=said, now=row.ended_at
        )
        unit.commit()


def course_file(course_id: str, *, actor: Actor, tools: Tools) -> tuple[str, str]:
    """Return the name and the text of a course file; raises NotFoundError, ForbiddenError."""
    with tools.database.read() as unit:
        row = unit.courses.get(course_id)
        insist(may_read_training(actor, authority_id=row.authority_id))
        return f"{row.key}-{row.version}.toml", row.source


def _refuse_small_bank(unit: UnitOfWork, authority_id: str, course: Course, tools: Tools) -> None:
    """Refuse a bank from which not even one test can be drawn."""
    authority = unit.authorities.get(authority_id)
    least = values_at(unit, authority, on=local_date(tools.clock.now()), tools=tools).questions
    if len(course.questions) < least:
        values: dict[str, object] = {"line": 1, "minimum": least, "found": len(course.questions)}
        raise InvalidError(FieldError("/questions", "COURSE_SMALL_BANK", values))


def _version(authority_id: str, source: str, *, version: int, by: str, tools: Tools) -> CourseVersion:
    return CourseVersion(
        id=new_id(),
        authority_id=authority_id,
        key=read_course(source).key,
        version=version,
        source=source,
        digest=hashlib.sha256(source.encode()).hexdigest(),
        published_by=by,
        published_at=tools.clock.now(),
    )

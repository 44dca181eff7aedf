"""Questions about courses, and about what was read of them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.models import Account, Authority, CourseVersion, LessonReading


class Courses:
    """Courses in their versions."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def publish_no_later(self, instant: datetime) -> None:
        """Let every version have been published by an instant: business time may begin before the installation."""
        later = update(CourseVersion).where(CourseVersion.published_at > instant)
        self.session.execute(later.values(published_at=instant))

    def get(self, course_id: str) -> CourseVersion:
        """Return one version; raises NotFoundError COURSE_UNKNOWN."""
        row = self.session.get(CourseVersion, course_id)
        if row is None:
            raise NotFoundError("COURSE_UNKNOWN")
        return row

    def newest(self, authority_id: str, key: str) -> CourseVersion | None:
        """Return the newest version of a course, offered or not, or None."""
        statement = select(CourseVersion).where(CourseVersion.authority_id == authority_id, CourseVersion.key == key)
        return self.session.scalar(statement.order_by(CourseVersion.version.desc()).limit(1))

    def list_offered(self, authority_ids: Collection[str] | None = None) -> Sequence[tuple[CourseVersion, Authority]]:
        """Return the newest version of each course that is offered, with whose it is; an authority has few."""
        statement = _NEWEST.where(CourseVersion.ended_at.is_(None))
        if authority_ids is not None:
            statement = statement.where(CourseVersion.authority_id.in_(authority_ids))
        rows = self.session.execute(statement.order_by(CourseVersion.authority_id, CourseVersion.key))
        return [(version, authority) for version, authority in rows]

    def list_newest(self, authority_ids: Collection[str] | None) -> Sequence[tuple[CourseVersion, Authority]]:
        """Return the newest version of each course, offered or not; None asks for every authority."""
        statement = _NEWEST
        if authority_ids is not None:
            statement = statement.where(CourseVersion.authority_id.in_(authority_ids))
        rows = self.session.execute(statement.order_by(CourseVersion.authority_id, CourseVersion.key))
        return [(version, authority) for version, authority in rows]

    def versions(self, authority_id: str, key: str) -> Sequence[tuple[CourseVersion, str]]:
        """Return every version of a course with who published it, the newest first."""
        statement = select(CourseVersion, Account.name).join(Account, Account.id == CourseVersion.published_by)
        statement = statement.where(CourseVersion.authority_id == authority_id, CourseVersion.key == key)
        rows = self.session.execute(statement.order_by(CourseVersion.version.desc()))
        return [(version, name) for version, name in rows]

    def authorities_with_courses(self) -> frozenset[str]:
        """Return the authorities that have a course."""
        return frozenset(self.session.scalars(select(CourseVersion.authority_id).distinct()))

    def lessons_of(
        self, course: CourseVersion, *, account_id: str, subject_id: str, lock: bool = False
    ) -> dict[str, LessonReading]:
        """Return the lessons of a course that somebody has begun or read for a subject, by key."""
        statement = select(LessonReading).where(
            LessonReading.account_id == account_id,
            LessonReading.subject_id == subject_id,
            LessonReading.authority_id == course.authority_id,
            LessonReading.course_key == course.key,
        )
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        return {row.lesson_key: row for row in self.session.scalars(statement)}

    def begin_lesson(
        self, course: CourseVersion, lesson_key: str, *, account_id: str, subject_id: str, now: datetime
    ) -> None:
        """Note that a lesson is begun; what was begun before keeps its instant."""
        insert = postgresql.insert if self.session.get_bind().dialect.name == "postgresql" else sqlite.insert
        statement = insert(LessonReading).values(
            id=new_id(),
            account_id=account_id,
            subject_id=subject_id,
            authority_id=course.authority_id,
            course_key=course.key,
            lesson_key=lesson_key,
            begun_at=now,
        )
        self.session.execute(statement.on_conflict_do_nothing())


_LAST = (
    select(CourseVersion.authority_id, CourseVersion.key, func.max(CourseVersion.version).label("version"))
    .group_by(CourseVersion.authority_id, CourseVersion.key)
    .subquery()
)
_NEWEST = (
    select(CourseVersion, Authority)
    .join(Authority, Authority.id == CourseVersion.authority_id)
    .join(
        _LAST,
        (_LAST.c.authority_id == CourseVersion.authority_id)
        & (_LAST.c.key == CourseVersion.key)
        & (_LAST.c.version == CourseVersion.version),
    )
)

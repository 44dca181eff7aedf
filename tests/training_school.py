"""A school to try trainings in: the office with a trainer, and applicants who read, take tests and enrol."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from office import Office

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.training import (
    Attendance,
    Enrol,
    HandInTest,
    PlanSession,
    RecordAttendance,
    StartTest,
)
from workflow_app.domain.course_files import read_course
from workflow_app.domain.parameters import Parameter, Value
from workflow_app.domain.time import ZONE
from workflow_app.models import CourseVersion, TrainingCertificate, TrainingTest
from workflow_app.services.lessons import begin_lesson, note_lesson
from workflow_app.services.rule_seeding import parameter_row
from workflow_app.services.training_attendance import record_attendance
from workflow_app.services.training_seats import enrol
from workflow_app.services.training_sessions import plan_session
from workflow_app.services.training_tests import hand_in_test, start_test
from workflow_app.services.training_tests_shown import TestView

BEGINS = datetime(2026, 10, 15, 9, 0, tzinfo=ZONE)
CLASS = {
    "title": "2026年10月信用修复培训班",
    "mode": "ONSITE",
    "place": "三楼会议室",
    "language": "ZH",
    "trainer": "叶书白",
    "hours": "3",
    "capacity": "1",
    "note": "",
}


class School:
    """Training at one office."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.tools = office.tools
        self.trainer = office.people.get("trainer") or office.hire("trainer", Role.TRAINER)

    def course(self) -> CourseVersion:
        """Return the course that comes with the product, as the authority offers it."""
        with self.tools.database.read() as unit:
            found = unit.courses.newest(self.office.authority.id, "credit_repair")
            assert found is not None
            return found

    def read_all(self, who: Actor) -> None:
        """Read every lesson for the time it states."""
        read = Lessons(self, who)
        for lesson in read_course(self.course().source).lessons:
            read.begin(lesson.key)
            self.office.pass_time(minutes=lesson.minutes)
            read.note(lesson.key)

    def start(self, who: Actor, *, attendee: str = "王建军", insists: bool = False) -> str:
        """Begin a test."""
        (subject_id,) = who.subject_ids
        command = StartTest(self.course().id, subject_id, attendee, "LEGAL_REPRESENTATIVE", insists=insists)
        return start_test(command, actor=who, tools=self.tools)

    def frozen(self, test_id: str) -> TrainingTest:
        """Return a test as it is kept."""
        with self.tools.database.read() as unit:
            return unit.trainings.get_test(test_id)

    def answers(self, test_id: str, *, wrong: int = 0) -> dict[str, tuple[int, ...]]:
        """Return right answers to a test, but for the first few."""
        return {
            each["key"]: tuple(each["right"] if place >= wrong else _another(each))
            for place, each in enumerate(self.frozen(test_id).questions)
        }

    def hand_in(self, who: Actor, test_id: str, *, wrong: int = 0) -> TestView:
        """Hand a test in."""
        command = HandInTest(test_id, self.answers(test_id, wrong=wrong))
        return hand_in_test(command, actor=who, tools=self.tools)

    def pass_test(self, who: Actor) -> TestView:
        """Read, begin and pass."""
        self.read_all(who)
        return self.hand_in(who, self.start(who))

    def certificates(self) -> list[TrainingCertificate]:
        """Return every certificate there is."""
        with self.tools.database.read() as unit:
            return [each.certificate for each in unit.trainings.search_certificates(None, limit=100)]

    def plan(self, **changes: str) -> str:
        """Plan a class of two and a half hours."""
        command = PlanSession(self.office.authority.id, BEGINS, BEGINS + timedelta(minutes=150), {**CLASS, **changes})
        return plan_session(command, actor=self.trainer, tools=self.tools)

    def enrol(self, session_id: str, who: Actor, name: str = "王建军") -> str:
        """Take a seat, and return how it stands."""
        (subject_id,) = who.subject_ids
        return enrol(Enrol(session_id, subject_id, name, "MANAGER"), actor=who, tools=self.tools).value

    def seats(self, session_id: str) -> dict[str, str]:
        """Return how each subject's seat stands, by attendee."""
        with self.tools.database.read() as unit:
            return {each.seat.attendee: each.seat.status for each in unit.training_sessions.seats(session_id)}

    def attend(self, session_id: str, minutes: Mapping[str, str], *, score: str = "") -> None:
        """Note who was there, by attendee."""
        with self.tools.database.read() as unit:
            seats = unit.training_sessions.seats(session_id)
        rows = [Attendance(each.seat.id, present=True, minutes=minutes[each.seat.attendee], score=score)
                for each in seats if each.seat.attendee in minutes]  # fmt: skip
        record_attendance(RecordAttendance(session_id, None, rows), actor=self.trainer, tools=self.tools)

    def set(self, key: str, value: Value, unit_word: str = "TEXT", *, data_class: str | None = None) -> None:
        """Give the authority a value of its own."""
        with self.tools.database.write() as unit:
            row = Parameter(key, value, unit_word, "试验", datetime(2020, 1, 1, tzinfo=ZONE).date())
            made = parameter_row(row)
            made.authority_id, made.data_class = self.office.authority.id, data_class
            unit.add(made)
            unit.authorities.get(self.office.authority.id, lock=True).parameter_version += 1
            unit.commit()

    def notices(self, who: Actor) -> list[str]:
        """Return the codes of what somebody was told of training, the newest first."""
        with self.tools.database.read() as unit:
            return [row.code for row, _read in unit.notices.list_for(who) if row.code.startswith("TRAINING")]


class Lessons:
    """Somebody before the lessons of the course."""

    def __init__(self, school: School, who: Actor) -> None:
        self.school = school
        self.who = who
        (self.subject_id,) = who.subject_ids

    def begin(self, key: str) -> None:
        """Open a lesson."""
        begin_lesson(self.school.course().id, key, subject_id=self.subject_id, actor=self.who, tools=self.school.tools)

    def note(self, key: str) -> None:
        """Note that a lesson is read."""
        note_lesson(self.school.course().id, key, subject_id=self.subject_id, actor=self.who, tools=self.school.tools)


def _another(question: Mapping[str, Any]) -> list[int]:
    """Return an answer that is not right."""
    return [next(place for place in range(len(question["options"])) if [place] != question["right"])]

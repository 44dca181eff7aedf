"""What is shown of a test: the right answers only once it has its result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.course_files import read_course
from workflow_app.domain.training import TestStatus, is_right
from workflow_app.models import TrainingTest
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.certificate_views import CertificateView, show_certificate


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer offered; `is_right` is None until the test has its result."""

    place: int
    zh: str
    en: str
    is_chosen: bool
    is_right: bool | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question; explanation and result only once the test has its result."""

    key: str
    kind: str
    zh: str
    en: str
    options: tuple[OptionView, ...]
    is_right: bool | None
    explanation_zh: str
    explanation_en: str
    basis: str


@dataclass(frozen=True, slots=True)
class TestView:
    """A test; `score` is None until it is marked, and where it was not handed in in time."""

    id: str
    course_id: str
    subject_id: str
    subject_name: str
    title_zh: str
    title_en: str
    attendee: str
    capacity: str
    status: str
    started_at: datetime
    due_at: datetime
    finished_at: datetime | None
    score: int | None
    pass_mark: int
    questions: tuple[QuestionView, ...]
    certificate: CertificateView | None

    @property
    def wrong(self) -> int:
        """Return how many questions were answered wrongly."""
        return sum(1 for each in self.questions if each.is_right is False)


def show_test(unit: UnitOfWork, row: TrainingTest, *, now: datetime) -> TestView:
    """Return a test as whoever takes it may see it; one whose time is over counts as expired."""
    title = read_course(unit.courses.get(row.course_id).source).title
    status = TestStatus.EXPIRED.value if row.status == TestStatus.OPEN and now > row.due_at else row.status
    certificate = unit.trainings.certificate_of(test_id=row.id) if status == TestStatus.PASSED else None
    return TestView(
        id=row.id,
        course_id=row.course_id,
        subject_id=row.subject_id,
        subject_name=unit.subjects.get(row.subject_id).name,
        title_zh=title.zh,
        title_en=title.en,
        attendee=row.attendee,
        capacity=row.capacity,
        status=status,
        started_at=row.started_at,
        due_at=row.due_at,
        finished_at=row.finished_at,
        score=row.score,
        pass_mark=row.pass_mark,
        questions=tuple(_question(each, row, told=row.score is not None) for each in row.questions),
        certificate=show_certificate(unit.trainings.get_certificate(certificate.id), now=now) if certificate else None,
    )


def _question(question: Mapping[str, object], row: TrainingTest, *, told: bool) -> QuestionView:
    """Return a question; `told` once the answers may be known."""
    chosen = (row.answers or {}).get(str(question["key"]), [])
    return QuestionView(
        key=str(question["key"]),
        kind=str(question["kind"]),
        zh=str(question["zh"]),
        en=str(question["en"]),
        options=_options(question, chosen, told=told),
        is_right=is_right(question, chosen) if told else None,
        explanation_zh=str(question["explanation_zh"]) if told else "",
        explanation_en=str(question["explanation_en"]) if told else "",
        basis=str(question["basis"]) if told else "",
    )


def _options(question: Mapping[str, object], chosen: list[int], *, told: bool) -> tuple[OptionView, ...]:
    options, right = question["options"], question["right"]
    if not isinstance(options, list) or not isinstance(right, list):
        raise TypeError(options)
    return tuple(
        OptionView(place, each["zh"], each["en"], place in chosen, place in right if told else None)
        for place, each in enumerate(options)
    )

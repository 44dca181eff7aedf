"""Training: courses in versions, what was read, tests, classes with their seats, certificates."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to


class CourseVersion(Base):
    """A course as its file said when it was published; the newest version of a key is the one offered.

    `ended_at` is set where the course is offered no more.
    """

    __tablename__ = "course_version"
    __table_args__ = (UniqueConstraint("authority_id", "key", "version"),)
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    key: Mapped[Word]
    version: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    digest: Mapped[Digest]
    published_by: Mapped[str] = mapped_column(to("account"))
    published_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class LessonReading(Base):
    """That somebody has begun a lesson on behalf of a subject, and read it; a new version asks for new lessons only."""

    __tablename__ = "lesson_reading"
    __table_args__ = (
        UniqueConstraint(
            "account_id", "subject_id", "authority_id", "course_key", "lesson_key", name="uq_lesson_reading_once"
        ),
    )
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"))
    subject_id: Mapped[str] = mapped_column(to("subject"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    course_key: Mapped[Word]
    lesson_key: Mapped[Word]
    begun_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]


class TrainingTest(Base):
    """One try at a test: its questions are frozen with the answers that are right, and it has one result."""

    __tablename__ = "training_test"
    __table_args__ = (
        Index(None, "subject_id", "id"),
        Index(None, "authority_id", "id"),
        Index(
            "uq_training_test_open",
            "account_id",
            "subject_id",
            "authority_id",
            "course_key",
            unique=True,
            sqlite_where=text("status = 'OPEN'"),
            postgresql_where=text("status = 'OPEN'"),
        ),
    )
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    course_id: Mapped[str] = mapped_column(to("course_version"))
    course_key: Mapped[Word]
    subject_id: Mapped[str] = mapped_column(to("subject"))
    account_id: Mapped[str] = mapped_column(to("account"))
    attendee: Mapped[Short]
    capacity: Mapped[Word]
    seed: Mapped[Word]
    questions: Mapped[list[JsonMap]] = mapped_column(JSON)
    pass_mark: Mapped[int]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    status: Mapped[Word]
    answers: Mapped[JsonMap | None]
    score: Mapped[int | None]
    finished_at: Mapped[datetime | None]


class TrainingSession(Base):
    """A class: when, where or by which link, and how many seats it has."""

    __tablename__ = "training_session"
    __table_args__ = (Index(None, "authority_id", "starts_at"), Index(None, "starts_at", "id"))
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    title: Mapped[Short]
    mode: Mapped[Word]
    place: Mapped[str] = mapped_column(Text)
    language: Mapped[Word]
    trainer: Mapped[Short]
    hours: Mapped[int]
    tested: Mapped[bool]
    capacity: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text)
    status: Mapped[Word]
    reason: Mapped[Short | None]
    version: Mapped[int]
    created_by: Mapped[str] = mapped_column(to("account"))
    created_at: Mapped[datetime]


class TrainingSeat(Base):
    """The seat of a subject in a class, or its place in the queue; attendance and result are noted here.

    `queued_at` orders the queue; it is renewed when somebody enrols again.
    """

    __tablename__ = "training_seat"
    __table_args__ = (UniqueConstraint("session_id", "subject_id"), Index(None, "subject_id", "id"))
    id: Mapped[Id]
    session_id: Mapped[str] = mapped_column(to("training_session"))
    subject_id: Mapped[str] = mapped_column(to("subject"))
    account_id: Mapped[str] = mapped_column(to("account"))
    attendee: Mapped[Short]
    capacity: Mapped[Word]
    status: Mapped[Word]
    queued_at: Mapped[datetime]
    checked_in_at: Mapped[datetime | None]
    minutes: Mapped[int | None]
    score: Mapped[int | None]
    version: Mapped[int]


class TrainingCertificate(Base):
    """What a numbered letter certifies: who of a subject was trained when, and until when that counts.

    It comes of one test or of one seat. `disputed_by` asked for it to be annulled; somebody else annuls it.
    """

    __tablename__ = "training_certificate"
    __table_args__ = (Index(None, "subject_id", "id"), Index(None, "authority_id", "id"))
    id: Mapped[Id]
    letter_id: Mapped[str] = mapped_column(to("letter"), unique=True)
    authority_id: Mapped[str] = mapped_column(to("authority"))
    subject_id: Mapped[str] = mapped_column(to("subject"))
    test_id: Mapped[str | None] = mapped_column(to("training_test"), unique=True)
    seat_id: Mapped[str | None] = mapped_column(to("training_seat"), unique=True)
    number: Mapped[Short] = mapped_column(index=True)
    attendee: Mapped[Short]
    capacity: Mapped[Word]
    hours: Mapped[int]
    score: Mapped[int | None]
    trained_on: Mapped[date]
    issued_on: Mapped[date]
    valid_until: Mapped[date]
    status: Mapped[Word]
    reason: Mapped[Short | None]
    disputed_by: Mapped[str | None] = mapped_column(to("account"))
    disputed_at: Mapped[datetime | None]
    annulled_by: Mapped[str | None] = mapped_column(to("account"))
    annulled_at: Mapped[datetime | None]

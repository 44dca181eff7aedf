"""Tasks for people, their assignments, and the case's other waits: messages and timers."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Short, Word, to

_IS_FREE = text("assignee_id IS NULL")


class Task(Base):
    """A wait for a person. `engine_ref` is the engine's name for it; ours outlives a migration of the case.

    A task without a limit has no `due_on` and is due at the end of time, so that inboxes sort by an index. `near_at` is
    what they sort by: the nearer of this limit and the legal one of the case (`domain/inbox.py`).
    `unstaffed_at` is since when nobody is left who may do it, until somebody may again; `appointee_id` is whom the head
    of the section appointed for it (rule A17).
    `draft_kept_at` is when the answers that are not handed in yet were changed last.
    """

    __tablename__ = "task"
    __table_args__ = (
        Index(None, "case_id", "status"),
        Index(
            None,
            "status",
            "authority_id",
            "role",
            "near_at",
            "id",
            "department",
            sqlite_where=_IS_FREE,
            postgresql_where=_IS_FREE,
        ),
        Index(None, "status", "assignee_id", "near_at", "id"),
        Index(None, "status", "subject_id", "id"),
        Index(None, "completed_by", "completed_at", "case_id"),
        Index(None, "status", "due_at", "id"),
        Index(None, "status", "appointee_id", "near_at", "id"),
    )
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    subject_id: Mapped[str] = mapped_column(to("subject"))
    element: Mapped[Word]
    engine_ref: Mapped[Word]
    role: Mapped[Word]
    department: Mapped[Word | None]
    separation_group: Mapped[Word | None]
    form: Mapped[Word | None]
    status: Mapped[Word]
    version: Mapped[int] = mapped_column(default=1)
    assignee_id: Mapped[str | None] = mapped_column(to("account"))
    due_on: Mapped[date | None]
    due_at: Mapped[datetime]
    near_at: Mapped[datetime]
    draft: Mapped[JsonMap | None]
    draft_kept_at: Mapped[datetime | None]
    outcome: Mapped[JsonMap | None]
    opened_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    completed_by: Mapped[str | None] = mapped_column(to("account"))
    unstaffed_at: Mapped[datetime | None]
    appointee_id: Mapped[str | None] = mapped_column(to("account"))


class TaskSeen(Base):
    """That somebody has opened a task, and when first; business time."""

    __tablename__ = "task_seen"
    __table_args__ = (UniqueConstraint("task_id", "account_id"),)
    id: Mapped[Id]
    task_id: Mapped[str] = mapped_column(to("task"))
    account_id: Mapped[str] = mapped_column(to("account"))
    seen_at: Mapped[datetime]


class Appointment(Base):
    """What the head of a section is asked where nobody is left for a task, and whom they named with what reason.

    `status` is WANTED, MADE, or NOT_NEEDED where the task ended or somebody of its own role may do it again.
    `open_task_id` is set while it is wanted and unique, so a task asks once.
    """

    __tablename__ = "appointment"
    __table_args__ = (Index(None, "task_id"), Index(None, "authority_id", "status", "id"))
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"), index=True)
    task_id: Mapped[str] = mapped_column(to("task"))
    open_task_id: Mapped[str | None] = mapped_column(to("task"), unique=True)
    authority_id: Mapped[str] = mapped_column(to("authority"))
    status: Mapped[Word]
    wanted_at: Mapped[datetime]
    account_id: Mapped[str | None] = mapped_column(to("account"))
    reason: Mapped[str | None]
    made_by: Mapped[str | None] = mapped_column(to("account"))
    settled_at: Mapped[datetime | None]


class Assignment(Base):
    """How a task came to a person: claimed, transferred, delegated, substituted; ended when it left again."""

    __tablename__ = "assignment"
    __table_args__ = (Index(None, "task_id"),)
    id: Mapped[Id]
    task_id: Mapped[str] = mapped_column(to("task"))
    account_id: Mapped[str] = mapped_column(to("account"))
    kind: Mapped[Word]
    reason: Mapped[Short | None]
    made_by: Mapped[str] = mapped_column(to("account"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Wait(Base):
    """A message or timer a case waits for; a timer that names a clock is due when the clock is."""

    __tablename__ = "wait"
    __table_args__ = (Index(None, "case_id", "status"),)
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    kind: Mapped[Word]
    element: Mapped[Word]
    engine_ref: Mapped[Word]
    message: Mapped[Word | None]
    clock: Mapped[Word | None]
    due_at: Mapped[datetime | None]
    status: Mapped[Word]

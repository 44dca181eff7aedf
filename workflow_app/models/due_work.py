"""What must happen at or after an instant: timers, deliveries, jobs; and what went wrong with it."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Ref, Short, Word, to


class DueWork(Base):
    """One piece of work. `due_at` is business time; `not_before` and the lease are machine time.

    `site_id` names the site that must answer, so that one that does not holds up nothing but its own work;
    `clock_id` the clock whose moments this is, so that it moves with it.
    """

    __tablename__ = "due_work"
    __table_args__ = (Index(None, "status", "due_at"), Index(None, "case_id", "status"))
    id: Mapped[Id]
    kind: Mapped[Word]
    key: Mapped[Short] = mapped_column(unique=True)
    case_id: Mapped[str | None] = mapped_column(to("case"))
    site_id: Mapped[Ref | None]
    clock_id: Mapped[Ref | None]
    payload: Mapped[JsonMap]
    status: Mapped[Word]
    due_at: Mapped[datetime]
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    lease_owner: Mapped[Word | None]
    last_error: Mapped[Short | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Incident(Base):
    """A step that failed: written after the rollback in a unit of work of its own, and retried by a person."""

    __tablename__ = "incident"
    __table_args__ = (Index(None, "status", "created_at"), Index(None, "case_id"))
    id: Mapped[Id]
    number: Mapped[Word] = mapped_column(unique=True)
    case_id: Mapped[str | None] = mapped_column(to("case"))
    task_id: Mapped[str | None] = mapped_column(to("task"))
    due_work_id: Mapped[str | None] = mapped_column(to("due_work"))
    element: Mapped[Word | None]
    code: Mapped[Word]
    detail: Mapped[str]
    status: Mapped[Word]
    created_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(to("account"))

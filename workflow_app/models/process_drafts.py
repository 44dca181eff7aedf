"""Processes as they are being written: each draft is one bundle that nobody runs yet."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.domain.migrating import Scope
from workflow_app.models.base import Base, Digest, Id, Short, Word, to


class ProcessDraft(Base):
    """A bundle being written from a version of a process, or of a process that is not there yet.

    `writers` are all who wrote in it or submitted it: none of them confirms it. `open_with` had it open last, at
    `open_at`. `note` says what changed, `basis` by which law, `effective_on` from which day; empty means at once;
    `scope` which running cases take it.
    `revision` counts what was saved. `arrival` says what was adapted in a diagram that came from elsewhere.
    """

    __tablename__ = "process_draft"
    __table_args__ = (Index(None, "key", "status", "edited_at"),)
    id: Mapped[Id]
    key: Mapped[Word]
    title: Mapped[Short]
    base_version: Mapped[int | None]
    bundle: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    content_hash: Mapped[Digest]
    status: Mapped[Word]
    note: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    effective_on: Mapped[date | None]
    scope: Mapped[Word] = mapped_column(default=Scope.NEW.value, server_default=Scope.NEW.value)
    created_by: Mapped[str] = mapped_column(to("account"))
    created_at: Mapped[datetime]
    edited_by: Mapped[str] = mapped_column(to("account"))
    edited_at: Mapped[datetime]
    writers: Mapped[list[str]] = mapped_column(JSON)
    open_with: Mapped[str | None] = mapped_column(to("account"))
    open_at: Mapped[datetime | None]
    submitted_by: Mapped[str | None] = mapped_column(to("account"))
    submitted_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(to("account"))
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str] = mapped_column(Text, default="")
    published_version: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=1)
    arrival: Mapped[dict[str, Any] | None] = mapped_column(JSON, deferred=True)
    change_set_id: Mapped[str | None] = mapped_column(to("change_set"), index=True)

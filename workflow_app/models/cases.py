"""Cases: one run of a process for a subject."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Short, Word, to


class Case(Base):
    """One run of a process; each authority numbers its own.

    `open_record_id` is set while the case is open and unique, so a record has one open case at a time.
    `routing` is the only data its diagram sees; `engine_state` is the engine's position in our own format;
    `passed` names the elements it entered so far, each once, in that order.
    `matter_edition_id` is the edition of a matter it is about, in force on its first day, which it keeps.
    `open_deferrable` counts the documents that are still to come; no case with any of them is ever GRANTED.
    `parameters_digest` names the parameters it keeps; every case has one, though SQLite cannot be told so.
    `channel` is by which another site submitted it; that site received it and pushed it at instants of their own, from
    which periods count.
    `pause_id` names the pause of its process in which it was filed, as long as it waits for the end of that.
    `batch_id` names the batch it was begun in, which matters to nothing but lists and marks.
    `audit_head` is the last hash of the case's own audit chain, so that writers of two cases never wait.
    """

    __tablename__ = "case"
    __table_args__ = (
        UniqueConstraint("number", "authority_id"),
        CheckConstraint("open_deferrable = 0 OR open_deferrable > 0 AND state <> 'GRANTED'", name="open_deferrable"),
        Index(None, "number", "id"),
        Index(None, "status", "created_at"),
        Index(None, "subject_id", "created_at"),
        Index(None, "authority_id", "status", "created_at"),
        Index(None, "authority_id", "created_at", "id"),
        Index(None, "state", "authority_id"),
        Index(None, "process_version_id", "status", "id"),
        Index(None, "process_version_id", "ended_at", "id"),
    )
    id: Mapped[Id]
    number: Mapped[Short | None]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    process_version_id: Mapped[str] = mapped_column(to("process_version"))
    subject_id: Mapped[str] = mapped_column(to("subject"))
    record_id: Mapped[str | None] = mapped_column(to("record"), index=True)
    matter_edition_id: Mapped[str | None] = mapped_column(ForeignKey("matter_edition.id"), index=True)
    open_record_id: Mapped[str | None] = mapped_column(to("record"), unique=True)
    status: Mapped[Word]
    state: Mapped[Word]
    version: Mapped[int] = mapped_column(default=1)
    open_deferrable: Mapped[int] = mapped_column(default=0, server_default="0")
    routing: Mapped[JsonMap]
    engine_state: Mapped[bytes] = mapped_column(LargeBinary)
    passed: Mapped[list[str]] = mapped_column(JSON)
    regime: Mapped[Word | None]
    parameters_digest: Mapped[str] = mapped_column(ForeignKey("parameter_snapshot.digest"), nullable=True)
    channel: Mapped[Word | None]
    batch_id: Mapped[str | None] = mapped_column(ForeignKey("case_batch.id"), index=True)
    pause_id: Mapped[str | None] = mapped_column(ForeignKey("process_pause.id"), index=True)
    received_at: Mapped[datetime | None]
    pushed_at: Mapped[datetime | None]
    follow_code: Mapped[Word]
    created_by: Mapped[str] = mapped_column(to("account"))
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    audit_length: Mapped[int] = mapped_column(default=0)
    audit_head: Mapped[str] = mapped_column(default="")

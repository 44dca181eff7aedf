"""Replays of finished cases through drafts of processes: what became of each, without an answer or a name."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Word, to


class ProcessReplay(Base):
    """That finished cases were replayed through a draft as it was under a content hash; a draft keeps the last one.

    `status` is RUNNING, DONE or STOPPED; `wanted` counts its cases.
    """

    __tablename__ = "process_replay"
    id: Mapped[Id]
    draft_id: Mapped[str] = mapped_column(ForeignKey("process_draft.id", ondelete="CASCADE"), unique=True)
    content_hash: Mapped[Digest]
    status: Mapped[Word]
    wanted: Mapped[int]
    asked_by: Mapped[str] = mapped_column(to("account"))
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class ReplayedCase(Base):
    """One case of a replay, by its place in it from 1; `verdict` and `result` are empty until it was replayed."""

    __tablename__ = "replayed_case"
    __table_args__ = (UniqueConstraint("replay_id", "position"),)
    id: Mapped[Id]
    replay_id: Mapped[str] = mapped_column(ForeignKey("process_replay.id", ondelete="CASCADE"))
    position: Mapped[int]
    case_id: Mapped[str] = mapped_column(to("case"), index=True)
    verdict: Mapped[Word | None]
    result: Mapped[JsonMap | None] = mapped_column(JSON)

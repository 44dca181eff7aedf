"""Walks through drafts of processes: the acts of each person who walks, from which the sandbox is made anew."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, Short, to


class ProcessWalk(Base):
    """What somebody did in the sandbox of a draft, act after act; each person has one walk of a draft.

    `revision` counts the changes, so that two windows of one person do not walk over each other. `test_path` is the
    test of the draft that the walk puts right.
    """

    __tablename__ = "process_walk"
    __table_args__ = (UniqueConstraint("draft_id", "account_id"),)
    id: Mapped[Id]
    draft_id: Mapped[str] = mapped_column(ForeignKey("process_draft.id", ondelete="CASCADE"))
    account_id: Mapped[str] = mapped_column(to("account"))
    acts: Mapped[list[dict[str, object]]] = mapped_column(JSON)
    test_path: Mapped[Short | None]
    revision: Mapped[int]
    walked_at: Mapped[datetime]

"""Change sets: what follows from one change of the rules, with its legal basis, and who consents to it."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Short, Word, to


class ChangeSet(Base):
    """Parts that are checked, confirmed and in force together: drafts of processes, proposals, editions of matters.

    The parts name their set. `basis` is the number of the document it rests on, whose file is a blob. `revision`
    counts what became of the set; consents name it.
    """

    __tablename__ = "change_set"
    __table_args__ = (Index(None, "status", "id"),)
    id: Mapped[Id]
    title: Mapped[Short]
    effective_on: Mapped[date]
    basis: Mapped[Short]
    reason: Mapped[str] = mapped_column(Text)
    status: Mapped[Word]
    sha256: Mapped[Digest | None]
    size: Mapped[int | None]
    media_type: Mapped[Word | None]
    filename: Mapped[Short | None]
    created_by: Mapped[str] = mapped_column(to("account"))
    created_at: Mapped[datetime]
    submitted_by: Mapped[str | None] = mapped_column(to("account"))
    submitted_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(to("account"))
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=1)


class ChangeSetConsent(Base):
    """Somebody consents to the parts of one kind at one authority (empty: for everybody), as a revision has them."""

    __tablename__ = "change_set_consent"
    __table_args__ = (UniqueConstraint("change_set_id", "revision", "kind", "authority_id"),)
    id: Mapped[Id]
    change_set_id: Mapped[str] = mapped_column(to("change_set"))
    revision: Mapped[int]
    kind: Mapped[Word]
    authority_id: Mapped[Word]
    account_id: Mapped[str] = mapped_column(to("account"))
    at: Mapped[datetime]


class ChangeSetWish(Base):
    """What a part of a change set should say, left for those who write parts of that kind; they tick it off.

    `target` is the parameter or the table that is meant, where that was said.
    """

    __tablename__ = "change_set_wish"
    __table_args__ = (Index(None, "change_set_id"),)
    id: Mapped[Id]
    change_set_id: Mapped[str] = mapped_column(to("change_set"))
    asked: Mapped[Word]
    text: Mapped[str] = mapped_column(Text)
    target: Mapped[Short] = mapped_column(default="", server_default="")
    written_by: Mapped[str] = mapped_column(to("account"))
    written_at: Mapped[datetime]
    answered_by: Mapped[str | None] = mapped_column(to("account"))
    answered_at: Mapped[datetime | None]


class ChangeSetEvent(Base):
    """What became of a change set, for its history: who did what, when, and what was said."""

    __tablename__ = "change_set_event"
    __table_args__ = (Index(None, "change_set_id"),)
    id: Mapped[Id]
    change_set_id: Mapped[str] = mapped_column(to("change_set"))
    what: Mapped[Word]
    about: Mapped[Short]
    note: Mapped[str] = mapped_column(Text)
    account_id: Mapped[str] = mapped_column(to("account"))
    at: Mapped[datetime]

"""Processes and their versions: each version is one content-addressed bundle."""

from datetime import datetime

from sqlalchemy import LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.domain.migrating import Scope
from workflow_app.models.base import Base, Digest, Id, Short, Word, to


class Process(Base):
    """A family of cases; new ones take its newest version that is in effect."""

    __tablename__ = "process"
    id: Mapped[Id]
    key: Mapped[Word] = mapped_column(unique=True)
    name_zh: Mapped[Short]
    name_en: Mapped[Short]


class ProcessVersion(Base):
    """A published bundle (a zip of diagram, forms, tables, letter texts and tests); never changed.

    New cases take it from `effective_at` on, at once where that is empty, until a newer one is in effect or it is taken
    back. `scope` says which of the cases that run on earlier ones take it too. `note` says what changed, `basis` by
    which law. `renews` is the version that this one is anew, with the change of `renewed_with` in it, which was
    published for an earlier day. `set_aside_by` is the one that was published in an emergency, could not be put into
    this one, and keeps it from taking effect as long as that stands.
    """

    __tablename__ = "process_version"
    __table_args__ = (UniqueConstraint("process_id", "version"),)
    id: Mapped[Id]
    process_id: Mapped[str] = mapped_column(to("process"))
    version: Mapped[int]
    content_hash: Mapped[Digest]
    bundle: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    effective_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(to("account"))
    approved_by: Mapped[str] = mapped_column(to("account"))
    note: Mapped[str | None] = mapped_column(Text)
    basis: Mapped[str | None] = mapped_column(Text)
    scope: Mapped[Word] = mapped_column(default=Scope.NEW.value, server_default=Scope.NEW.value)
    renews: Mapped[int | None]
    renewed_with: Mapped[int | None]
    set_aside_by: Mapped[int | None]

"""Processes and their versions: each version is one content-addressed bundle."""

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Short, Word, to


class Process(Base):
    """A family of cases; `current_version` is what new cases take."""

    __tablename__ = "process"
    id: Mapped[Id]
    key: Mapped[Word] = mapped_column(unique=True)
    name_zh: Mapped[Short]
    name_en: Mapped[Short]
    current_version: Mapped[int] = mapped_column(default=0)


class ProcessVersion(Base):
    """A published bundle (a zip of diagram, forms, tables, letter texts and tests); never changed."""

    __tablename__ = "process_version"
    __table_args__ = (UniqueConstraint("process_id", "version"),)
    id: Mapped[Id]
    process_id: Mapped[str] = mapped_column(to("process"))
    version: Mapped[int]
    content_hash: Mapped[Digest]
    bundle: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    status: Mapped[Word]
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(to("account"))
    approved_by: Mapped[str] = mapped_column(to("account"))
    note: Mapped[Short] = mapped_column(default="")

"""Whom records are about."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Short, Word, to


class Subject(Base):
    """An enterprise, individual business or person under an opaque id; an identity number is only kept encrypted."""

    __tablename__ = "subject"
    __table_args__ = (Index(None, "name", "uscc", "id"),)
    id: Mapped[Id]
    kind: Mapped[Word]
    name: Mapped[Short]
    uscc: Mapped[str | None] = mapped_column(unique=True)
    identity_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    identity_lookup: Mapped[Digest | None] = mapped_column(unique=True)
    legal_representative: Mapped[Short | None]
    status: Mapped[Word]
    created_at: Mapped[datetime]


class SubjectName(Base):
    """A name under which a subject was met, fed from imports (rule A11)."""

    __tablename__ = "subject_name"
    __table_args__ = (UniqueConstraint("subject_id", "name"),)
    id: Mapped[Id]
    subject_id: Mapped[str] = mapped_column(to("subject"))
    name: Mapped[Short]
    seen_at: Mapped[datetime]

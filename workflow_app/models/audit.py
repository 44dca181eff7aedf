"""The audit trail: one hash chain per case, one for the rest per authority, and checkpoints over all heads."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Ref, Short, Word


class AuditEntry(Base):
    """Who did what, when; `hash` covers everything here and the hash before it."""

    __tablename__ = "audit_entry"
    __table_args__ = (UniqueConstraint("chain", "seq"), Index(None, "at"))
    id: Mapped[Id]
    chain: Mapped[Short]
    seq: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[Ref]
    action: Mapped[Word]
    data: Mapped[JsonMap]
    previous: Mapped[str]
    hash: Mapped[Digest]
    sm3: Mapped[Digest | None]


class AuditCheckpoint(Base):
    """The heads of all chains that moved since the last checkpoint, chained themselves."""

    __tablename__ = "audit_checkpoint"
    id: Mapped[Id]
    seq: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    heads: Mapped[JsonMap]
    previous: Mapped[str]
    hash: Mapped[Digest]

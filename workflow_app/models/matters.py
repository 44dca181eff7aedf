"""What one can apply for, in editions: a matter is only its name at an authority, everything else has a day."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to

_OPEN = text("status IN ('DRAFT', 'PROPOSED')")


class Matter(Base):
    """What one can apply for at an authority, whatever its editions say."""

    __tablename__ = "matter"
    __table_args__ = (UniqueConstraint("authority_id", "code"),)
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    code: Mapped[Word]


class MatterEdition(Base):
    """One state of a matter: in force from `valid_from`, once another person than its writer has confirmed it.

    `content` is `domain.matters.MatterContent`, and of a confirmed edition it never changes; its names and ways are
    repeated so that lists can be searched. `writers` are all who wrote in it or proposed it, `note` says what changed
    and why, `basis` by which law.
    """

    __tablename__ = "matter_edition"
    __table_args__ = (
        UniqueConstraint("matter_id", "number"),
        Index(None, "matter_id", "status", "valid_from", "number"),
        Index("uq_matter_edition_open", "matter_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )
    id: Mapped[Id]
    matter_id: Mapped[str] = mapped_column(to("matter"))
    number: Mapped[int]
    status: Mapped[Word]
    content: Mapped[JsonMap] = mapped_column(JSON)
    digest: Mapped[Digest]
    name_zh: Mapped[Short]
    name_en: Mapped[Short]
    offers_deferral: Mapped[bool]
    offers_pledge: Mapped[bool]
    valid_from: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    written_by: Mapped[str] = mapped_column(to("account"))
    written_at: Mapped[datetime]
    writers: Mapped[list[str]] = mapped_column(JSON)
    decided_by: Mapped[str | None] = mapped_column(to("account"))
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    change_set_id: Mapped[str | None] = mapped_column(to("change_set"), index=True)

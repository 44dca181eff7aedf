"""What became of letters after their issue: the papers of each edition, and changes that two people make (rule A15)."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Word, to


class LetterPaper(Base):
    """A file of one edition of a letter, plain or sealed; earlier editions stay where they are."""

    __tablename__ = "letter_paper"
    __table_args__ = (UniqueConstraint("letter_id", "edition", "form"), Index(None, "sha256"))
    id: Mapped[Id]
    letter_id: Mapped[str] = mapped_column(to("letter"))
    edition: Mapped[int]
    form: Mapped[Word]
    sha256: Mapped[Digest]
    size: Mapped[int]
    media_type: Mapped[Word]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(to("account"))


class LetterChange(Base):
    """A correction, annulment or re-issue that one person asks for and another decides.

    `content` holds what is to read otherwise, `before` the data that stood until then, `edition` what was seen.
    """

    __tablename__ = "letter_change"
    __table_args__ = (Index(None, "letter_id"), Index(None, "authority_id", "status"))
    id: Mapped[Id]
    letter_id: Mapped[str] = mapped_column(to("letter"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    kind: Mapped[Word]
    reason: Mapped[str] = mapped_column(Text)
    content: Mapped[JsonMap]
    before: Mapped[JsonMap]
    edition: Mapped[int]
    status: Mapped[Word]
    proposed_by: Mapped[str] = mapped_column(to("account"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(to("account"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)
    new_letter_id: Mapped[str | None] = mapped_column(to("letter"))

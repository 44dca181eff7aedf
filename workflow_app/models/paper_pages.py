"""The pages of materials that are being put together."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to


class PaperPage(Base):
    """A photograph, or a PDF with its pages, for one field of an open task; `position` is its place there.

    `turn` is by how many degrees somebody turned it to the right, `note` what the file was that was sent. `stored_at`
    is machine time, after which a page that nobody handed in is forgotten.
    """

    __tablename__ = "paper_page"
    __table_args__ = (Index(None, "task_id", "field"), Index(None, "sha256"), Index(None, "stored_at"))
    id: Mapped[Id]
    task_id: Mapped[str] = mapped_column(to("task"))
    field: Mapped[Word]
    position: Mapped[int]
    turn: Mapped[int]
    pages: Mapped[int]
    sha256: Mapped[Digest]
    size: Mapped[int]
    media_type: Mapped[Word]
    filename: Mapped[Short]
    note: Mapped[JsonMap]
    scan: Mapped[Word]
    sent_by: Mapped[str] = mapped_column(to("account"))
    received_at: Mapped[datetime]
    stored_at: Mapped[datetime]

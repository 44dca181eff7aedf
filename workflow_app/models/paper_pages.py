"""The pages of materials that are being put together."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Ref, Short, Word, to


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


class PageUpload(Base):
    """A file on its way to a field of an open task: what was announced of it, and how much has `received` so far.

    What came last is written in the store of uploads; these numbers say what of it counts. `page_id` is what it became.
    `touched_at` is machine time, after which nobody waits for the rest.
    """

    __tablename__ = "page_upload"
    __table_args__ = (Index(None, "sent_by"), Index(None, "touched_at"))
    id: Mapped[Id]
    task_id: Mapped[str] = mapped_column(to("task"))
    field: Mapped[Word]
    sent_by: Mapped[str] = mapped_column(to("account"))
    filename: Mapped[Short]
    media_type: Mapped[Short]
    length: Mapped[int]
    received: Mapped[int]
    page_id: Mapped[Ref | None]
    touched_at: Mapped[datetime]

"""Files of records: what each was and how its rows fared, and what of it still has to land."""

from datetime import datetime

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to


class RecordImport(Base):
    """One file of records: QUEUED, RUNNING, then DONE, PARTIAL (rows came back) or FAILED (`error` says why).

    `sha256` is the file's own where all of it landed; else it names the blob that keeps the file, encrypted. `passed`
    counts the rows that were looked at; `scope` holds the ids of the authorities whose rows may land ("allowed") and of
    those that were touched.
    """

    __tablename__ = "record_import"
    __table_args__ = (Index(None, "status"),)
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"), index=True)
    filename: Mapped[Short]
    sha256: Mapped[Digest]
    status: Mapped[Word]
    rows: Mapped[int]
    passed: Mapped[int] = mapped_column(default=0, server_default="0")
    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    skipped: Mapped[int] = mapped_column(default=0, server_default="0")
    reclassified: Mapped[int] = mapped_column(default=0, server_default="0")
    by_severity: Mapped[JsonMap]
    findings: Mapped[list[JsonMap]] = mapped_column(JSON)
    scope: Mapped[JsonMap] = mapped_column(default=dict, server_default="{}")
    error: Mapped[Word | None]
    imported_by: Mapped[str] = mapped_column(to("account"))
    imported_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class ImportPart(Base):
    """A part of a file on its way, encrypted: number 0 is the file itself, the others are rows that were read.

    Once its rows have landed a part holds only what was refused of them; when all have, the parts are gone.
    """

    __tablename__ = "import_part"
    __table_args__ = (UniqueConstraint("import_id", "number"),)
    id: Mapped[Id]
    import_id: Mapped[str] = mapped_column(to("record_import"))
    number: Mapped[int]
    landed: Mapped[bool]
    content: Mapped[bytes] = mapped_column(LargeBinary)

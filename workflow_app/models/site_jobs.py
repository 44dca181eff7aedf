"""Work at other sites that people do, file after file, or through another office."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to


class SiteJob(Base):
    """One thing to be done at a site by people, instead of a signed order.

    `key` names what asked for it, so that asking twice is one job; `fields` are the words to be entered there, as they
    were when it was asked for. `office` is who was asked for assistance, `row_no` the number of its row in a
    spreadsheet.
    """

    __tablename__ = "site_job"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("row_no"),
        Index(None, "authority_id", "status", "due_on"),
        Index(None, "site_id", "status"),
    )
    id: Mapped[Id]
    key: Mapped[Short]
    kind: Mapped[Word]
    way: Mapped[Word]
    status: Mapped[Word]
    version: Mapped[int]
    site_id: Mapped[str] = mapped_column(to("site"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    subject_id: Mapped[str] = mapped_column(to("subject"))
    listing_id: Mapped[str | None] = mapped_column(to("listing"), index=True)
    removal_id: Mapped[str | None] = mapped_column(to("removal"), index=True)
    case_id: Mapped[str | None] = mapped_column(to("case"), index=True)
    batch_id: Mapped[str | None] = mapped_column(to("site_batch"), index=True)
    row_no: Mapped[Short | None]
    fields: Mapped[JsonMap]
    due_on: Mapped[date]
    reason: Mapped[Short | None]
    receipt_no: Mapped[Short | None]
    office: Mapped[Short | None]
    letter_no: Mapped[Short | None]
    sent_on: Mapped[date | None]
    reminders: Mapped[int]
    reminded_on: Mapped[date | None]
    escalated_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]


class SiteJobAct(Base):
    """One act of such work, with the file that proves it."""

    __tablename__ = "site_job_act"
    __table_args__ = (UniqueConstraint("job_id", "number"),)
    id: Mapped[Id]
    job_id: Mapped[str] = mapped_column(to("site_job"))
    number: Mapped[int]
    act: Mapped[Word]
    way: Mapped[Word]
    on_day: Mapped[date | None]
    note: Mapped[Short | None]
    receipt_no: Mapped[Short | None]
    office: Mapped[Short | None]
    sha256: Mapped[Digest | None] = mapped_column(index=True)
    size: Mapped[int | None]
    media_type: Mapped[Short | None]
    filename: Mapped[Short | None]
    scan: Mapped[Word | None]
    actor_id: Mapped[str] = mapped_column(to("account"))
    at: Mapped[datetime]


class SiteBatch(Base):
    """A numbered spreadsheet for a site, frozen when it was written; it may be downloaded again."""

    __tablename__ = "site_batch"
    __table_args__ = (UniqueConstraint("site_id", "authority_id", "serial"), UniqueConstraint("number"))
    id: Mapped[Id]
    site_id: Mapped[str] = mapped_column(to("site"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    serial: Mapped[int]
    number: Mapped[Short]
    rows: Mapped[int]
    sha256: Mapped[Digest] = mapped_column(index=True)
    size: Mapped[int]
    downloads: Mapped[int]
    created_by: Mapped[str] = mapped_column(to("account"))
    created_at: Mapped[datetime]


class SiteReceiptFile(Base):
    """A spreadsheet of receipts that came back from a site; the same file again changes nothing."""

    __tablename__ = "site_receipt_file"
    __table_args__ = (UniqueConstraint("site_id", "authority_id", "sha256"),)
    id: Mapped[Id]
    site_id: Mapped[str] = mapped_column(to("site"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    sha256: Mapped[Digest] = mapped_column(index=True)
    filename: Mapped[Short]
    done: Mapped[int]
    returned: Mapped[int]
    unchanged: Mapped[int]
    problems: Mapped[list[Any]]
    uploaded_by: Mapped[str] = mapped_column(to("account"))
    uploaded_at: Mapped[datetime]

"""Places where things are shown to the public, what is shown there, and orders to take it down."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, Ref, Short, Word, to


class Site(Base):
    """A place of publication, ours (OWN) or another's; the shared secret is kept encrypted.

    `looks` tells that the service sees its public page itself; `entry_url` is where people enter things there, `office`
    who is asked for assistance. One of an authority shows only what that authority decided.
    One that `decides_itself` repairs by a decision of its own: our cases do not cover it, and it is told nothing;
    `apply_url` and `bring_zh`, `bring_en` tell people where to ask it and what to bring.
    One that did not answer rests until an instant of machine time; `silences` counts how often in a row it did not.
    """

    __tablename__ = "site"
    id: Mapped[Id]
    code: Mapped[Word] = mapped_column(unique=True)
    name_zh: Mapped[Short]
    name_en: Mapped[Short]
    connector: Mapped[Word]
    base_url: Mapped[Short | None]
    secret_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    entry_url: Mapped[Short | None]
    office: Mapped[Short | None]
    authority_id: Mapped[str | None] = mapped_column(ForeignKey("authority.id"))
    looks: Mapped[bool] = mapped_column(default=False, server_default=false())
    decides_itself: Mapped[bool] = mapped_column(default=False, server_default=false())
    apply_url: Mapped[Short | None]
    bring_zh: Mapped[str | None]
    bring_en: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    active: Mapped[bool] = mapped_column(default=True)
    silences: Mapped[int] = mapped_column(default=0, server_default="0")
    rests_until: Mapped[datetime | None]


class Listing(Base):
    """One record, pledge, permit or repair shown on one site."""

    __tablename__ = "listing"
    __table_args__ = (
        UniqueConstraint("site_id", "item_kind", "item_id"),
        Index(None, "item_id"),
        Index(None, "site_id", "item_kind", "status", "shown_at", "id"),
    )
    id: Mapped[Id]
    site_id: Mapped[str] = mapped_column(to("site"))
    item_kind: Mapped[Word]
    item_id: Mapped[Ref]
    status: Mapped[Word]
    shown_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class SiteIdentifier(Base):
    """The number under which a site keeps one of our records, matched by hand once and corrected when wrong."""

    __tablename__ = "site_identifier"
    __table_args__ = (UniqueConstraint("site_id", "number"), UniqueConstraint("site_id", "record_id"))
    id: Mapped[Id]
    site_id: Mapped[str] = mapped_column(to("site"))
    record_id: Mapped[str] = mapped_column(to("record"), index=True)
    number: Mapped[Short]
    entered_by: Mapped[str] = mapped_column(to("account"))
    entered_at: Mapped[datetime]


class Removal(Base):
    """The order to take one listing down and its confirmation; the case closes when all are verified.

    A listing that ends by itself, because its longest period is over, is ordered down without a case. `urges` counts
    how often the site was urged; `looked_at` is when it was last seen gone after it was verified. `look_wanted_at` is
    set while a person must look, because no machine can.
    """

    __tablename__ = "removal"
    __table_args__ = (
        UniqueConstraint("case_id", "listing_id", "round"),
        Index(None, "case_id"),
        Index(None, "listing_id"),
        Index(None, "status", "due_on"),
    )
    id: Mapped[Id]
    listing_id: Mapped[str] = mapped_column(to("listing"))
    case_id: Mapped[str | None] = mapped_column(to("case"))
    round: Mapped[int] = mapped_column(default=1)
    reason: Mapped[Word]
    status: Mapped[Word]
    ordered_at: Mapped[datetime]
    due_on: Mapped[date]
    attempts: Mapped[int] = mapped_column(default=0)
    urges: Mapped[int] = mapped_column(default=0, server_default="0")
    urged_at: Mapped[datetime | None]
    receipt_no: Mapped[Short | None]
    confirmed_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    looked_at: Mapped[datetime | None]
    look_wanted_at: Mapped[datetime | None]


class Hiding(Base):
    """That a record was hidden in an emergency: by one person at once, until a second one confirms it or puts it back.

    `open_record_id` is set while it is in force and unique, so that a record is hidden once. What was confirmed may be
    asked to be shown again by one person (`asked_by`), and is when another agrees.
    """

    __tablename__ = "hiding"
    __table_args__ = (Index(None, "record_id"), Index(None, "status", "due_on"))
    id: Mapped[Id]
    record_id: Mapped[str] = mapped_column(to("record"))
    open_record_id: Mapped[str | None] = mapped_column(to("record"), unique=True)
    reason: Mapped[Word]
    note: Mapped[str]
    status: Mapped[Word]
    hidden_by: Mapped[str] = mapped_column(to("account"))
    hidden_at: Mapped[datetime]
    due_on: Mapped[date]
    late_at: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(to("account"))
    settled_at: Mapped[datetime | None]
    settled_note: Mapped[str | None]
    asked_by: Mapped[str | None] = mapped_column(to("account"))
    asked_at: Mapped[datetime | None]
    asked_note: Mapped[str | None]

"""The law as rows: rule sets, the table of classes, and proposals to change any of it."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, Index, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, JsonMap, Short, Word, to


class Proposal(Base):
    """A change of the rules that one administrator asks for and another decides; without an authority, for everybody.

    `about` is what the change is about, such as the key of a parameter. `seen` are the rows that stood when it was
    written. `effect` counts what it would do to records, and later what it did.
    """

    __tablename__ = "proposal"
    __table_args__ = (Index(None, "status", "id"), Index(None, "kind", "about"))
    id: Mapped[Id]
    kind: Mapped[Word]
    about: Mapped[Short]
    authority_id: Mapped[str | None] = mapped_column(to("authority"))
    content: Mapped[JsonMap]
    seen: Mapped[list[list[str | None]]] = mapped_column(JSON)
    effect: Mapped[JsonMap]
    reason: Mapped[str] = mapped_column(Text)
    status: Mapped[Word]
    proposed_by: Mapped[str] = mapped_column(to("account"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(to("account"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)
    change_set_id: Mapped[str | None] = mapped_column(to("change_set"), index=True)


class Regime(Base):
    """A dated rule set; `field` limits it to authorities of that field."""

    __tablename__ = "regime"
    id: Mapped[Id]
    key: Mapped[Word]
    name_zh: Mapped[Short]
    name_en: Mapped[Short]
    instrument: Mapped[Short]
    field: Mapped[Word | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    origin: Mapped[Short]
    proposal_id: Mapped[str | None] = mapped_column(to("proposal"))


class ClassRule(Base):
    """One row of the table of classes; what is open (None) covers anything (rules X2, A13)."""

    __tablename__ = "class_rule"
    __table_args__ = (Index(None, "authority_id"),)
    id: Mapped[Id]
    version: Mapped[Word]
    severity: Mapped[Word]
    authority_id: Mapped[str | None] = mapped_column(to("authority"))
    field: Mapped[Word | None]
    data_class: Mapped[Word | None]
    regime: Mapped[Word | None]
    penalty_type: Mapped[Word | None]
    simple_procedure: Mapped[bool | None]
    amount_from: Mapped[Decimal | None] = mapped_column(Numeric(16, 2))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    origin: Mapped[Short]
    proposal_id: Mapped[str | None] = mapped_column(to("proposal"))

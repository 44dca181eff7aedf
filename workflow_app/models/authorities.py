"""Authorities, their departments, calendars and dated parameters."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, Word, to


class Authority(Base):
    """A bureau of this installation; owns departments, a calendar, parameters, letter heads and numbering.

    `field` selects rule sets that only authorities of that field have.
    """

    __tablename__ = "authority"
    id: Mapped[Id]
    code: Mapped[Word] = mapped_column(unique=True)
    uscc: Mapped[str] = mapped_column(unique=True)
    name_zh: Mapped[Short]
    name_en: Mapped[Short]
    field: Mapped[Word | None]
    letter_prefix: Mapped[Short]
    phone: Mapped[Short]
    calendar_version: Mapped[int] = mapped_column(default=1)
    parameter_version: Mapped[int] = mapped_column(default=1)
    audit_length: Mapped[int] = mapped_column(default=0)
    audit_head: Mapped[str] = mapped_column(default="")


class Department(Base):
    """A section of an authority."""

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("authority_id", "code"),)
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    code: Mapped[Word]
    name_zh: Mapped[Short]
    name_en: Mapped[Short]


class Parameter(Base):
    """A dated value of a rule, looked up by (key, authority, regime, data class, date)."""

    __tablename__ = "parameter"
    __table_args__ = (Index(None, "key", "authority_id"),)
    id: Mapped[Id]
    key: Mapped[Short]
    authority_id: Mapped[str | None] = mapped_column(to("authority"))
    regime: Mapped[Word | None]
    data_class: Mapped[Word | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    value: Mapped[object] = mapped_column(JSON)
    unit: Mapped[Word]
    origin: Mapped[Short]
    proposal_id: Mapped[str | None] = mapped_column(ForeignKey("proposal.id"))


class ParameterSnapshot(Base):
    """Every parameter as it held when cases were opened, once for all cases that keep the same; never changed."""

    __tablename__ = "parameter_snapshot"
    digest: Mapped[Digest] = mapped_column(primary_key=True)
    content: Mapped[JsonMap]


class CalendarDay(Base):
    """A day that differs from its weekday: a holiday, or a weekend day that is worked.

    `name` is the word of a festival, or the Chinese name of any other holiday, whose English name stands beside it.
    """

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("authority_id", "day"),)
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    day: Mapped[date]
    kind: Mapped[Word]
    name: Mapped[Short]
    name_en: Mapped[Short] = mapped_column(default="", server_default="")


class CalendarYear(Base):
    """A year whose arrangement has been published for an authority; others give provisional dates.

    `origin` names the notice or file it was taken from.
    """

    __tablename__ = "calendar_year"
    __table_args__ = (UniqueConstraint("authority_id", "year"),)
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    year: Mapped[int]
    origin: Mapped[Short] = mapped_column(default="", server_default="")

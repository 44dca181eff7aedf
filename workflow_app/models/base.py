"""What every table shares: naming of constraints, column types, and short names for common columns."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, Date, DateTime, Dialect, ForeignKey, MetaData, String, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, mapped_column

from workflow_app.domain.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: refused without a zone, stored and read as UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into UTC; SQLite keeps it without the zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "expected an instant with a zone, but got a naive one"
            raise ValueError(msg)
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The registry of tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy as a class attribute
        datetime: UtcDateTime(),
        date: Date(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }


Id = Annotated[str, mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)]
"""Our own time-ordered key."""

Ref = Annotated[str, mapped_column(Uuid(as_uuid=False))]
"""An id of something that has no table of its own in reach, or is kept beyond its row."""

Word = Annotated[str, mapped_column(String(40))]
"""A value of a closed set of words, such as a status."""

Short = Annotated[str, mapped_column(String(200))]
"""A name or number that people read."""

Digest = Annotated[str, mapped_column(String(64))]
"""A SHA-256 or SM3 value in hexadecimal."""

JsonMap = dict[str, Any]
"""A flat JSON document; its shape is stated where it is written."""


def to(target: str) -> ForeignKey:
    """Return a foreign key to `table` by its id, restricting deletion."""
    return ForeignKey(f"{target}.id", ondelete="RESTRICT")

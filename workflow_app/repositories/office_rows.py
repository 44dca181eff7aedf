"""Rows of an installation taken over into a sandbox: what its rules are made of, and what one case was about."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ForeignKey, Table, insert, select
from sqlalchemy.orm import Session

from workflow_app.domain.actors import SERVICE
from workflow_app.models import (
    Authority,
    Base,
    CalendarDay,
    CalendarYear,
    ClassRule,
    Department,
    Listing,
    Matter,
    MatterEdition,
    Outage,
    Parameter,
    Record,
    RecordVersion,
    Regime,
    Site,
    Subject,
)

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table."""

OFFICE = tuple(
    each.__tablename__
    for each in (
        Authority,
        Department,
        CalendarYear,
        CalendarDay,
        Regime,
        ClassRule,
        Parameter,
        Matter,
        MatterEdition,
        Outage,
        Site,
    )
)
NOWHERE = "https://site.invalid"
OWN, TOLD_BY_MACHINE = "OWN", "HTTP"
_FRESH: Mapping[str, dict[str, Any]] = {
    Authority.__tablename__: {"audit_length": 0, "audit_head": ""},
    Site.__tablename__: {"silences": 0, "rests_until": None},
}
"""What of a row belongs to the running service and not to its rules."""


class OfficeRows:
    """Reads rows in one installation and writes them into another, their ids kept."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def read_office(self) -> Rows:
        """Return what the rules of an installation are made of; nothing in it is about anybody."""
        return {name: self._read(_table(name)) for name in OFFICE}

    def read_subject(self, subject_id: str) -> Rows:
        """Return a subject."""
        return {Subject.__tablename__: self._read(_table(Subject.__tablename__), id=subject_id)}

    def read_record(self, record_id: str) -> Rows:
        """Return a record with what it said, and where it is or was shown."""
        return {
            Record.__tablename__: self._read(_table(Record.__tablename__), id=record_id),
            RecordVersion.__tablename__: self._read(_table(RecordVersion.__tablename__), record_id=record_id),
            Listing.__tablename__: self._read(_table(Listing.__tablename__), item_id=record_id),
        }

    def write(self, rows: Rows) -> None:
        """Add rows, what others refer to first; what they refer to that is not taken over is left out of them."""
        for table in Base.metadata.sorted_tables:
            found = [_cut(table, each) for each in rows.get(table.name, ())]
            if found:
                self.session.execute(insert(table), found)

    def _read(self, table: Table, **wanted: str) -> list[dict[str, Any]]:
        statement = select(table).order_by(*table.primary_key)
        for name, value in wanted.items():
            statement = statement.where(table.c[name] == value)
        fresh = _FRESH.get(table.name, {})
        return [_elsewhere(dict(each) | fresh) for each in self.session.execute(statement).mappings()]


def _elsewhere(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with no address of anybody in it: every other site is one that a machine tells, and that obeys."""
    if row.get("connector") in (None, OWN):
        return row
    return row | {"connector": TOLD_BY_MACHINE, "base_url": NOWHERE, "entry_url": None, "office": None}


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _cut(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without references to what stays behind: people become the service itself."""
    kept = dict(row)
    for key in table.foreign_keys:
        if key.column.table.name not in (*OFFICE, Subject.__tablename__, Record.__tablename__):
            kept[key.parent.name] = _instead(key)
    return kept


def _instead(key: ForeignKey) -> str | None:
    return None if key.parent.nullable else SERVICE.id

"""In which order new rows are written: one that others refer to goes before them.

Our tables have no relationships declared on classes, so SQLAlchemy would sort them by their names.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Table, inspect

from workflow_app.models import Base

_PLACES = {table: place for place, table in enumerate(Base.metadata.sorted_tables)}
_PARENTS = {table: frozenset(key.column.table for key in table.foreign_keys) for table in _PLACES}


def in_order(rows: Iterable[object]) -> Iterator[list[object]]:
    """Yield the rows in as few groups as their foreign keys allow; within a group any order will do."""
    waiting: dict[Table, list[object]] = {}
    for row in rows:
        waiting.setdefault(inspect(type(row)).local_table, []).append(row)
    group: list[object] = []
    tables: set[Table] = set()
    for table in sorted(waiting, key=_PLACES.__getitem__):
        if tables & _PARENTS[table]:
            yield group
            group, tables = [], set()
        group.extend(waiting[table])
        tables.add(table)
    if group:
        yield group

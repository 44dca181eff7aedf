"""In which order new rows are written: one that others refer to goes before them.

Our tables have no relationships declared on classes, so SQLAlchemy would sort them by their names.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Table, inspect

from workflow_app.models import Base

_TABLES = tuple(Base.metadata.sorted_tables)


def in_order(rows: Iterable[object]) -> Iterator[list[object]]:
    """Yield the rows in as few groups as their foreign keys allow; within a group any order will do."""
    waiting: dict[Table, list[object]] = {}
    for row in rows:
        waiting.setdefault(inspect(type(row)).local_table, []).append(row)
    group: list[object] = []
    tables: set[Table] = set()
    for table in (each for each in _TABLES if each in waiting):
        if tables & {key.column.table for key in table.foreign_keys}:
            yield group
            group, tables = [], set()
        group.extend(waiting[table])
        tables.add(table)
    if group:
        yield group

"""Writing very many new rows that nobody looks at again in the same unit of work, in one statement for each table."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Insert, insert, inspect
from sqlalchemy.orm import Mapper, Session

from workflow_app.models import DueWork
from workflow_app.repositories.due_work import ADDED
from workflow_app.repositories.engine import duplicate_as_error
from workflow_app.repositories.write_order import in_order


def write_in_bulk(session: Session, rows: Iterable[object]) -> None:
    """Write rows, what others refer to first; what they refer to must have been written.

    Raises ConflictError DUPLICATE where a unique rule stands against it. The session does not know the rows afterwards.
    """
    with duplicate_as_error():
        for group in in_order(rows):
            kinds: dict[type, list[dict[str, object]]] = {}
            for row in group:
                kinds.setdefault(type(row), []).append(_values(row))
            for kind, values in kinds.items():
                session.connection().execute(_insertion(inspect(kind)), values)
            if DueWork in kinds:
                session.info[ADDED] = True


@cache
def _insertion(kind: Mapper[Any]) -> Insert:
    """Return the statement that inserts rows of a kind; built once, for building costs more than asking."""
    return insert(kind.local_table)  # type: ignore[arg-type] # declared as a wider type than it has


@cache
def _columns(kind: Mapper[Any]) -> tuple[dict[str, str], dict[str, None]]:
    """Return the column of each attribute of a kind, and nothing for each column that has no value of its own."""
    columns = {each.key: each.columns[0] for each in kind.column_attrs}
    names = {key: column.name for key, column in columns.items()}
    return names, {column.name: None for column in columns.values() if column.default is None}


def _values(row: object) -> dict[str, object]:
    """Return what a row says, with what it leaves out as nothing: rows that name the same columns go together."""
    names, empty = _columns(inspect(type(row)))
    said = inspect(row).dict
    return {**empty, **{name: said[key] for key, name in names.items() if key in said}}

"""Writing very many new rows that nobody looks at again in the same unit of work, in one statement for each table."""

from collections.abc import Iterable

from sqlalchemy import inspect
from sqlalchemy.orm import Session

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
                session.bulk_insert_mappings(inspect(kind), values, render_nulls=True)
            if DueWork in kinds:
                session.info[ADDED] = True


def _values(row: object) -> dict[str, object]:
    """Return what a row says, with what it leaves out as nothing: rows that name the same columns go together."""
    mapper = inspect(type(row))
    said = inspect(row).dict
    empty = {each.key: None for each in mapper.column_attrs if each.columns[0].default is None}
    return {**empty, **{each.key: said[each.key] for each in mapper.column_attrs if each.key in said}}

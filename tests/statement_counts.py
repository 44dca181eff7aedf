"""Counts what is asked of the database."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from builders import Service
from sqlalchemy import Engine, event


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Note what is sent to the database; BEGIN of SQLite is ours to say and left out, as PostgreSQL's is not seen."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements(service: Service) -> AbstractContextManager[list[str]]:
    """Note what a whole service asks."""
    return counted(service.tools.database.engine)

"""Units of work: one transaction each, for reading or for writing; leaving one without commit rolls it back."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from workflow_app.models import Notice
from workflow_app.repositories.audit import Columns, write_entries
from workflow_app.repositories.deliveries import leave_deliveries
from workflow_app.repositories.due_work import adds_due_work
from workflow_app.repositories.engine import duplicate_as_error
from workflow_app.repositories.questions import Questions
from workflow_app.repositories.write_order import in_order

BeforeCommit = Callable[[Connection], None]
"""What joins a transaction that adds work which is due at once, such as a message to the workers."""

Gate = AbstractContextManager[None]  # what a unit of work waits at before it begins
OPEN_GATE = nullcontext()


class UnitOfWork(Questions):
    """One transaction and the repositories that speak through it. Only services call `commit`."""

    def __init__(self, engine: Engine, *, before_commit: BeforeCommit | None = None, gate: Gate = OPEN_GATE) -> None:
        self._gate = gate
        super().__init__(Session(engine, autoflush=False, expire_on_commit=False))
        self._before_commit = before_commit
        self._pending: list[object] = []
        self._entries: list[Columns] = []

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            undo.enter_context(self._gate)
            self.session.connection()
            undo.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self.session.close()
        finally:
            self._gate.__exit__(kind, error, at)

    def add(self, *rows: object) -> None:
        """Put new rows into the transaction; they are written at the next flush, what others refer to first."""
        self._pending.extend(rows)

    def add_entries(self, entries: Iterable[Columns]) -> None:
        """Put the next entries of an audit chain into the transaction."""
        self._entries.extend(entries)

    def flush(self) -> None:
        """Write what is pending, so that later questions see it; notices with what carries them out of the house."""
        with duplicate_as_error():
            notices = [row for row in self._pending if isinstance(row, Notice)]
            for rows in in_order(self._pending):
                self.session.add_all(rows)
                self.session.flush()
            self._pending.clear()
            self.session.flush()
            if notices:
                leave_deliveries(self.session, notices)
            if self._entries:
                write_entries(self.session, self._entries)
                self._entries.clear()

    def commit(self) -> None:
        """Make everything durable at once; raises ConflictError DUPLICATE where a unique rule stood against it."""
        self.flush()
        with duplicate_as_error():
            if self._before_commit is not None and adds_due_work(self.session):
                self._before_commit(self.session.connection())
            self.session.commit()

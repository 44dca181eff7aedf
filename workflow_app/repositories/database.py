"""Where units of work come from, and single questions that need none."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Executable, Row

from workflow_app.repositories.engine import BUSY_SECONDS, connect, outside_transactions
from workflow_app.repositories.unit_of_work import OPEN_GATE, BeforeCommit, UnitOfWork
from workflow_app.repositories.write_gate import WriteGate


class Database:
    """Where units of work come from."""

    def __init__(self, url: str, *, pool_size: int = 16, before_commit: BeforeCommit | None = None) -> None:
        self.engine = connect(url, pool_size=pool_size)
        self._writing = self.engine.execution_options(write=True)
        self._asking = outside_transactions(self.engine)
        self._before_commit = before_commit
        path = None if self.is_postgresql else self.engine.url.database
        self._gate = WriteGate(Path(f"{path}-gate"), seconds=BUSY_SECONDS) if path else None

    @property
    def is_postgresql(self) -> bool:
        """Tell whether rows can be skipped when another holds them."""
        return self.engine.dialect.name == "postgresql"

    def ask(self, question: Executable, values: Mapping[str, object]) -> Sequence[Row[Any]]:
        """Return the rows of one question that stands alone: no transaction is begun for it, and no session."""
        with self._asking.connect() as connection:
            return connection.execute(question, values).all()

    def read(self) -> UnitOfWork:
        """Return a unit of work that only asks."""
        return UnitOfWork(self.engine)

    def snapshot(self) -> UnitOfWork:
        """Return a unit of work that only asks, and sees nothing that is committed after its first question."""
        if self.is_postgresql:
            return UnitOfWork(self.engine.execution_options(isolation_level="REPEATABLE READ"))
        return self.read()

    def write(self) -> UnitOfWork:
        """Return a unit of work that may change things; on SQLite it holds the write lock from its start."""
        return UnitOfWork(self._writing, before_commit=self._before_commit, gate=self._gate or OPEN_GATE)

    def write_in_passing(self) -> UnitOfWork:
        """Return a unit of work for what is not worth a wait; raises BusyError soon while another writes."""
        gate = self._gate.in_passing() if self._gate else OPEN_GATE
        return UnitOfWork(self._writing, before_commit=self._before_commit, gate=gate)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        if self._gate is not None:
            self._gate.close()

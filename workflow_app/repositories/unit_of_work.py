"""Units of work: one transaction each, for reading or for writing; leaving one without commit rolls it back."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import cached_property
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from workflow_app.repositories.accounts import Accounts
from workflow_app.repositories.audit import Audit, Columns, write_entries
from workflow_app.repositories.authorities import Authorities
from workflow_app.repositories.cases import Cases
from workflow_app.repositories.documents import Documents
from workflow_app.repositories.due_work import DueWorks, adds_due_work
from workflow_app.repositories.engine import duplicate_as_error
from workflow_app.repositories.idempotency import Answers
from workflow_app.repositories.imports import Imports
from workflow_app.repositories.incidents import Incidents
from workflow_app.repositories.letters import Letters
from workflow_app.repositories.limits import Limits
from workflow_app.repositories.listings import Listings
from workflow_app.repositories.notices import Notices
from workflow_app.repositories.pledges import Pledges
from workflow_app.repositories.processes import Processes
from workflow_app.repositories.records import Records
from workflow_app.repositories.settings import Settings
from workflow_app.repositories.sites import Sites
from workflow_app.repositories.snapshots import Snapshots
from workflow_app.repositories.subjects import Subjects
from workflow_app.repositories.tasks import Tasks
from workflow_app.repositories.write_order import in_order

BeforeCommit = Callable[[Connection], None]
"""What joins a transaction that adds work which is due at once, such as a message to the workers."""

Gate = AbstractContextManager[None]  # what a unit of work waits at before it begins
OPEN_GATE = nullcontext()


class UnitOfWork:
    """One transaction and the repositories that speak through it. Only services call `commit`."""

    def __init__(self, engine: Engine, *, before_commit: BeforeCommit | None = None, gate: Gate = OPEN_GATE) -> None:
        self._gate = gate
        self.session = Session(engine, autoflush=False, expire_on_commit=False)
        self._before_commit = before_commit
        self._pending: list[object] = []
        self._entries: list[Columns] = []

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            undo.enter_context(self._gate)
            self.session.connection()
            undo.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.session.close()
        finally:
            self._gate.__exit__(kind, error, trace)

    def add(self, *rows: object) -> None:
        """Put new rows into the transaction; they are written at the next flush, what others refer to first."""
        self._pending.extend(rows)

    def add_entries(self, entries: Iterable[Columns]) -> None:
        """Put the next entries of an audit chain into the transaction."""
        self._entries.extend(entries)

    def flush(self) -> None:
        """Write what is pending, so that later questions see it."""
        with duplicate_as_error():
            for rows in in_order(self._pending):
                self.session.add_all(rows)
                self.session.flush()
            self._pending.clear()
            self.session.flush()
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

    @cached_property
    def accounts(self) -> Accounts:
        """Return questions about accounts."""
        return Accounts(self.session)

    @cached_property
    def audit(self) -> Audit:
        """Return questions about the audit trail."""
        return Audit(self.session)

    @cached_property
    def authorities(self) -> Authorities:
        """Return questions about authorities, calendars and parameters."""
        return Authorities(self.session)

    @cached_property
    def cases(self) -> Cases:
        """Return questions about cases."""
        return Cases(self.session)

    @cached_property
    def documents(self) -> Documents:
        """Return questions about documents."""
        return Documents(self.session)

    @cached_property
    def due_work(self) -> DueWorks:
        """Return questions about due work."""
        return DueWorks(self.session)

    @cached_property
    def answers(self) -> Answers:
        """Return questions about answers to repeated requests."""
        return Answers(self.session)

    @cached_property
    def imports(self) -> Imports:
        """Return questions about imports."""
        return Imports(self.session)

    @cached_property
    def incidents(self) -> Incidents:
        """Return questions about incidents."""
        return Incidents(self.session)

    @cached_property
    def letters(self) -> Letters:
        """Return questions about letters and number series."""
        return Letters(self.session)

    @cached_property
    def limits(self) -> Limits:
        """Return questions about counters of attempts."""
        return Limits(self.session)

    @cached_property
    def listings(self) -> Listings:
        """Return questions about sites, listings and removals."""
        return Listings(self.session)

    @cached_property
    def notices(self) -> Notices:
        """Return questions about notices."""
        return Notices(self.session)

    @cached_property
    def pledges(self) -> Pledges:
        """Return questions about pledges."""
        return Pledges(self.session)

    @cached_property
    def processes(self) -> Processes:
        """Return questions about processes."""
        return Processes(self.session)

    @cached_property
    def records(self) -> Records:
        """Return questions about records."""
        return Records(self.session)

    @cached_property
    def settings(self) -> Settings:
        """Return questions about settings."""
        return Settings(self.session)

    @cached_property
    def sites(self) -> Sites:
        """Return questions about sites that do not answer."""
        return Sites(self.session)

    @cached_property
    def snapshots(self) -> Snapshots:
        """Return questions about the parameters that cases keep."""
        return Snapshots(self.session)

    @cached_property
    def subjects(self) -> Subjects:
        """Return questions about subjects."""
        return Subjects(self.session)

    @cached_property
    def tasks(self) -> Tasks:
        """Return questions about tasks."""
        return Tasks(self.session)

"""Questions about processes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, undefer

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.models import Process, ProcessVersion
from workflow_app.repositories.cases import RUNS_ON, RunsOn

# The version that new cases take. Built once: every case that is opened asks it, and building costs more than asking.
CURRENT = (
    select(*RUNS_ON)
    .join(ProcessVersion, ProcessVersion.process_id == Process.id)
    .where(Process.key == bindparam("key"))
    .where(or_(ProcessVersion.effective_at.is_(None), ProcessVersion.effective_at <= bindparam("now")))
    .where(ProcessVersion.taken_back_at.is_(None))
    .order_by(ProcessVersion.version.desc())
    .limit(1)
)


class Processes:
    """Processes and their versions."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_all(self) -> Sequence[Process]:
        """Return every process by key."""
        return self.session.scalars(select(Process).order_by(Process.key)).all()

    def find(self, key: str) -> Process | None:
        """Return a process, or None."""
        return self.session.scalar(select(Process).where(Process.key == key))

    def lock(self, key: str) -> Process | None:
        """Return a process, held until commit: what its versions are to each other is decided one after another."""
        held = select(Process).where(Process.key == key).with_for_update(key_share=True)
        return self.session.scalar(held.execution_options(populate_existing=True))

    def take(self, key: str) -> Process:
        """Return a process, held until commit; one that is new is made, named by its key, and nobody makes it twice."""
        insert = postgresql.insert if self.session.get_bind().dialect.name == "postgresql" else sqlite.insert
        made = insert(Process).values(id=new_id(), key=key, name_zh=key, name_en=key)
        self.session.execute(made.on_conflict_do_nothing(index_elements=["key"]))
        process = self.lock(key)
        if process is None:
            raise NotFoundError("PROCESS_UNKNOWN", key=key)
        return process

    def get(self, process_id: str) -> Process:
        """Return a process that something refers to."""
        return self.session.get_one(Process, process_id)

    def get_current(self, key: str, *, now: datetime) -> RunsOn:
        """Return the version that a case received now takes; raises NotFoundError PROCESS_UNKNOWN."""
        row = self.session.execute(CURRENT, {"key": key, "now": now}).one_or_none()
        if row is None:
            raise NotFoundError("PROCESS_UNKNOWN", key=key)
        return RunsOn(*row)

    def get_version(self, version_id: str) -> ProcessVersion:
        """Return a version that something refers to."""
        return self.session.get_one(ProcessVersion, version_id)

    def runs_on(self, version_id: str) -> RunsOn:
        """Return a version that something refers to, as cases run on it."""
        statement = select(*RUNS_ON).join(Process, Process.id == ProcessVersion.process_id)
        return RunsOn(*self.session.execute(statement.where(ProcessVersion.id == version_id)).one())

    def versions(self, process_id: str) -> Sequence[ProcessVersion]:
        """Return the versions of a process, newest first."""
        return self.session.scalars(
            select(ProcessVersion)
            .where(ProcessVersion.process_id == process_id)
            .order_by(ProcessVersion.version.desc())
        ).all()

    def publish_no_later(self, instant: datetime) -> None:
        """Let every version have been published by an instant: business time may begin before the installation."""
        later = update(ProcessVersion).where(ProcessVersion.published_at > instant)
        self.session.execute(later.values(published_at=instant))

    def bundle(self, version_id: str) -> bytes:
        """Return the zip of a version."""
        statement = (
            select(ProcessVersion).where(ProcessVersion.id == version_id).options(undefer(ProcessVersion.bundle))
        )
        return self.session.execute(statement).scalar_one().bundle

"""Due work to try the background with: collaborators on a given database, and handlers that remember."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workflow_app.config import Environment, Settings
from workflow_app.domain.time import machine_now
from workflow_app.models import Authority, DueWork, Incident
from workflow_app.parts import build
from workflow_app.services.handlers import Handler
from workflow_app.services.tools import Tools

AHEAD = timedelta(minutes=10)
"""How far standing machine time is before that of rows written meanwhile, so that none of them waits for it."""
NOW = datetime(2026, 9, 29, 1, 0, tzinfo=UTC)


def open_tools(database_url: str, folder: Path, *, now: datetime | None = NOW) -> Tools:
    """Return collaborators whose business time stands still at an instant, or can be moved where none is given."""
    settings = Settings(Environment.DEVELOPMENT, folder, database_url, "http://127.0.0.1:8000", now=now)
    return replace(build(settings).tools, machine=standing_machine())


def standing_machine() -> Callable[[], datetime]:
    """Return machine time that stands still: however slow the machine is, no rest, back-off or lease ends by itself."""
    instant = machine_now() + AHEAD
    return lambda: instant


def add_work(tools: Tools, *keys: str, kind: str = "noted", due_at: datetime | None = None) -> None:
    """Add work that is due now, or when it is said."""
    now = tools.clock.now()
    with tools.database.write() as unit:
        for key in keys:
            unit.due_work.ensure(kind=kind, key=key, payload={"key": key}, due_at=due_at or now, now=now)
        unit.commit()


def list_work(tools: Tools, status: str) -> Sequence[DueWork]:
    with tools.database.read() as unit:
        return unit.due_work.list_by_status(status)


def the_work(tools: Tools) -> DueWork:
    """Return the one row there is."""
    (row,) = [row for status in ("PENDING", "LEASED", "DONE", "DEAD") for row in list_work(tools, status)]
    return row


def end_waiting(tools: Tools) -> None:
    """Let back-off and leases have passed."""
    past = machine_now() - timedelta(seconds=1)
    with tools.database.write() as unit:
        for row in (*unit.due_work.list_by_status("PENDING"), *unit.due_work.list_by_status("LEASED")):
            row.not_before = past
            row.lease_until = row.lease_until and past
        unit.commit()


def open_incidents(tools: Tools) -> Sequence[Incident]:
    with tools.database.read() as unit:
        return [each.incident for each in unit.incidents.list_page(status="OPEN", cursor=None, limit=50).items]


def add_authority(tools: Tools) -> Authority:
    """Add an authority whose audit chain can grow."""
    row = Authority(code="ZM", uscc="114101220000000000", name_zh="局", name_en="Bureau", letter_prefix="牟", phone="1")
    if hasattr(row, "field"):
        row.field = "住房和城乡建设"
    with tools.database.write() as unit:
        unit.add(row)
        unit.commit()
    return row


@dataclass
class Noted:
    """A handler that notes what it is given; `meet` may raise what the outside world does."""

    meet: Callable[[], None] = lambda: None
    told: list[str] = field(default_factory=list)
    recorded: list[tuple[str, datetime]] = field(default_factory=list)

    def kinds(self) -> dict[str, Handler]:
        return {"noted": Handler(prepare=self._prepare, tell=self._tell, record=self._record)}

    def _prepare(self, unit: object, row: DueWork, tools: Tools) -> object:
        del unit, tools
        return row.key

    def _tell(self, prepared: object, tools: Tools) -> object:
        del tools
        self.told.append(str(prepared))
        self.meet()
        return prepared

    def _record(self, unit: object, row: DueWork, told: object, tools: Tools) -> None:
        del unit
        assert told == row.key
        self.recorded.append((row.key, tools.clock.now()))

    @property
    def done(self) -> list[str]:
        return [key for key, _ in self.recorded]

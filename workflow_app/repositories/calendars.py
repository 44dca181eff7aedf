"""Calendars and parameters of authorities, kept in memory as long as their version in the database stays."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.parameters import Value, snapshot
from workflow_app.models import Authority
from workflow_app.repositories.authorities import Authorities

Kept = TypeVar("Kept")
Snapshot = dict[str, dict[str, Value]]


class _Versions(Generic[Kept]):
    """The newest version of each thing; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], tuple[int, Kept]] = {}
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...], version: int, read: Callable[[], Kept]) -> Kept:
        kept = self._kept.get(key)
        if kept is not None and kept[0] == version:
            return kept[1]
        value = read()
        with self._lock:
            self._kept[key] = (version, value)
        return value


class CalendarCache:
    """One calendar per authority, and what its parameters say on a day under a regime."""

    def __init__(self) -> None:
        self._calendars: _Versions[Calendar] = _Versions()
        self._parameters: _Versions[Snapshot] = _Versions()

    def get(self, authority: Authority, authorities: Authorities) -> Calendar:
        """Return the calendar of an authority, asking the database only when its version has moved."""
        return self._calendars.get(
            (authority.id,), authority.calendar_version, lambda: authorities.calendar(authority.id)
        )

    def parameters(self, authority: Authority, authorities: Authorities, *, regime: str | None, on: date) -> Snapshot:
        """Return the parameters as a case keeps them; a copy, so that no case changes another's."""

        def read() -> Snapshot:
            rows = authorities.parameters(authority.id)
            return snapshot(rows, on=on, authority_id=authority.id, regime=regime)

        return dict(self._parameters.get((authority.id, regime, on), authority.parameter_version, read))

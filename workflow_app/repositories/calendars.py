"""Calendars and parameters, kept in memory: those of authorities until their version moves, those of cases for good."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.outages import Span
from workflow_app.domain.parameters import Parameter, Snapshot, digest, snapshot
from workflow_app.domain.publicity import Rules
from workflow_app.domain.training import KEY as TRAINING
from workflow_app.models import Authority
from workflow_app.repositories.authorities import Authorities
from workflow_app.repositories.outages import Outages
from workflow_app.repositories.rules import Rules as RuleRows
from workflow_app.repositories.rules import as_class_rule, as_regime
from workflow_app.repositories.snapshots import Snapshots

Thing = TypeVar("Thing")
PUBLICITY = "publicity."
"""How the keys begin of values that say how long a record is shown."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Parameters as a case keeps them, and the digest they are kept under.

    `training` is every value that says whether training stands before a repair: it may differ by kind of record.
    """

    digest: str
    content: Snapshot
    training: tuple[Parameter, ...] = ()


class _Versions(Generic[Thing]):
    """The newest version of each thing; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], tuple[int, Thing]] = {}
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...], version: int, read: Callable[[], Thing]) -> Thing:
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
        self._spans: _Versions[tuple[Span, ...]] = _Versions()
        self._values: _Versions[list[Parameter]] = _Versions()
        self._parameters: _Versions[Kept] = _Versions()
        self._rules: _Versions[Rules] = _Versions()
        self._kept: dict[str, Snapshot] = {}
        self._stored: set[str] = set()

    def get(self, authority: Authority, authorities: Authorities) -> Calendar:
        """Return the calendar of an authority, asking the database only when its version has moved."""
        return self._calendars.get(
            (authority.id,), authority.calendar_version, lambda: authorities.calendar(authority.id)
        )

    def spans(self, authority: Authority, outages: Outages) -> tuple[Span, ...]:
        """Return the outages that hold; approving one moves the version of every calendar."""
        return self._spans.get((authority.id,), authority.calendar_version, outages.list_spans)

    def parameters(self, authority: Authority, authorities: Authorities, *, regime: str | None, on: date) -> Kept:
        """Return the parameters that a case opened on a day keeps."""

        def read() -> Kept:
            rows = self._values_of(authority, authorities)
            content = snapshot(rows, on=on, authority_id=authority.id, regime=regime)
            return Kept(digest(content), content, tuple(row for row in rows if row.key == TRAINING))

        return self._parameters.get((authority.id, regime, on), authority.parameter_version, read)

    def _values_of(self, authority: Authority, authorities: Authorities) -> list[Parameter]:
        """Return every value that holds for an authority: each day and regime takes its own out of these."""
        return self._values.get(
            (authority.id,), authority.parameter_version, lambda: authorities.parameters(authority.id)
        )

    def rules(self, authority: Authority, authorities: Authorities, rules: RuleRows) -> Rules:
        """Return the rules of an authority without its calendar, asked again only when their version has moved."""

        def read() -> Rules:
            return Rules(
                regimes=tuple(as_regime(row) for row in rules.list_regimes()),
                classes=tuple(as_class_rule(row) for row in rules.list_class_rules(authority.id)),
                parameters=tuple(
                    row for row in self._values_of(authority, authorities) if row.key.startswith(PUBLICITY)
                ),
            )

        return self._rules.get((authority.id,), authority.parameter_version, read)

    def is_stored(self, kept: Kept) -> bool:
        """Tell whether it is certain that the database has these parameters.

        That they were read does not count: it may have been by the unit of work that adds them and never commits.
        """
        return kept.digest in self._stored

    def note_stored(self, kept: Kept) -> None:
        """Note that they were committed."""
        self._kept[kept.digest] = kept.content
        self._stored.add(kept.digest)

    def kept(self, key: str, snapshots: Snapshots) -> Snapshot:
        """Return the parameters that a case keeps under a digest."""
        content = self._kept.get(key)
        if content is None:
            content = self._kept[key] = snapshots.get(key)
        return content

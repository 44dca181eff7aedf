"""The versions of a process as they are read: from when new cases take one, who published it, who took it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from workflow_app.domain.taking_back import TakingBackStatus
from workflow_app.models import Emergency, ProcessVersion, TakingBack
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.emergency_views import EmergencyView, show_emergency
from workflow_app.services.versions_in_effect import current_of, is_set_aside, overtaken_by, renewal_of


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request to take a version back: who asked, when and why, who decided, and why not where it was refused."""

    id: str
    status: TakingBackStatus
    asker: str
    asker_id: str
    asked_at: datetime
    reason: str
    decider: str
    decided_at: datetime | None
    note: str
    scope: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """One published version of a process: new cases take it from `effective_at` on, until it was taken back.

    `requests` are all that were made to take it back, the newest first; `emergency` tells that one person published it.
    `approver` is empty as long as nobody else has confirmed it. It may be version `renews` anew, with the change of
    `renewed_with`, or be written anew itself as `renewed_as`. `overtaken_by` is the version that keeps it from ever
    taking effect; where that was an emergency that it, or what it was renewed as, could not take up: `set_aside_by`.
    """

    version: int
    content_hash: str
    published_at: datetime
    effective_at: datetime
    taken_back_at: datetime | None
    note: str
    basis: str
    publisher: str
    approver: str
    is_current: bool
    scope: str
    requests: tuple[RequestView, ...] = ()
    emergency: EmergencyView | None = None
    renews: int | None = None
    renewed_with: int | None = None
    overtaken_by: int | None = None
    renewed_as: int | None = None
    is_dropped: bool = False
    set_aside_by: int | None = None

    @property
    def is_unconfirmed(self) -> bool:
        """Tell whether one person published it, nobody has confirmed it, and it stands."""
        return self.emergency is not None and self.emergency.confirmed_at is None and self.taken_back_at is None

    @property
    def waiting(self) -> RequestView | None:
        """Return the request that nobody has decided, or None."""
        return self._of(TakingBackStatus.WAITING)

    @property
    def taken_back(self) -> RequestView | None:
        """Return the request by which it was taken back, or None."""
        return self._of(TakingBackStatus.CONFIRMED)

    def _of(self, status: TakingBackStatus) -> RequestView | None:
        return next((each for each in self.requests if each.status is status), None)


def show_versions(unit: UnitOfWork, rows: Sequence[ProcessVersion], *, now: datetime) -> tuple[VersionView, ...]:
    """Return the versions of one process, newest first."""
    current = current_of(rows, now=now)
    requests = unit.takings_back.list_of([row.id for row in rows])
    alone = {each.version_id: each for each in unit.emergencies.list_of([row.id for row in rows])}
    names = unit.accounts.names([*_publishers(rows), *_askers(requests), *_confirmers(alone.values())])
    shown = {version: show_emergency(unit, each, names, rows) for version, each in alone.items()}
    unconfirmed = {each.version for each in rows if each.id in alone and alone[each.id].confirmed_at is None}
    return tuple(
        replace(
            _show(each, [row for row in requests if row.version_id == each.id], names, is_current=each is current),
            emergency=shown.get(each.id),
            approver="" if {each.version, each.renewed_with} & unconfirmed else names.get(each.approved_by, ""),
            **_onward(rows, each),
        )
        for each in rows
    )


def _onward(rows: Sequence[ProcessVersion], row: ProcessVersion) -> dict[str, Any]:
    """Return what keeps a version from taking effect, what it is anew, and whether its change is gone with that."""
    newer, renewed = overtaken_by(rows, row), renewal_of(rows, row)
    last = renewed or row
    return {
        "overtaken_by": newer.version if newer else None,
        "renewed_as": renewed.version if renewed else None,
        "is_dropped": newer is not None and renewed is not None and renewed.taken_back_at is not None,
        "set_aside_by": last.set_aside_by if is_set_aside(rows, last) else None,
    }


def _publishers(rows: Iterable[ProcessVersion]) -> list[str | None]:
    return [person for each in rows for person in (each.published_by, each.approved_by)]


def _confirmers(rows: Iterable[Emergency]) -> list[str | None]:
    return [person for each in rows for person in (each.published_by, each.confirmed_by)]


def _askers(rows: Iterable[TakingBack]) -> list[str | None]:
    return [person for each in rows for person in (each.asked_by, each.decided_by)]


def _show(
    row: ProcessVersion, requests: Iterable[TakingBack], names: Mapping[str, str], *, is_current: bool
) -> VersionView:
    return VersionView(
        row.version,
        row.content_hash,
        row.published_at,
        row.effective_at or row.published_at,
        row.taken_back_at,
        row.note or "",
        row.basis or "",
        names.get(row.published_by, ""),
        names.get(row.approved_by, ""),
        is_current=is_current,
        scope=row.scope,
        renews=row.renews,
        renewed_with=row.renewed_with,
        requests=tuple(_show_request(each, names) for each in requests),
    )


def _show_request(row: TakingBack, names: Mapping[str, str]) -> RequestView:
    return RequestView(
        row.id,
        TakingBackStatus(row.status),
        names.get(row.asked_by, ""),
        row.asked_by,
        row.asked_at,
        row.reason,
        names.get(row.decided_by or "", ""),
        row.decided_at,
        row.note or "",
        row.scope,
    )

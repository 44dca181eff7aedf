"""Due work that other sites must answer, and what follows from their answers."""

from collections.abc import Mapping
from datetime import datetime

from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork, Listing, Removal


def site_show(
    listing: Listing, *, version: int, fields: Mapping[str, str], now: datetime, after: Removal | None = None
) -> DueWork:
    """Have a listing put on show at another site; each version of its content is one order, once more after a removal.

    For a site the same name is the same order, and it would not show again what it has shown and taken down since.
    """
    payload = {"listing_id": listing.id, "version": version, "listing": fields}
    name = f"{listing.id}:{version}" + (f":{after.id}" if after else "")
    return due("site_show", name, payload, due_at=now, site_id=listing.site_id)


def site_remove(removal: Removal, *, site_id: str) -> DueWork:
    """Have a listing taken down at another site."""
    payload = {"removal_id": removal.id}
    at = removal.ordered_at
    return due("site_remove", removal.id, payload, due_at=at, case_id=removal.case_id, site_id=site_id)


def site_look(removal: Removal, *, site_id: str, look: int, due_at: datetime, turn: int = 0) -> DueWork:
    """Have somebody look whether a listing is really gone; `look` counts from 1, anew in each turn."""
    payload = {"removal_id": removal.id, "look": look, "turn": turn}
    name = f"{removal.id}:{look}" + (f":{turn}" if turn else "")
    return due("site_look", name, payload, due_at=due_at, case_id=removal.case_id, site_id=site_id)


def site_recheck(removal: Removal, *, site_id: str, number: int, due_at: datetime) -> DueWork:
    """Have somebody look, days after it was verified, whether a listing stayed away; `number` counts from 1."""
    payload = {"removal_id": removal.id, "number": number}
    name = f"{removal.id}:{number}"
    return due("site_recheck", name, payload, due_at=due_at, case_id=removal.case_id, site_id=site_id)


def site_checked_again(removal: Removal, *, site_id: str, now: datetime) -> DueWork:
    """Have somebody look at a removal that no look is planned for any more."""
    payload = {"removal_id": removal.id, "number": 0}
    return due(
        "site_recheck", f"{removal.id}:{new_id()}", payload, due_at=now, case_id=removal.case_id, site_id=site_id
    )


def removals_confirmed(case_id: str, last: Removal, *, now: datetime) -> DueWork:
    """Tell a case that its record is gone everywhere; `last` is the removal that was verified last."""
    payload = {"case_id": case_id, "message": "removals_confirmed"}
    name = f"{case_id}:removals_confirmed:{last.id}"
    return due("tell_case", name, payload, due_at=now, case_id=case_id)


def due(
    kind: str,
    name: str,
    payload: Mapping[str, object],
    *,
    due_at: datetime,
    case_id: str | None = None,
    site_id: str | None = None,
) -> DueWork:
    """Make a row of due work; `due_at` is business time, the rest machine time."""
    instant = machine_now()
    return DueWork(
        id=new_id(),
        kind=kind,
        key=f"{kind}:{name}",
        case_id=case_id,
        site_id=site_id,
        payload=dict(payload),
        status="PENDING",
        due_at=due_at,
        not_before=instant,
        attempts=0,
        created_at=due_at,
    )

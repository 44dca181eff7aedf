"""Who is told of a registered outage: those who decide about it, then those who registered it."""

from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.models import Outage
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork


def tell_waiting(unit: UnitOfWork, row: Outage, *, now: datetime) -> None:
    """Tell the security administrators that an outage waits for their decision."""
    unit.add(_telling(unit, row, "OUTAGE_WAITS").for_role(Role.SECURITY_ADMIN, now=now))


def tell_decided(unit: UnitOfWork, row: Outage, *, now: datetime, note: str = "") -> None:
    """Tell whoever registered an outage how it was decided, and why it was refused."""
    unit.add(_telling(unit, row, f"OUTAGE_{row.status}", note=note).for_account(row.proposed_by, now=now))


def _telling(unit: UnitOfWork, row: Outage, code: str, **more: str) -> Telling:
    names = unit.accounts.names([row.proposed_by, row.decided_by])
    facts = {
        "path": "/admin/outages",
        "reason": row.reason,
        "proposer": names.get(row.proposed_by),
        "decider": names.get(row.decided_by or ""),
        **more,
    }
    return Telling(code, unit.authorities.first().id, facts)

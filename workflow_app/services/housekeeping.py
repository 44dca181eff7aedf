"""What the service does by itself once a business day."""

from datetime import datetime

from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import plan_checkpoint
from workflow_app.services.endings import plan_endings
from workflow_app.services.limits_over import plan_limits
from workflow_app.services.staffing import plan_staffing
from workflow_app.services.sweeping import plan_sweep


def plan_day(unit: UnitOfWork, *, now: datetime) -> None:
    """Plan what is due at the end of the business day; asking twice plans it once."""
    plan_checkpoint(unit, now=now)
    plan_endings(unit, now=now)
    plan_sweep(unit, now=now)
    plan_limits(unit, now=now)
    plan_staffing(unit, now=now)

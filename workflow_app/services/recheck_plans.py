"""On which days after its removal a listing is looked at again: a parameter of the authority."""

from datetime import datetime, timedelta

from workflow_app.domain.parameters import lookup
from workflow_app.domain.time import local_date
from workflow_app.models import Removal
from workflow_app.repositories.listings import OWN, ListingRows
from workflow_app.repositories.site_work import site_recheck
from workflow_app.repositories.unit_of_work import UnitOfWork

DAYS = "repair.recheck_days"


def plan_rechecks(unit: UnitOfWork, rows: ListingRows, removal: Removal, *, now: datetime) -> None:
    """Have a removal looked at again that was verified just now; our own site shows what our own rows say."""
    if rows.site.connector == OWN:
        return
    authority_id = unit.records.get(rows.listing.item_id).authority.id
    values = unit.authorities.parameters(authority_id, keys=[DAYS])
    days = lookup(values, key=DAYS, on=local_date(now), authority_id=authority_id)
    for number, day in enumerate(str(days.value).split(","), start=1):
        due_at = now + timedelta(days=int(day))
        unit.add(site_recheck(removal, site_id=rows.site.id, number=number, due_at=due_at))

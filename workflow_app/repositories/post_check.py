"""The items of an approval's pledge beside the conditions that they were made of."""

from workflow_app.domain.matters import Condition
from workflow_app.models import PledgeItem
from workflow_app.repositories.case_pledges import pledge_of_case
from workflow_app.repositories.case_work import CaseWork


def checked_items(work: CaseWork) -> list[tuple[Condition, PledgeItem]]:
    """Return each condition of the case's edition with the item that was pledged of it, in order.

    Raises NotFoundError PLEDGE_UNKNOWN where nothing was pledged.
    """
    pledge = pledge_of_case(work)
    items = sorted(work.unit.pledges.items_of([pledge.id]), key=lambda each: each.position)
    conditions = work.matter.content.pledge.conditions if work.matter else ()
    return list(zip(conditions, items, strict=True))

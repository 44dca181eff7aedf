"""`deferral/confirm`: nothing is granted while a document is still to come (rule 2.3, the invariant)."""

from collections.abc import Mapping

from workflow_app.domain.deferral import refuse_open_items
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_items import count_open


def confirm_items(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Let a case go on to its grant; raises ConflictError DEFERRED_ITEM_OPEN."""
    del parameters
    refuse_open_items(count_open(work))
    return {}

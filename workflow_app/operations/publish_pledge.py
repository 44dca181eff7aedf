"""`pledge/publish`: with the decision the pledge is in force, and public where the edition says so (rule 2.2)."""

from collections.abc import Mapping

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_pledges import last_day_of_display, pledge_of_case
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.pledge_planning import Planning
from workflow_app.repositories.pledge_signing import hold_to, publish_pledge


def put_on_show(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Publish the pledge of the case, or only hold its subject to it; the case itself checks it, so no look is planned.

    Raises RefusedError NO_MATTER, NotFoundError PLEDGE_UNKNOWN where nothing was signed.
    """
    del parameters
    if work.matter is None:
        raise RefusedError("NO_MATTER")
    pledge, nothing_to_plan = pledge_of_case(work), Planning(work.read_calendar(), None)
    pledge.version += 1
    if not work.matter.content.pledge.published:
        hold_to(work.unit, pledge, (), nothing_to_plan, now=work.now)
        work.audit("pledge.in_force", number=pledge.number)
        return {}
    pledge.public_until = last_day_of_display(work)
    publish_pledge(work.unit, pledge, (), nothing_to_plan, now=work.now)
    until = pledge.public_until.isoformat() if pledge.public_until else None
    work.audit("pledge.published", number=pledge.number, until=until)
    return {}

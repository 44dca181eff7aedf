"""`clock/pause`: legal clocks stand still, for a reason that stops them under the case's regime (rules A3 and A4)."""

from collections.abc import Mapping

from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_pauses import pause_clocks as pause


def pause_clocks(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Pause the clocks named in `clocks`, or all that the `reason` stops; `document` names what orders it."""
    named = parameters.get("clocks", "").split(",")
    keys = frozenset(part.strip() for part in named if part.strip())
    pause(work, keys, parameters["reason"], parameters.get("document"))
    return {}

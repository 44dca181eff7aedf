"""`clock/resume`: clocks run again when what they waited for has come (rule A22: the day of the resume counts)."""

from collections.abc import Mapping

from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_pauses import resume_clocks as resume


def resume_clocks(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """End the pauses of a `reason` on the clocks named in `clocks`, or on all."""
    named = parameters.get("clocks", "").split(",")
    keys = frozenset(part.strip() for part in named if part.strip())
    resume(work, keys, parameters["reason"])
    return {}

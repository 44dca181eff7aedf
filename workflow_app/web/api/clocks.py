"""Clocks: compute when a period ends."""

from http import HTTPStatus

from workflow_app.domain.periods import Due
from workflow_app.schemas.clocks import ComputedDaySchema, ComputeQuery
from workflow_app.services import clocks as service
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.context import current_tools
from workflow_app.web.limits import limiter

OFTEN = "60 per minute"
"""As often as on the page that computes the same, for anybody may ask."""

clocks = Noun("clocks", description="When a period ends, and why", security=[])


@clocks.reads("/clocks/compute", answer=ComputedDaySchema(), query=ComputeQuery(), fails=[HTTPStatus.NOT_FOUND])
@limiter.limit(OFTEN)
def compute_clock(query: dict[str, object]) -> Due:
    """Compute the last day of a period of working days, calendar days or months (give exactly one)."""
    command = service.ComputeClock(**query)  # type: ignore[arg-type] # the schema has typed it
    return service.compute_clock(command, tools=current_tools())

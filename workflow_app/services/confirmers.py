"""Who could confirm what is written in the studio: nobody confirms what they wrote, so two people are needed."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.training_policies import insist
from workflow_app.services.tools import Tools

ENOUGH = 2
"""People who write processes: one writes, another one confirms."""


def lacks_confirmers(*, actor: Actor, tools: Tools) -> bool:
    """Tell whether fewer people write processes than are needed to publish one; raises ForbiddenError."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        return len(unit.process_drafts.list_confirmers(())) < ENOUGH

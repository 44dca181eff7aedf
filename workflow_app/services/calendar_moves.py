"""How many running periods a change of calendars moves, counted at the moment it is approved and kept with it."""

from workflow_app.domain.calendar_content import read_change
from workflow_app.domain.proposals import Kind
from workflow_app.models import Proposal
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.calendar_views import find_effects
from workflow_app.services.tools import Tools


def count_moves(unit: UnitOfWork, proposal: Proposal, *, tools: Tools) -> dict[str, object]:
    """Return what a proposal keeps as its effect: for calendars the counts of periods, nothing for other kinds."""
    if proposal.kind != Kind.CALENDAR:
        return {}
    change, own = read_change(proposal.content), proposal.authority_id
    chosen = [each for each in unit.authorities.list_all() if own in (None, each.id)]
    effects = find_effects(unit, change, chosen, tools=tools)
    return {"moves": {name: sum(getattr(each, name) for each in effects) for name in ("later", "earlier", "settled")}}

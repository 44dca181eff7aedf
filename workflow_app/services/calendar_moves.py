"""How many running periods a change of calendars moves: told before it is approved, and kept with it then."""

from collections.abc import Sequence

from workflow_app.domain.calendar_content import read_change
from workflow_app.domain.proposals import Kind
from workflow_app.models import Proposal
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.calendar_effects import Effect, find_effects
from workflow_app.services.tools import Tools


def count_moves(unit: UnitOfWork, proposal: Proposal, *, tools: Tools) -> dict[str, object]:
    """Return what a proposal keeps as its effect: for calendars the counts of periods, nothing for other kinds."""
    if proposal.kind != Kind.CALENDAR:
        return {}
    effects = weigh_moves(unit, proposal, tools=tools)
    return {"moves": {name: sum(getattr(each, name) for each in effects) for name in ("later", "earlier", "settled")}}


def weigh_moves(unit: UnitOfWork, proposal: Proposal, *, tools: Tools) -> Sequence[Effect]:
    """Return what a proposal would do to the periods of each authority today; nothing where it is about no days."""
    if proposal.kind != Kind.CALENDAR:
        return ()
    change, own = read_change(proposal.content), proposal.authority_id
    chosen = [each for each in unit.authorities.list_all() if own in (None, each.id)]
    return find_effects(unit, change, chosen, tools=tools)

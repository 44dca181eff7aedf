"""What happens to accounts and sessions, chained into the audit trail of the authority it belongs to."""

from collections.abc import Mapping

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record
from workflow_app.services.tools import Tools


def note_event(
    work: UnitOfWork, action: str, data: Mapping[str, object], *, tools: Tools, actor: Actor = SERVICE
) -> None:
    """Chain one entry: to the actor's authority, else the first one; without any, there is nobody to audit yet."""
    theirs = {grant.authority_id for grant in actor.grants}
    known = work.authorities.list_all()
    authority = next((each for each in known if each.id in theirs), known[0] if known else None)
    if authority is not None:
        record(work, authority=authority, actor=actor, action=action, data=data, now=tools.clock.now())

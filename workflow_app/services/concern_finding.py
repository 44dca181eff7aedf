"""Finding at the window what somebody speaks about: by number or name among what is public at the clerk's authority."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.concern_policies import may_enter_concern
from workflow_app.domain.concerns import TAKES, Kind, Target
from workflow_app.services.concern_targets import facts_of_target
from workflow_app.services.intended_repairs import search_repairs
from workflow_app.services.permits import search_permits
from workflow_app.services.pledges import search_pledges
from workflow_app.services.public_breaches import search_breaches
from workflow_app.services.records import search_public
from workflow_app.services.tools import Tools

MANY = 10
"""Of each kind; whoever finds more asks by the number."""


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """Something public that may be spoken about, persons masked, and what is taken about it."""

    target: Target
    id: str
    name: str
    label: str
    kinds: tuple[Kind, ...]


def find_targets(q: str, *, actor: Actor, tools: Tools) -> tuple[FoundTarget, ...]:
    """Return what answers the words at authorities where somebody takes such things down; nothing for no words."""
    found = tuple(_found(q.strip(), tools)) if q.strip() else ()
    with tools.database.read() as unit:
        facts = [facts_of_target(unit, each.target, each.id) for each in found]
    return tuple(
        each
        for each, about in zip(found, facts, strict=True)
        if may_enter_concern(actor, authority_id=about.authority_id, subject_id=about.subject_id).allowed
    )


def _found(q: str, tools: Tools) -> Iterator[FoundTarget]:
    for each in search_public(q, tools=tools, limit=MANY).items:
        yield _one(Target.RECORD, each.id, each.subject_name, each.document_no)
    for pledge in search_pledges(q, tools=tools, limit=MANY).items:
        yield _one(Target.PLEDGE, pledge.id, pledge.subject_name, pledge.number)
    for breach in search_breaches(q, tools=tools, limit=MANY).items:
        yield _one(Target.BREACH, breach.id, breach.subject_name, breach.decision_no or breach.pledge_number)
    for permit in search_permits(FindPermits(words=q), tools=tools, limit=MANY).items:
        yield _one(Target.PERMIT, permit.id, permit.holder, permit.number)
    for repair in search_repairs(q, tools=tools, limit=MANY).items:
        yield _one(Target.REPAIR, repair.id, repair.subject_name, repair.number)


def _one(target: Target, target_id: str, name: str, label: str) -> FoundTarget:
    kinds = tuple(each for each in Kind if each in TAKES[target])
    return FoundTarget(target, target_id, name, label, kinds)

"""Who wrote in a change set, and whose consent it needs: four eyes on the whole, whichever part one has written."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import DECIDES, Lane, PartKind, may_consent
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.rule_policies import may_propose
from workflow_app.domain.training_policies import insist
from workflow_app.models import ChangeSet
from workflow_app.repositories.change_sets import SetParts
from workflow_app.repositories.unit_of_work import UnitOfWork

DECIDING = frozenset({"change_set.consented", "change_set.given_back", "change_set.confirmed"})
"""What is done to a set by those who decide about it; whoever did anything else has written in it."""
WISHING = frozenset({"change_set.wished", "change_set.wish_ticked"})
"""What makes nobody an author of a set."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose consent a submitted set needs, and which it has: by lane the account that gave it."""

    lanes: tuple[Lane, ...]
    given: dict[Lane, str]

    @property
    def left(self) -> tuple[Lane, ...]:
        """Return the lanes that nobody has consented to yet."""
        return tuple(each for each in self.lanes if each not in self.given)


def people_of(unit: UnitOfWork, row: ChangeSet, parts: SetParts) -> frozenset[str]:
    """Return everybody who wrote anything in a change set: its terms, a wish, or in any part."""
    return _people(unit, row, parts, apart=DECIDING)


def authors_of(unit: UnitOfWork, row: ChangeSet, parts: SetParts) -> frozenset[str]:
    """Return whose a change set is: who began it or wrote in a part. A wish, which anybody leaves, does not count."""
    return _people(unit, row, parts, apart=DECIDING | WISHING)


def _people(unit: UnitOfWork, row: ChangeSet, parts: SetParts, *, apart: frozenset[str]) -> frozenset[str]:
    people = {row.created_by, *(each.proposed_by for each in parts.proposals)}
    people |= {person for each in parts.drafts for person in each.writers}
    people |= {person for each, _ in parts.editions for person in each.writers}
    return frozenset(people | {each.account_id for each in unit.change_sets.events(row.id) if each.what not in apart})


def refuse_others(unit: UnitOfWork, row: ChangeSet, actor: Actor) -> None:
    """Refuse whose a change set is not; raises ForbiddenError CHANGE_SET_NOT_YOURS."""
    if actor.id not in authors_of(unit, row, unit.change_sets.parts(row.id)):
        raise ForbiddenError("CHANGE_SET_NOT_YOURS")


def refuse_touching(row: ChangeSet, parts: SetParts, actor: Actor) -> None:
    """Refuse who would change or withdraw proposals that they may not make; who began the set was joined knowingly.

    Raises ForbiddenError ROLE_NEEDED or OTHER_AUTHORITY.
    """
    if actor.id != row.created_by:
        for each in parts.proposals:
            insist(may_propose(actor, authority_id=each.authority_id))


def lanes_of(parts: SetParts) -> tuple[Lane, ...]:
    """Return whose consents the parts need, always in the same order."""
    lanes = {Lane(PartKind.PROCESS) for _ in parts.drafts}
    lanes |= {Lane(PartKind.RULE, each.authority_id or "") for each in parts.proposals}
    lanes |= {Lane(PartKind.MATTER, matter.authority_id) for _, matter in parts.editions}
    return tuple(sorted(lanes))


def standing_of(unit: UnitOfWork, row: ChangeSet, parts: SetParts) -> Standing:
    """Return how far the consents to a change set have come."""
    rows = unit.change_sets.consents(row.id, row.revision)
    return Standing(lanes_of(parts), {Lane(PartKind(each.kind), each.authority_id): each.account_id for each in rows})


def able_to_consent(
    unit: UnitOfWork, lanes: Collection[Lane], *, people: Collection[str], today: date
) -> dict[Lane, tuple[Actor, ...]]:
    """Return who in the office may consent to each lane: nobody of those who wrote anything in the set."""
    roles = {role.value for lane in lanes for role in DECIDES[lane.kind]}
    found = (unit.accounts.find_actor(each, today=today) for each in unit.notices.list_holders(sorted(roles)))
    others = [each for each in found if each is not None and each.id not in people]
    return {lane: tuple(each for each in others if may_consent(each, lane, people=people).allowed) for lane in lanes}


def lanes_open_to(actor: Actor, lanes: Collection[Lane], *, people: Collection[str]) -> tuple[Lane, ...]:
    """Return the lanes that somebody may consent to."""
    return tuple(each for each in lanes if may_consent(actor, each, people=people).allowed)


def why_not(actor: Actor, lanes: Collection[Lane], *, people: Collection[str]) -> str:
    """Return the rule that keeps somebody from consenting to anything, the one about themselves first; or nothing."""
    answers = [may_consent(actor, each, people=people) for each in lanes]
    if not answers or any(each.allowed for each in answers):
        return ""
    rules = {each.rule for each in answers}
    return "CHANGE_SET_YOURS" if "CHANGE_SET_YOURS" in rules else answers[0].rule

"""Nobody is left for a task: the head of the section may name a person of another section for this case (rule A17)."""

from collections.abc import Collection
from enum import StrEnum

from workflow_app.domain.actors import DESK_ROLES, Actor, Role
from workflow_app.domain.policies import ADMINISTRATORS, CONFLICT_OF_INTEREST, YES, Answer

LONGEST_REASON = 200
MAY_BE_NAMED = DESK_ROLES - ADMINISTRATORS - {Role.AUDITOR, Role.SUPERVISOR}
"""Who holds one of these at the authority can be named; those who administer or watch over the office never are."""
READERS = (Role.SECTION_HEAD, Role.SUPERVISOR)
"""Who is told, and reads, what waits for a name."""


class AppointmentStatus(StrEnum):
    """How a question stands; one is not needed any more where the task is over or its own role can do it again."""

    WANTED = "WANTED"
    MADE = "MADE"
    NOT_NEEDED = "NOT_NEEDED"


def reads_appointments(actor: Actor, authority_id: str) -> bool:
    """Tell whether somebody reads what waits for a name at an authority."""
    return _holds(actor, authority_id, READERS)


def may_appoint(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody names a person: the head of the section, not in a case of those they act for."""
    if not _holds(actor, authority_id, (Role.SECTION_HEAD,)):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def may_be_named(
    account_id: str, roles: Collection[str], *, by: str, colleagues: Collection[str], interested: Collection[str]
) -> Answer:
    """Tell whether somebody can be named by a head of section, and why not: duties stay separate all the same."""
    if not MAY_BE_NAMED & {*roles} or ADMINISTRATORS & {*roles}:
        return Answer(allowed=False, rule="NAMED_WATCHES")
    if account_id in interested:
        return Answer(allowed=False, rule="NAMED_IS_INTERESTED")
    if account_id in colleagues:
        return Answer(allowed=False, rule="NAMED_TOOK_PART")
    return Answer(allowed=False, rule="NAMED_ONESELF") if account_id == by else YES


def _holds(actor: Actor, authority_id: str, roles: Collection[Role]) -> bool:
    return any(grant.role in roles and grant.authority_id in (None, authority_id) for grant in actor.grants)

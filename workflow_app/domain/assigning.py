"""Giving tasks to persons: by the head of the section, by a rule of the process, or by nobody: then they are taken."""

from collections.abc import Collection
from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer

DISTRICT = slice(2, 8)
"""Where the unified social credit code of an enterprise names the district that registered it."""


class Way(StrEnum):
    """How a step comes to a person: they claim it, by turns, to who has least to do, or to who has the district.

    BACK gives it to who did the same part of the case before, and leaves it to be claimed where they cannot any more.
    """

    CLAIM = "CLAIM"
    ROUND_ROBIN = "ROUND_ROBIN"
    BY_LOAD = "BY_LOAD"
    BY_DISTRICT = "BY_DISTRICT"
    BACK = "BACK"


def may_assign(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody gives tasks of an authority to persons: the head of section, not in cases of their own."""
    if not heads(actor, authority_id):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def heads(actor: Actor, authority_id: str) -> bool:
    """Tell whether somebody is head of a section of an authority."""
    return any(grant.role is Role.SECTION_HEAD and grant.authority_id in (None, authority_id) for grant in actor.grants)


def may_be_given(
    account_id: str, *, holders: Collection[str], colleagues: Collection[str], interested: Collection[str]
) -> Answer:
    """Tell whether a task can be given to somebody: they hold its role, and duties stay separate all the same."""
    if account_id not in holders:
        return Answer(allowed=False, rule="GIVEN_WITHOUT_ROLE")
    if account_id in interested:
        return Answer(allowed=False, rule="NAMED_IS_INTERESTED")
    return Answer(allowed=False, rule="NAMED_TOOK_PART") if account_id in colleagues else YES


def district_of(uscc: str | None) -> str | None:
    """Return the six digits of the district that registered an enterprise, or None where it has no code.

    >>> district_of("91410122MA3X0A0186")
    '410122'
    """
    return uscc[DISTRICT] if uscc and uscc[DISTRICT].isdigit() else None

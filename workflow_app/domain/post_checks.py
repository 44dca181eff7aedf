"""The check of a pledge after the decision: its fields, and what follows from it (rule 2.2 steps 8 and 9)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from workflow_app.domain.permits import PostCheck
from workflow_app.domain.pledges import PledgeStatus

RESULT, FOUND, FINDING = "post_check", "found_", "finding_"
"""The fields of a check: its result, and of each condition what was found, and in which words."""


class CheckResult(StrEnum):
    """What a check comes to."""

    PASSED = "PASSED"
    RECTIFY = "RECTIFY"
    REVOKE = "REVOKE"


PLEDGE_AFTER: Mapping[PostCheck, PledgeStatus] = MappingProxyType(
    {PostCheck.PASSED: PledgeStatus.FULFILLED, PostCheck.RECTIFIED: PledgeStatus.RECTIFIED}
)
"""How a pledge stands once it was checked; until then it stands as it stood."""

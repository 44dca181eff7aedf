"""What is asked about changes of the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ProposeChange:
    """Somebody asks for a change; `given` are the fields as typed, without an authority's code it is for everybody."""

    kind: str
    given: Mapping[str, str] = field(default_factory=dict)
    authority_code: str | None = None


@dataclass(frozen=True, slots=True)
class DecideProposal:
    """Somebody approves or rejects a proposal, with a note; a rejection says why."""

    proposal_id: str
    approve: bool
    note: str = ""

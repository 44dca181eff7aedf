"""What can be asked of letters after their issue: a seal, and changes by two people (rule A15)."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.letter_changes import Pair
from workflow_app.domain.letter_states import ChangeKind


@dataclass(frozen=True, slots=True)
class AttachSealed:
    """Attach the scan of a letter that was printed and stamped; `number` is what is read from the paper."""

    letter_id: str
    number: str
    proof: Proof | None
    edition: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class ProposeLetterChange:
    """Ask for a letter to be corrected, annulled or issued anew; `edition` is the one that was seen."""

    letter_id: str
    kind: ChangeKind | None
    reason: str
    pairs: Sequence[Pair] = ()
    edition: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class DecideLetterChange:
    """Carry out a change that somebody else asked for, or turn it down with a note."""

    change_id: str
    approve: bool
    note: str = ""
    once: Once | None = None

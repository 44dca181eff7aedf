"""What can be asked of applications that are prepared together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow_app.domain.batches import Part
from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """Begin applications about several records of a subject at once."""

    process: str
    uscc: str
    record_ids: tuple[str, ...]
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class SaveCommon:
    """Write what is answered once into every draft of a batch; a file belongs to the case of the first of them.

    `shown` is the number of the version that the page showed.
    """

    batch_id: str
    part: Part
    values: Mapping[str, object] = field(default_factory=dict)
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class LeaveBatch:
    """Let one draft live on its own."""

    batch_id: str
    case_id: str


@dataclass(frozen=True, slots=True)
class FileBatch:
    """Hand in what is left of a batch; `seen` holds the digests of the drafts that the signer was shown."""

    batch_id: str
    seen: frozenset[str]


@dataclass(frozen=True, slots=True)
class FileSigned:
    """Hand in what of a batch bears a signature of somebody else, or on paper; the rest stays a draft."""

    batch_id: str

"""What can be asked of cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Open a case of a process for a subject; `values` names the record or matter it is about."""

    process: str
    uscc: str
    values: Mapping[str, object] = field(default_factory=dict)
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class WithdrawCase:
    """Withdraw a case that is not yet decided; `version` is the case as the asker saw it."""

    case_id: str
    reason: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class MoveCase:
    """Let what was filled in be about another record; `version` is the case as the asker saw it."""

    case_id: str
    record_id: str
    reason: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class SwitchCase:
    """Take the pledge of a case back and go on by the ordinary procedure; `version` is the case as the asker saw it."""

    case_id: str
    reason: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class CopyCase:
    """Apply once more with what stood in a case that was withdrawn."""

    case_id: str
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class ExtendCase:
    """Put off, once, the day by which a case must be decided; `version` is the case as the asker saw it."""

    case_id: str
    reason: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class AskForExtension:
    """Ask the decider to put off the day by which a case must be decided; `version` is the case as the asker saw it."""

    case_id: str
    reason: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class DeclineExtension:
    """Say why the limit is not put off though somebody asked; `version` is the case as the asker saw it."""

    case_id: str
    note: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class AllowSecondNotice:
    """Let missing items be asked for once more; `version` is the case as the asker saw it."""

    case_id: str
    reason: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to list; `q` is a number, part of a name, or the end of a code.

    `process_version` is the number of a version of `process`, and means nothing without it.
    """

    process: str | None = None
    process_version: int | None = None
    status: str | None = None
    state: str | None = None
    q: str | None = None
    batch_id: str | None = None
    cursor: str | None = None
    limit: int = 50

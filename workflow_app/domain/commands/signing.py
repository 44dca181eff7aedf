"""What can be asked around a signature."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class AskSignature:
    """The legal representative shall sign on their own telephone: the number typed, or the one known here."""

    task_id: str
    name: str = field(repr=False)
    mobile: str = field(repr=False)
    is_known: bool = False
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class AskForBatch:
    """As `AskSignature`, for what is prepared together; `seen` holds the digests of the drafts that are meant."""

    batch_id: str
    seen: frozenset[str]
    name: str = field(repr=False)
    mobile: str = field(repr=False)
    is_known: bool = False
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class KeepPaper:
    """Keep the photographs of the paper that was signed; `mark` is what is read from it."""

    task_id: str
    mark: str
    name: str
    files: Sequence[ChosenFile]
    once: Once | None = None


class SignAct(StrEnum):
    """What the legal representative may say."""

    SIGN = "SIGN"
    DECLINE = "DECLINE"
    NOT_ME = "NOT_ME"


@dataclass(frozen=True, slots=True)
class AnswerSigning:
    """What is said on the page that the link opens; `secret` shows whose telephone it is, `name` who reads.

    `shown` are the requests it is said of, among those that the page has shown.
    """

    token: str = field(repr=False)
    secret: str = field(repr=False)
    name: str = field(repr=False)
    act: SignAct
    shown: frozenset[str]
    reason: str = ""
    has_read: bool = False

"""What a clerk at the service window can ask for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.serving import Proof


@dataclass(frozen=True, slots=True)
class AtCounter:
    """Who stands at the counter: name, as what they act, which document they showed, and their mobile phone.

    `mandate_until` is the last day of an agent's mandate.
    """

    name: str = field(repr=False)
    acts_as: str
    shown: str
    phone: str = field(repr=False)
    mandate_until: date | None = None


@dataclass(frozen=True, slots=True)
class OpenAtWindow:
    """Begin an application about a record for who stands at the counter."""

    record_id: str
    person: AtCounter
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class ApplyAtWindow:
    """Begin an application for a matter of an authority, by one of its ways, for who stands at the counter."""

    subject_id: str
    authority: str
    matter: str
    way: str
    person: AtCounter
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class TakeToWindow:
    """Go on at the counter with a draft that was begun online, because who stands there asks for it."""

    case_id: str
    person: AtCounter
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class EnterSubject:
    """Enter who came to the counter and is not on file yet, as the business licence shown there names them."""

    uscc: str
    name: str
    representative: str


@dataclass(frozen=True, slots=True)
class KeepSigned:
    """Keep the scanned pages of a paper that was signed; `mark` is what is read from it."""

    case_id: str
    mark: str
    pages: Sequence[Proof]
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class HandIn:
    """Hand in what was signed; `received_at` is when it came to the counter, `version` the task as seen."""

    case_id: str
    received_at: datetime | None
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class WithdrawAtWindow:
    """Withdraw for the applicant, who asked for it in writing."""

    case_id: str
    reason: str
    request: Proof | None
    version: int | None = None
    once: Once | None = None

"""What can be asked of pledges."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.breaches import Found
from workflow_app.domain.commands.once import Once
from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.pledges import PledgeKind, PromisedItem, Result


@dataclass(frozen=True, slots=True)
class Allegation:
    """A breach is alleged: of which pledge and item, how, what was found, and on which evidence.

    A process says in `found` what a person writes as `facts` and `evidence`, and in `by` the account of whoever found
    it, where that is a person.
    `version` is the pledge as the asker saw it.
    """

    pledge_id: str
    kind: BreachKind
    facts: str = ""
    evidence: str = ""
    found: Found | None = None
    by: str | None = None
    item_id: str | None = None
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class MakePledge:
    """Something is pledged of one's own accord: by an enterprise (its code), or by somebody of the office (None).

    `confirmed` are the standard sentences that were ticked, `authority` is the code of whom it is given to.
    """

    kind: PledgeKind
    uscc: str | None
    authority: str
    title: str
    items: tuple[PromisedItem, ...]
    confirmed: tuple[str, ...]
    signer: str
    until: date | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class WithdrawPledge:
    """A pledge is taken back, with a reason; `version` is the pledge as the asker saw it."""

    pledge_id: str
    why: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class PublishPledge:
    """A pledge is put on public display."""

    pledge_id: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class AskFollowUp:
    """Somebody shall look at an item beside what is planned: why, because of which paper, until when."""

    pledge_id: str
    item_id: str
    reason: str
    cause: str
    on: date | None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class RecordFollowUp:
    """What a look at an item found, and what shows it; `files` are the tokens of files that were uploaded before."""

    follow_up_id: str
    result: Result
    findings: str
    evidence: str
    files: tuple[str, ...] = ()
    version: int | None = None
    once: Once | None = None

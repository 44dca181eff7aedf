"""Change sets: everything that follows from one change of the rules, checked, confirmed and in force together."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import FieldError, RefusedError
from workflow_app.domain.matter_editions import CONFIRMERS as MATTER_CONFIRMERS
from workflow_app.domain.matter_editions import WRITERS as MATTER_WRITERS
from workflow_app.domain.matter_editions import may_decide
from workflow_app.domain.policies import YES, Answer
from workflow_app.domain.process_drafts import WRITERS as PROCESS_WRITERS
from workflow_app.domain.process_drafts import may_confirm
from workflow_app.domain.process_findings import Finding, Severity
from workflow_app.domain.rule_policies import may_decide_proposal

LONGEST_TITLE, LONGEST_BASIS, LONGEST_TEXT = 100, 200, 1000
LATEST_YEARS = 3


class SetStatus(StrEnum):
    """How a change set stands; one that was confirmed or discarded is never changed."""

    OPEN = "OPEN"
    SUBMITTED = "SUBMITTED"
    CONFIRMED = "CONFIRMED"
    DISCARDED = "DISCARDED"


UNDER_WAY = (SetStatus.OPEN, SetStatus.SUBMITTED)


class PartKind(StrEnum):
    """What a part of a change set is: a draft of a process, a proposal, or an edition of a matter."""

    PROCESS = "PROCESS"
    RULE = "RULE"
    MATTER = "MATTER"


class Asked(StrEnum):
    """What changed: a period or class, a material, a sentence in a letter, who decides or in which order."""

    VALUE = "VALUE"
    MATERIAL = "MATERIAL"
    LETTER = "LETTER"
    ROUTE = "ROUTE"


TABLES = ("classes", "regimes")
"""The tables that hold what is no parameter: the classes of gravity and the rule versions."""
WRITES: dict[PartKind, tuple[Role, ...]] = {
    PartKind.PROCESS: PROCESS_WRITERS,
    PartKind.RULE: (Role.SYSTEM_ADMIN,),
    PartKind.MATTER: MATTER_WRITERS,
}
"""Who writes each kind of part."""
DECIDES: dict[PartKind, tuple[Role, ...]] = {
    PartKind.PROCESS: PROCESS_WRITERS,
    PartKind.RULE: (Role.SECURITY_ADMIN,),
    PartKind.MATTER: MATTER_CONFIRMERS,
}
"""Who consents to each kind of part."""
ANSWERS: dict[Asked, tuple[PartKind, ...]] = {
    Asked.VALUE: (PartKind.RULE,),
    Asked.MATERIAL: (PartKind.MATTER, PartKind.PROCESS),
    Asked.LETTER: (PartKind.PROCESS,),
    Asked.ROUTE: (PartKind.PROCESS,),
}
"""By which kinds of part each change is made."""
WRITERS = (Role.PROCESS_ADMIN, Role.SYSTEM_ADMIN, *MATTER_WRITERS)
"""Who begins a change set and submits it: whoever writes one of the parts."""
READERS = (*WRITERS, Role.SECURITY_ADMIN, Role.SECTION_HEAD, Role.AUDITOR)


@dataclass(frozen=True, slots=True, order=True)
class Lane:
    """The parts that the same people consent to: of one kind, at one authority or (empty) for everybody."""

    kind: PartKind
    authority_id: str = ""


@dataclass(frozen=True, slots=True)
class SetTerms:
    """What is to change, from which day, by which document and why; asked once for all parts."""

    title: str
    effective_on: date | None
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class SetFinding:
    """What stands against a change set; `part` is the part it is about, empty for the set itself.

    `finding` is what the check of a process found, `error` what is wrong with an edition.
    """

    code: str
    part: str = ""
    values: dict[str, object] = field(default_factory=dict)
    finding: Finding | None = None
    error: FieldError | None = None

    @property
    def stops(self) -> bool:
        """Tell whether it keeps the set from being submitted or confirmed."""
        return self.finding is None or self.finding.severity is Severity.ERROR


class ChangeSetRefusedError(RefusedError):
    """A change set that is not submitted or not confirmed; `findings` says which part and why."""

    def __init__(self, findings: tuple[SetFinding, ...]) -> None:
        super().__init__("CHANGE_SET_REFUSED", count=len(findings))
        self.findings = findings


def may_read(actor: Actor) -> Answer:
    """Tell whether somebody sees change sets."""
    return YES if actor.has(*READERS) else Answer(allowed=False, rule="ROLE_NEEDED")


def may_write(actor: Actor) -> Answer:
    """Tell whether somebody begins change sets, says their terms and submits them."""
    return YES if actor.has(*WRITERS) else Answer(allowed=False, rule="ROLE_NEEDED")


def may_answer(actor: Actor, asked: Asked) -> Answer:
    """Tell whether somebody makes a change of some kind, or has to leave it to others."""
    roles = [role for kind in ANSWERS[asked] for role in WRITES[kind]]
    return YES if actor.has(*roles) else Answer(allowed=False, rule="ROLE_NEEDED")


def may_consent(actor: Actor, lane: Lane, *, people: Collection[str]) -> Answer:
    """Tell whether somebody consents to the parts of a lane: nobody of those who wrote anything in the whole set."""
    if lane.kind is PartKind.PROCESS:
        answer = may_confirm(actor, writers=())
    elif lane.kind is PartKind.RULE:
        answer = may_decide_proposal(actor, authority_id=lane.authority_id or None, proposed_by="")
    else:
        answer = may_decide(actor, authority_id=lane.authority_id, writers=())
    return Answer(allowed=False, rule="CHANGE_SET_YOURS") if answer.allowed and actor.id in people else answer

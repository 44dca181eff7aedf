"""What services show of the things beside a case: letters, documents, sites, stages, the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workflow_app.domain.gate_kinds import PENALTY
from workflow_app.services.broken_promises import BrokenPromise


@dataclass(frozen=True, slots=True)
class MatterOf:
    """The matter that a case is about, in the edition that it keeps."""

    code: str
    name_zh: str
    name_en: str
    edition: int


@dataclass(frozen=True, slots=True)
class SubjectView:
    """Whom a case or record is about."""

    id: str
    uscc: str | None
    name: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter: ISSUED while its PDF is being made, READY after; `service` tells how far it is from being served.

    `valid_until` is the last day on which a certificate counts, `annulled_on` when it was annulled.
    `changed_on` is when it was corrected last, annulled or replaced; `replaces` and `replaced_by` are numbers.
    """

    id: str
    case_id: str | None
    kind: str
    number: str
    code: str
    title: str
    title_en: str
    authority: str
    subject_name: str
    issued_on: date
    status: str
    service: str | None = None
    way: str | None = None
    served_on: date | None = None
    valid_until: date | None = None
    annulled_on: date | None = None
    standing: str = "IN_FORCE"
    seal: str = "NONE"
    edition: int = 1
    changed_on: date | None = None
    replaces: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """An uploaded file; `made_of` says of each page what was sent, where it was put together or reduced."""

    id: str
    case_id: str
    filename: str
    media_type: str
    size: int
    sha256: str
    field: str | None
    received_at: datetime
    made_of: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteStateView:
    """How the last removal stands on one site.

    `looked_at` is when it was last seen to have stayed away, `urges` how often the site was urged since it was ordered;
    `earlier` are the removals before it, after each of which the site showed the listing again.
    Where people do it, `way` tells how and `work` how far it is; `office` was asked for assistance on `sent_on`.
    """

    site: str
    site_zh: str
    site_en: str
    status: str
    ordered_at: datetime
    due_on: date
    attempts: int
    receipt_no: str | None
    verified_at: datetime | None
    removal_id: str
    way: str | None = None
    work: str | None = None
    office: str | None = None
    sent_on: date | None = None
    reminders: int = 0
    reason: str = ""
    looked_at: datetime | None = None
    urges: int = 0
    earlier: tuple[str, ...] = ()

    @property
    def is_back(self) -> bool:
        """Tell whether the site shows again what was taken down, and has not been seen to follow since."""
        return self.reason == "REAPPEARED" and self.status != "VERIFIED"


@dataclass(frozen=True, slots=True)
class StepView:
    """One stage of a case for the steps bar: done, current, todo or skipped."""

    element: str
    name_zh: str
    name_en: str
    status: str


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """The record a case is about, as far as the case shows it."""

    id: str
    document_no: str
    decided_on: date
    severity: str
    fine: Decimal | None
    first_apply_on: date | None
    max_until: date | None
    facts: str
    authority_zh: str
    authority_en: str
    confiscation: Decimal | None = None
    kind: str = PENALTY
    broken: BrokenPromise | None = None


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """Who was named by whom for a step of a case, and why; empty while nobody is."""

    id: str
    element: str
    account_id: str | None
    name: str
    reason: str
    made_by: str
    at: datetime
    status: str


@dataclass(frozen=True, slots=True)
class PledgeFacts:
    """A pledge signed in a case, and whether anybody may read it; `is_over` once its display came to its end.

    A repair pledge is public from its signing on, one for an approval from the acceptance or the decision on.
    """

    id: str
    number: str
    signed_at: datetime
    is_public: bool
    public_since: date | None = None
    public_until: date | None = None
    is_over: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What was signed and handed in: by which way, in whose name, as what; `is_known`: the telephone was known here."""

    id: str
    task_id: str
    way: str
    signer: str
    signer_role: str
    is_known: bool
    signed_at: datetime

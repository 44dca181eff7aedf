"""What services show of cases, tasks, clocks and letters: plain values, both languages, no rows."""

from dataclasses import dataclass, field
from datetime import date, datetime

from workflow_app.domain.obligations import Compared
from workflow_app.services.part_views import (
    AppointmentFacts,
    DocumentView,
    LetterView,
    MatterOf,
    PledgeFacts,
    RecordFacts,
    SignatureFacts,
    SiteStateView,
    StepView,
    SubjectView,
)
from workflow_app.services.task_views import TaskView

__all__ = [
    "AnsweredView",
    "CaseView",
    "ClockView",
    "DocumentView",
    "HistoryEntry",
    "LetterView",
    "PledgeFacts",
    "RecordFacts",
    "SignatureFacts",
    "SiteStateView",
    "StepView",
    "SubjectView",
    "TaskDetail",
    "TaskView",
]


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock and what explains its day: from, n, unit, each day skipped with its reason code, and its pauses.

    One that stands still has no due day; it gets a new one when it runs again. `authority` is the code of whose
    calendar counts; `just_passes` tells that nobody has to act until then.
    """

    id: str
    key: str
    name_zh: str
    name_en: str
    legal: bool
    for_applicant: bool
    started_on: date
    due_on: date | None
    due_at: datetime | None
    status: str
    stopped_at: datetime | None
    provisional: bool
    explanation: dict[str, object]
    authority: str = ""
    just_passes: bool = False


@dataclass(frozen=True, slots=True)
class RefusalView:
    """Why an application was turned down, and the remedies, as the letter states them.

    `reapply_on` is from when it may be made again; None where nothing is said, so at once.
    """

    reason: str
    reapply_on: date | None
    remedies_zh: str
    remedies_en: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case; lists leave the parts after `clocks` empty but for `document_no`, which they alone fill.

    `authority` is the code of whose it is. `batch_size` is how many of its batch were handed in there, 0 without one.
    `open_deferrable` counts the documents that are still to come. `paused_until` is until when what is filed waits.
    """

    id: str
    number: str | None
    process: str
    process_name_zh: str
    process_name_en: str
    process_version: int
    version: int
    status: str
    state: str
    state_zh: str
    state_en: str
    public_zh: str
    public_en: str
    subject: SubjectView
    created_at: datetime
    submitted_at: datetime | None
    ended_at: datetime | None
    tasks: tuple[TaskView, ...] = ()
    clocks: tuple[ClockView, ...] = ()
    record: RecordFacts | None = None
    letters: tuple[LetterView, ...] = ()
    pledges: tuple[PledgeFacts, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    removals: tuple[SiteStateView, ...] = ()
    steps: tuple[StepView, ...] = ()
    done_elements: tuple[str, ...] = ()
    active_elements: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    follow_code: str | None = None
    authority: str = ""
    may_withdraw: bool = False
    may_move: bool = False
    may_copy: bool = False
    may_switch: bool = False
    answers_from: str | None = None
    appointments: tuple[AppointmentFacts, ...] = ()
    refusal: RefusalView | None = None
    at_window: bool = False
    paused_until: datetime | None = None
    document_no: str | None = None
    signatures: tuple[SignatureFacts, ...] = ()
    batch_id: str | None = None
    batch_size: int = 0
    matter: MatterOf | None = None
    open_deferrable: int = 0


@dataclass(frozen=True, slots=True)
class AnsweredView:
    """A form that somebody completed in a case; documents are named in `values` by id."""

    element: str
    name_zh: str
    name_en: str
    form: dict[str, object]
    values: dict[str, object]
    by: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """A task with all that is needed to do it; `rule` says why the reader may not act, or is empty.

    `representative` is the legal representative of the subject, as far as it is on record. `rules_changed`: the draft
    goes by another version now, and nobody has said to have read what changed.
    """

    task: TaskView
    case: CaseView
    form: dict[str, object]
    values: dict[str, object]
    answers: tuple[AnsweredView, ...]
    documents: tuple[DocumentView, ...]
    rule: str = ""
    compared: Compared | None = None
    representative: str | None = None
    rules_changed: bool = False


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened in a case; what its process called the state that was reached, or the step, then."""

    at: datetime
    actor_name: str
    action: str
    data: dict[str, object] = field(default_factory=dict)
    state_zh: str = ""
    state_en: str = ""
    element_zh: str = ""
    element_en: str = ""

"""What services show of a task in a list or beside its case: plain values, both languages, no rows."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.inbox import nearer


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as a list or case shows it; `candidates` are role words, `due_at` None where no limit runs.

    `is_mine_done` tells that its reader completed it; `authority` is the code of whose calendar counts.
    `urgency` is the group of an inbox; lists of tasks alone fill it, how far their reader is, and `document_no`.
    `waits_for_appointment` tells that nobody is left who may do it, `is_appointed` that its reader was named for it.
    `own_due_on` is the last day of an applicant's own clock, `draft_until` of an application that is not handed in.
    `batch_size` is how many of its batch were handed in.
    """

    id: str
    case_id: str
    case_number: str | None
    key: str
    name_zh: str
    name_en: str
    form: str | None
    version: int
    status: str
    role: str
    assignee: str | None
    assignee_name: str | None
    candidates: tuple[str, ...]
    due_on: date | None
    due_at: datetime | None
    legal_due_on: date | None
    legal_paused: bool
    subject_name: str
    opened_at: datetime
    completed_at: datetime | None
    actions: tuple[str, ...]
    is_mine_done: bool = False
    authority: str = ""
    waits_for_appointment: bool = False
    is_appointed: bool = False
    document_no: str | None = None
    urgency: str = ""
    is_seen: bool = True
    has_draft: bool = False
    own_due_on: date | None = None
    batch_id: str | None = None
    batch_size: int = 0
    draft_until: date | None = None

    @property
    def nearer(self) -> str:
        """Return which limit is over first: OWN, LEGAL, BOTH on one day, or nothing without any."""
        return nearer(self.due_on, self.legal_due_on)

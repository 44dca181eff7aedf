"""One case at work: what a step and its operations may read, and what they leave to be written with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.clock_rules import Computed, Rules
from workflow_app.domain.kept_matters import KeptMatter
from workflow_app.domain.outages import Span
from workflow_app.domain.parameters import Parameter, Snapshot, from_snapshot
from workflow_app.domain.periods import Due
from workflow_app.domain.process_facts import ProcessFacts
from workflow_app.domain.publicity import Rules as PublicityRules
from workflow_app.domain.time import local_date, machine_now
from workflow_app.domain.window import CHANNEL
from workflow_app.models import (
    Authority,
    Case,
    CaseClock,
    CaseClockPause,
    DeferredItem,
    DueWork,
    ProcessPause,
    Record,
    Signature,
    Subject,
    Task,
)
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork


@dataclass(slots=True)
class CaseWork:
    """The case, who acts, and when; everything here lives in one unit of work.

    `values` are the answers of the form just completed, `letter_texts` the texts of the process by letter kind,
    `option_words` what the answers (field, value) of its forms are called in both languages.
    `pause` is that of the process, where an application was handed in that waits for its end; once it goes on, what the
    office has to do in time counts from `office_counts_from`, the day of receipt.
    `matter` is what an approval is about, in the edition that the case keeps.
    `clocks`, `pauses` and `items`, which follow later, are as this step leaves them, once they were asked for;
    `tasks` are those that the case had before this step, `signature` is under what is handed in with it.
    `fresh` holds the next moment of those that it started. `counts_from` is the day from which clocks count that this
    step starts or lets stand still, where what caused it happened before today: a letter that was served (rule A1).
    """

    unit: UnitOfWork
    case: Case
    authority: Authority
    subject: Subject
    actor: Actor
    now: datetime
    facts: ProcessFacts
    letter_texts: Mapping[str, Mapping[str, object]]
    base_url: str
    read_calendar: Callable[[], Calendar]
    read_spans: Callable[[], Sequence[Span]]
    read_parameters: Callable[[], Snapshot]
    read_training: Callable[[], Sequence[Parameter]]
    read_publicity: Callable[[], PublicityRules]
    values: Mapping[str, object] = field(default_factory=dict)
    entries: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    clocks: dict[str, CaseClock] | None = None
    pauses: list[CaseClockPause] | None = None
    items: list[DeferredItem] | None = None
    fresh: dict[str, DueWork] = field(default_factory=dict)
    counts_from: date | None = None
    option_words: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    tasks: Sequence[Task] = ()
    signature: Signature | None = None
    matter: KeptMatter | None = None
    pause: ProcessPause | None = None
    office_counts_from: date | None = None
    _record: Record | None = None

    @property
    def today(self) -> date:
        """Return the business day in Shanghai."""
        return local_date(self.now)

    @property
    def clock_day(self) -> date:
        """Return the day from which clocks count that this step starts or lets stand still."""
        return self.counts_from or self.today

    @property
    def handed_in_at(self) -> datetime:
        """Return when what is handed in now was received: at the counter, where a clerk files for who came there."""
        at_counter = self.case.received_at if self.case.channel == CHANNEL else None
        return at_counter or self.now

    def audit(self, action: str, **data: object) -> None:
        """Note an entry for the case's audit chain; written with everything else."""
        self.entries.append((action, data))

    def tell_role(self, role: Role, code: str, **facts: object) -> None:
        """Tell those who hold a role at the case's authority what they should know of it."""
        telling = Telling(code, self.case.authority_id, {"number": self.case.number, **facts}, case_id=self.case.id)
        self.unit.add(telling.for_role(role, now=self.now))

    def tell_subject(self, code: str, **facts: object) -> None:
        """Tell those who act for the case's subject what they should know of it."""
        telling = Telling(code, self.case.authority_id, {"number": self.case.number, **facts}, case_id=self.case.id)
        self.unit.add(telling.for_subject(self.case.subject_id, now=self.now))

    def parameter(self, key: str) -> Parameter:
        """Return a parameter as this case keeps it; raises ParameterMissingError."""
        return from_snapshot(self.read_parameters(), key)

    @property
    def rules(self) -> Rules:
        """Return by what periods are computed today."""
        return Rules(self.read_calendar(), self.read_spans(), self.today)

    def begin(self, key: str, *, start: date | None = None) -> Computed:
        """Return when a period named by a parameter ends that begins today, or on `start`, with its extensions."""
        return self.rules.begin(self.parameter(key).period(), start or self.today)

    def due(self, key: str) -> Due:
        """Return when a period named by a parameter ends if it begins today."""
        return self.begin(key).due

    def record(self) -> Record | None:
        """Return the record the case is about, or None."""
        if self._record is None and self.case.record_id:
            self._record = self.unit.records.hold(self.case.record_id)
        return self._record

    def answers(self) -> dict[str, object]:
        """Return every answer given in the case, later ones over earlier ones, those of this step last."""
        given: dict[str, object] = {}
        for task in self.tasks:
            given |= task.outcome or {}
        return given | dict(self.values)

    def leave(
        self,
        kind: str,
        key: str,
        payload: dict[str, object],
        *,
        due_at: datetime | None = None,
        delay: timedelta = timedelta(),
        clock_id: str | None = None,
    ) -> DueWork:
        """Leave work that is due at a business instant (now, if none is given)."""
        row = DueWork(
            kind=kind,
            key=key,
            case_id=self.case.id,
            clock_id=clock_id,
            payload=payload,
            status="PENDING",
            due_at=(due_at or self.now) + delay,
            not_before=machine_now(),
            attempts=0,
            created_at=self.now,
        )
        self.unit.add(row)
        return row

"""What follows for a record when its number is doubted, found mistyped, or found right after all (rule A16).

A repair that is under way holds none of it up: its office is told, and it ends as moot with the record. What has left
force meanwhile, as by an appeal or a repair, stays what it has become; then the question alone is settled.
"""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.time import local_date
from workflow_app.models import Record, Subject
from workflow_app.repositories.gate_doubts import doubt_answers
from workflow_app.repositories.number_questions import QuestionRows
from workflow_app.repositories.publishing import Publishing
from workflow_app.repositories.record_history import RecordHistory
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.appeal_effects import MOOT
from workflow_app.services.concerned import Concerned
from workflow_app.services.landing_known import UNREPORTED
from workflow_app.services.landing_withdrawn import NOT_REPORTED_UP_TO
from workflow_app.services.number_views import MISTAKEN
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.reckoning import Effect, carry, read_chunk
from workflow_app.services.tools import Tools

ACTIVE = "ACTIVE"
_STILL_COUNTS = frozenset({ACTIVE, UNREPORTED})
"""What a typing error takes out of force; a row could bring the second one back."""


@dataclass(frozen=True, slots=True)
class NumberEffects:
    """One question at work: the record of which it is said that its number is mistyped, and the other party."""

    work: UnitOfWork
    rows: QuestionRows
    now: datetime
    tools: Tools

    def doubt(self) -> None:
        """Hide the record everywhere at once; it counts until a second person has confirmed."""
        record = self._record()
        if record.status != ACTIVE or record.hidden_at is not None:
            raise ConflictError("RECORD_NOT_IN_FORCE")
        record.hidden_at = self.now
        self.work.listings.end([record.id], reason=MISTAKEN, now=self.now, due_on=local_date(self.now))
        self._concerned.tell_subject("NUMBER_DOUBTED", record.subject_id, record=record)
        self._reach_case(record, "CASE_NUMBER_DOUBTED")
        self.ask_second_person()

    def ask_second_person(self) -> None:
        """Tell those of whom one has to confirm what the first one answered."""
        facts = {**self._facts, "path": f"/desk/records/{self.rows.question.mistaken_id}"}
        concerned = Concerned(self.work, self.rows.record.authority_id, self.now, facts)
        for role in (Role.DATA_CLERK, Role.SECTION_HEAD):
            concerned.tell_role("NUMBER_TO_CONFIRM", role)

    def set_aside(self) -> None:
        """Take the record out of force for good, tell both parties, and flag the answers that rest on it."""
        record = self._record()
        record.hidden_at = None
        other = self.rows.other if record.id == self.rows.record.id else self.rows.record
        self._concerned.tell_subject("NUMBER_SETTLED", other.subject_id, record=other)
        if record.status not in _STILL_COUNTS:
            return
        record.status = MISTAKEN
        self._concerned.tell_subject("RECORD_SET_ASIDE", record.subject_id, record=record)
        self._reach_case(record, "CASE_RECORD_SET_ASIDE", message=MOOT)
        self._doubt_gate(record)

    def show_again(self) -> None:
        """Let a record that was only hidden be shown again, where it is still in force."""
        record = self._record()
        record.hidden_at = None
        if record.status == ACTIVE:
            self._show(record, "RECORD_SHOWN_AGAIN")

    def bring_back(self) -> None:
        """Let a record that was set aside count by the rules of today, and flag the answers that knew nothing of it."""
        record = self._record()
        if record.status != MISTAKEN:
            return
        record.status = self._standing(record)
        if record.status == ACTIVE and not self._renew(record):
            self._show(record, "RECORD_SHOWN_AGAIN")
        self._doubt_gate(record, used=False)

    def _standing(self, record: Record) -> str:
        """Return what a record was before it was set aside: in force, or not to be reported."""
        newest = RecordHistory(self.work.session).versions(record.id)[-1].version
        return UNREPORTED if NOT_REPORTED_UP_TO in newest.content else ACTIVE

    def _renew(self, record: Record) -> bool:
        """Give a record the periods that rules which began meanwhile gave all others; tell whether any is new."""
        authority = self.work.authorities.get(record.authority_id)
        rules = PublicityRules(self.work, self.tools.calendars, local_date(self.now)).rules_of(authority)
        chunk = read_chunk(self.work, authority, [record], lock=True)
        is_new = bool(carry(self.work, chunk, rules=rules, now=self.now, effect=Effect()))
        if is_new:
            self._concerned.tell_subject("RECORD_SHOWN_AGAIN", record.subject_id, record=record)
        return is_new

    def _reach_case(self, record: Record, code: str, *, message: str | None = None) -> None:
        """Tell the office of a repair that is under way, and leave its case a message."""
        case = self.work.cases.find_open_of_record(record.id)
        if case is None:
            return
        self._concerned.tell_workers(code, case)
        if message is not None:
            self._concerned.leave_message(message, [case], cause=self.rows.question.id)

    def _show(self, record: Record, news: str) -> None:
        listings = self.work.listings.list_with_last_removals(record.id)
        publishing = Publishing(self.work.listings.list_sites(), self.now)
        self.work.add(*publishing.put_back(record, self._subject(record), listings))
        self._concerned.tell_subject(news, record.subject_id, record=record)

    def _doubt_gate(self, record: Record, *, used: bool = True) -> None:
        record_id = record.id if used else None
        doubt_answers(self.work, record.subject_id, reason="RECORD_MISTAKEN", now=self.now, record_id=record_id)

    def _record(self) -> Record:
        """Return the record in doubt as it is now, held until commit: asked for before anything is changed in it."""
        return self.work.records.lock(str(self.rows.question.mistaken_id))

    def _subject(self, record: Record) -> Subject:
        return self.rows.subject if record.id == self.rows.record.id else self.rows.other_subject

    @property
    def _facts(self) -> dict[str, object]:
        return {"document_no": self.rows.record.document_no}

    @property
    def _concerned(self) -> Concerned:
        return Concerned(self.work, self.rows.record.authority_id, self.now, self._facts)

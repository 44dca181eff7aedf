"""What follows for a record when its number is doubted, found mistyped, or found right after all (rule A16)."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.time import local_date
from workflow_app.models import Record, Subject
from workflow_app.repositories.number_questions import QuestionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.concerned import Concerned
from workflow_app.services.gate_keeping import doubt_answers
from workflow_app.services.number_views import MISTAKEN
from workflow_app.services.publishing import Publishing

ACTIVE = "ACTIVE"


@dataclass(frozen=True, slots=True)
class NumberEffects:
    """One question at work: the record of which it is said that its number is mistyped, and the other party."""

    work: UnitOfWork
    rows: QuestionRows
    now: datetime

    def doubt(self) -> None:
        """Hide the record everywhere at once; it counts until a second person has confirmed."""
        record = self._record()
        self._refuse(record, hidden=False)
        record.hidden_at = self.now
        self.work.listings.end([record.id], reason=MISTAKEN, now=self.now, due_on=local_date(self.now))
        self._concerned.tell_subject("NUMBER_DOUBTED", record.subject_id, record=record)
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
        self._refuse(record, hidden=True)
        record.status, record.hidden_at = MISTAKEN, None
        self._concerned.tell_subject("RECORD_SET_ASIDE", record.subject_id, record=record)
        other = self.rows.other if record.id == self.rows.record.id else self.rows.record
        self._concerned.tell_subject("NUMBER_SETTLED", other.subject_id, record=other)
        self._doubt_gate(record)

    def show_again(self) -> None:
        """Let a record that was only hidden be shown again."""
        self._show(self._record(), "RECORD_SHOWN_AGAIN")

    def bring_back(self) -> None:
        """Let a record that was set aside count and be shown again, and flag the answers that knew nothing of it."""
        record = self._record()
        record.status = ACTIVE
        self._show(record, "RECORD_SHOWN_AGAIN")
        self._doubt_gate(record, used=False)

    def _show(self, record: Record, news: str) -> None:
        record.hidden_at = None
        listings = self.work.listings.list_with_last_removals(record.id)
        publishing = Publishing(self.work.listings.list_sites(), self.now)
        self.work.add(*publishing.put_back(record, self._subject(record), listings))
        self._concerned.tell_subject(news, record.subject_id, record=record)

    def _doubt_gate(self, record: Record, *, used: bool = True) -> None:
        record_id = record.id if used else None
        doubt_answers(self.work, record.subject_id, reason="RECORD_MISTAKEN", now=self.now, record_id=record_id)

    def _refuse(self, record: Record, *, hidden: bool) -> None:
        """Raise ConflictError where a case is open about the record, or it does not stand as it should."""
        if self.work.records.get(record.id).open_case_id is not None:
            raise ConflictError("RECORD_HAS_CASE")
        if record.status != ACTIVE or (record.hidden_at is not None) is not hidden:
            raise ConflictError("RECORD_NOT_IN_FORCE")

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

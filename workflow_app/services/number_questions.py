"""The same decision number with another party: one decision about both, or a typing error? Asked once (rule A8)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.records import AnswerNumber
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import local_date
from workflow_app.models import NumberQuestion, Record
from workflow_app.repositories.number_questions import NumberQuestions, QuestionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.import_rights import authorities_of, check_works_with_records
from workflow_app.services.tools import Tools

SAME_DECISION, TYPING_ERROR, MISTAKEN = "SAME_DECISION", "TYPING_ERROR", "MISTAKEN"


@dataclass(frozen=True, slots=True)
class PartyView:
    """One of the two records of a question."""

    record_id: str
    name: str
    uscc: str | None
    status: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A number that two parties carry; `answer` is empty until somebody gave it."""

    id: str
    document_no: str
    first: PartyView
    other: PartyView
    answer: str | None
    answered_by: str
    answered_at: datetime | None


def ask_about(others: Iterable[Record], record: Record, *, import_id: str, now: datetime) -> Iterator[NumberQuestion]:
    """Make the questions that a new record raises, one for each other party of its number."""
    for other in others:
        yield NumberQuestion(id=new_id(), record_id=other.id, other_id=record.id, import_id=import_id, asked_at=now)


def list_questions(
    *, actor: Actor, tools: Tools, import_id: str | None = None, open_only: bool = False, limit: int = 50
) -> Sequence[QuestionView]:
    """Return the questions of an import, or the oldest of all the actor's authorities."""
    check_works_with_records(actor)
    with tools.database.read() as work:
        ids = [row.id for row in authorities_of(work, actor).values()]
        rows = NumberQuestions(work.session).list_of(ids, import_id=import_id, open_only=open_only, limit=limit)
        names = work.accounts.names([each.question.answered_by for each in rows])
    return [_show(each, names.get(each.question.answered_by or "", "")) for each in rows]


def answer_number(command: AnswerNumber, *, actor: Actor, tools: Tools) -> None:
    """Keep the answer about a pair; a record whose number is a typing error is in force no more and is taken down.

    Raises NotFoundError QUESTION_UNKNOWN, ConflictError ALREADY_ANSWERED_QUESTION or RECORD_HAS_CASE, and InvalidError.
    """
    check_works_with_records(actor)
    now = tools.clock.now()
    with tools.database.write() as work:
        work.imports.take_turn()
        allowed = {row.id for row in authorities_of(work, actor).values()}
        found = NumberQuestions(work.session).get(command.question_id)
        if found is None or found.record.authority_id not in allowed:
            raise NotFoundError("QUESTION_UNKNOWN")
        question = found.question
        if question.answer is not None:
            raise ConflictError("QUESTION_ANSWERED")
        question.answer, question.answered_by, question.answered_at = command.answer, actor.id, now
        if command.answer == TYPING_ERROR:
            _set_aside(work, found, command.mistaken_id, now=now)
        elif command.answer != SAME_DECISION:
            raise InvalidError(FieldError("/answer", "UNKNOWN_VALUE", {"allowed": [SAME_DECISION, TYPING_ERROR]}))
        data: dict[str, object] = {
            "document_no": found.record.document_no,
            "records": [question.record_id, question.other_id],
        }
        data |= {"answer": command.answer, "mistaken": command.mistaken_id}
        authority = found.record.authority_id
        audit.record(work, authority=authority, actor=actor, action="record.number_answered", data=data, now=now)
        work.commit()
    tools.wake.nudge()


def _set_aside(work: UnitOfWork, found: QuestionRows, mistaken_id: str | None, *, now: datetime) -> None:
    """Take the record whose number is wrong out of force and off every site."""
    if mistaken_id not in {found.record.id, found.other.id}:
        raise InvalidError(FieldError("/mistaken", "REQUIRED"))
    record = work.records.lock(str(mistaken_id))
    if work.records.get(record.id).open_case_id is not None:
        raise ConflictError("RECORD_HAS_CASE")
    record.status = MISTAKEN
    work.listings.end([record.id], reason=MISTAKEN, now=now, due_on=local_date(now))


def _show(rows: QuestionRows, answered_by: str) -> QuestionView:
    question = rows.question
    return QuestionView(
        id=question.id,
        document_no=rows.record.document_no,
        first=PartyView(rows.record.id, rows.subject.name, rows.subject.uscc, rows.record.status),
        other=PartyView(rows.other.id, rows.other_subject.name, rows.other_subject.uscc, rows.other.status),
        answer=question.answer,
        answered_by=answered_by,
        answered_at=question.answered_at,
    )

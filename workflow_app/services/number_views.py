"""Questions about numbers that two parties carry, as the desk sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.number_policies import may_answer_number, may_confirm_number
from workflow_app.models import NumberQuestion
from workflow_app.repositories.number_questions import QuestionRows
from workflow_app.repositories.unit_of_work import UnitOfWork

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
    """A number that two parties carry; `answer` is empty until somebody gave it.

    `mistaken` is whose record is set aside, is to be, or is to count again; while `is_waiting` a second person has not
    confirmed that. It `is_moot` where one of the two was set aside because of another question. `may_answer`,
    `may_confirm` and `may_take_back` tell what its reader can do now.
    """

    id: str
    document_no: str
    first: PartyView
    other: PartyView
    answer: str | None
    answered_by: str
    answered_at: datetime | None
    mistaken: PartyView | None
    is_waiting: bool
    confirmed_by: str
    may_answer: bool
    may_confirm: bool
    may_take_back: bool
    is_moot: bool


def is_waiting(question: NumberQuestion) -> bool:
    """Tell whether an answer waits for a second person."""
    return question.mistaken_id is not None and question.confirmed_at is None


def is_moot(rows: QuestionRows) -> bool:
    """Tell whether a question needs no answer any more: one of its records was set aside because of another."""
    return rows.question.answer is None and MISTAKEN in {rows.record.status, rows.other.status}


def show_questions(work: UnitOfWork, rows: Sequence[QuestionRows], *, actor: Actor) -> list[QuestionView]:
    """Return questions with the names of those who answered and confirmed."""
    people = [name for each in rows for name in (each.question.answered_by, each.question.confirmed_by)]
    names = work.accounts.names(people)
    return [_show(each, names, actor) for each in rows]


def _show(rows: QuestionRows, names: dict[str, str], actor: Actor) -> QuestionView:
    question, waiting = rows.question, is_waiting(rows.question)
    first = PartyView(rows.record.id, rows.subject.name, rows.subject.uscc, rows.record.status)
    other = PartyView(rows.other.id, rows.other_subject.name, rows.other_subject.uscc, rows.other.status)
    authority_id, subject_ids = rows.record.authority_id, (rows.subject.id, rows.other_subject.id)
    answers = may_answer_number(actor, authority_id=authority_id, subject_ids=subject_ids).allowed
    confirms = may_confirm_number(
        actor, authority_id=authority_id, subject_ids=subject_ids, answered_by=question.answered_by
    )
    return QuestionView(
        id=question.id,
        document_no=rows.record.document_no,
        first=first,
        other=other,
        answer=question.answer,
        answered_by=names.get(question.answered_by or "", ""),
        answered_at=question.answered_at,
        mistaken=next((each for each in (first, other) if each.record_id == question.mistaken_id), None),
        is_waiting=waiting,
        confirmed_by=names.get(question.confirmed_by or "", ""),
        may_answer=answers and question.answer is None and not is_moot(rows),
        may_confirm=waiting and confirms.allowed,
        may_take_back=answers and question.answer == TYPING_ERROR and not waiting,
        is_moot=is_moot(rows),
    )

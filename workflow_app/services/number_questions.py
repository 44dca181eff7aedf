"""The same decision number with another party: one decision about both, or a typing error? Asked once (rule A8).

What takes a record out of force, or brings it back, is answered by one person and confirmed by another (rule A16).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.records import AnswerNumber, ConfirmNumber
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.number_policies import may_answer_number, may_confirm_number
from workflow_app.domain.policies import Answer, reads_by_office
from workflow_app.models import NumberQuestion, Record
from workflow_app.repositories.number_questions import NumberQuestions, QuestionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.import_rights import authorities_of, check_works_with_records
from workflow_app.services.number_effects import NumberEffects
from workflow_app.services.number_views import (
    SAME_DECISION,
    TYPING_ERROR,
    QuestionView,
    is_moot,
    is_waiting,
    show_questions,
)
from workflow_app.services.tools import Tools


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
        return show_questions(work, rows, actor=actor)


def answer_number(command: AnswerNumber, *, actor: Actor, tools: Tools) -> None:
    """Keep the answer about a pair; a record whose number may be a typing error is hidden until somebody else agrees.

    Raises NotFoundError QUESTION_UNKNOWN, ForbiddenError, ConflictError QUESTION_ANSWERED or RECORD_NOT_IN_FORCE, and
    InvalidError.
    """
    now = tools.clock.now()
    with tools.database.write() as work:
        work.imports.take_turn()
        found = _get(work, command.question_id)
        question = found.question
        authority_id = found.record.authority_id
        _check(may_answer_number(actor, authority_id=authority_id, subject_ids=_parties(found)), actor, authority_id)
        if is_moot(found):
            raise ConflictError("RECORD_NOT_IN_FORCE")
        takes_back = question.answer == TYPING_ERROR and command.answer == SAME_DECISION
        if is_waiting(question) or (question.answer is not None and not takes_back):
            raise ConflictError("QUESTION_ANSWERED")
        question.answer, question.answered_by, question.answered_at = command.answer, actor.id, now
        question.confirmed_by = question.confirmed_at = None
        effects = NumberEffects(work, found, now, tools)
        if takes_back:
            effects.ask_second_person()
        elif command.answer == TYPING_ERROR:
            if command.mistaken_id not in {found.record.id, found.other.id}:
                raise InvalidError(FieldError("/mistaken", "REQUIRED"))
            question.mistaken_id = command.mistaken_id
            effects.doubt()
        elif command.answer != SAME_DECISION:
            raise InvalidError(FieldError("/answer", "UNKNOWN_VALUE", {"allowed": [SAME_DECISION, TYPING_ERROR]}))
        _note(work, found, "record.number_answered", {"answer": command.answer}, actor=actor, now=now)
        work.commit()
    tools.wake.nudge()


def confirm_number(command: ConfirmNumber, *, actor: Actor, tools: Tools) -> None:
    """Carry out what somebody else answered, or disagree: then everything is as it was before that answer.

    Raises NotFoundError QUESTION_UNKNOWN, ForbiddenError SECOND_PERSON_NEEDED, CONFLICT_OF_INTEREST or ROLE_NEEDED,
    ConflictError NOTHING_TO_CONFIRM.
    """
    now = tools.clock.now()
    with tools.database.write() as work:
        work.imports.take_turn()
        found = _get(work, command.question_id)
        question, authority_id = found.question, found.record.authority_id
        parties, answered_by = _parties(found), question.answered_by
        _check(
            may_confirm_number(actor, authority_id=authority_id, subject_ids=parties, answered_by=answered_by),
            actor,
            authority_id,
        )
        if not is_waiting(question):
            raise ConflictError("NOTHING_TO_CONFIRM")
        told: dict[str, object] = {"answer": question.answer, "agree": command.agree}
        _note(work, found, "record.number_confirmed", told, actor=actor, now=now)
        question.confirmed_by, question.confirmed_at = actor.id, now
        _settle(question, NumberEffects(work, found, now, tools), agree=command.agree)
        work.commit()
    tools.wake.nudge()


def _settle(question: NumberQuestion, effects: NumberEffects, *, agree: bool) -> None:
    """Do what two people agreed on, or leave the question as it was before the first one answered."""
    if question.answer == TYPING_ERROR:
        if agree:
            effects.set_aside()
            return
        effects.show_again()
        question.answer = question.answered_by = question.answered_at = None
    elif agree:
        effects.bring_back()
    else:
        question.answer = TYPING_ERROR
        return
    question.mistaken_id = question.confirmed_by = question.confirmed_at = None


def _get(work: UnitOfWork, question_id: str) -> QuestionRows:
    found = NumberQuestions(work.session).get(question_id)
    if found is None:
        raise NotFoundError("QUESTION_UNKNOWN")
    return found


def _check(answer: Answer, actor: Actor, authority_id: str) -> None:
    """Let through who may; those who do not even read the authority's records do not know of the question."""
    if not answer.allowed:
        known = reads_by_office(actor, authority_id)
        raise ForbiddenError(answer.rule) if known else NotFoundError("QUESTION_UNKNOWN")


def _parties(found: QuestionRows) -> tuple[str, str]:
    return found.subject.id, found.other_subject.id


def _note(
    work: UnitOfWork, found: QuestionRows, action: str, data: dict[str, object], *, actor: Actor, now: datetime
) -> None:
    question = found.question
    records = [question.record_id, question.other_id]
    said = {**data, "document_no": found.record.document_no, "records": records, "mistaken": question.mistaken_id}
    audit.record(work, authority=found.record.authority_id, actor=actor, action=action, data=said, now=now)

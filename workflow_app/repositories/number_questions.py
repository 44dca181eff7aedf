"""Questions about numbers that two parties carry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from workflow_app.domain.gate_kinds import PENALTY
from workflow_app.models import NumberQuestion, Record, Subject

SET_ASIDE = "MISTAKEN"


@dataclass(frozen=True, slots=True)
class QuestionRows:
    """A question, its two records, and whom they are about."""

    question: NumberQuestion
    record: Record
    subject: Subject
    other: Record
    other_subject: Subject


class NumberQuestions:
    """Pairs of records with one number."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, question_id: str) -> QuestionRows | None:
        """Return a question, held until commit, or None."""
        statement = _with_rows().where(NumberQuestion.id == question_id).with_for_update(of=NumberQuestion)
        row = self.session.execute(statement.execution_options(populate_existing=True)).one_or_none()
        return QuestionRows(*row) if row else None

    def list_of(
        self,
        authority_ids: Collection[str],
        *,
        import_id: str | None = None,
        record_id: str | None = None,
        open_only: bool = False,
        limit: int,
    ) -> Sequence[QuestionRows]:
        """Return the questions about penalties of authorities, those that wait for somebody first, the oldest first."""
        statement = _with_rows().where(Record.authority_id.in_(authority_ids))
        if import_id is not None:
            statement = statement.where(NumberQuestion.import_id == import_id)
        if record_id is not None:
            about = or_(NumberQuestion.record_id == record_id, NumberQuestion.other_id == record_id)
            statement = statement.where(about)
        if open_only:
            statement = statement.where(_waits())
        order = (~_waits(), NumberQuestion.id)
        return [QuestionRows(*row) for row in self.session.execute(statement.order_by(*order).limit(limit))]


def _waits() -> ColumnElement[bool]:
    """Tell whether an answer, or its confirmation, is still to come; none is where a record was set aside meanwhile."""
    aside = aliased(Record)
    pair = aside.id.in_((NumberQuestion.record_id, NumberQuestion.other_id))
    is_moot = exists().where(pair, aside.status == SET_ASIDE)
    unconfirmed = and_(NumberQuestion.mistaken_id.is_not(None), NumberQuestion.confirmed_at.is_(None))
    return or_(and_(NumberQuestion.answer.is_(None), ~is_moot), unconfirmed)


def _with_rows() -> Select[NumberQuestion, Record, Subject, Record, Subject]:
    """Ask for questions about two penalties with both sides; an entry in a list is never a mistyped penalty."""
    other, other_subject = aliased(Record), aliased(Subject)
    return (
        select(NumberQuestion, Record, Subject, other, other_subject)
        .join(Record, Record.id == NumberQuestion.record_id)
        .join(Subject, Subject.id == Record.subject_id)
        .join(other, other.id == NumberQuestion.other_id)
        .join(other_subject, other_subject.id == other.subject_id)
        .where(Record.kind == PENALTY, other.kind == PENALTY)
    )

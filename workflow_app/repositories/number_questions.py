"""Questions about numbers that two parties carry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from workflow_app.models import NumberQuestion, Record, Subject


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
        self, authority_ids: Collection[str], *, import_id: str | None, open_only: bool, limit: int
    ) -> Sequence[QuestionRows]:
        """Return the questions about records of authorities, those without an answer first, the oldest first."""
        statement = _with_rows().where(Record.authority_id.in_(authority_ids))
        if import_id is not None:
            statement = statement.where(NumberQuestion.import_id == import_id)
        if open_only:
            statement = statement.where(NumberQuestion.answer.is_(None))
        order = (NumberQuestion.answer.is_not(None), NumberQuestion.id)
        return [QuestionRows(*row) for row in self.session.execute(statement.order_by(*order).limit(limit))]


def _with_rows() -> Select[NumberQuestion, Record, Subject, Record, Subject]:
    """Ask for questions with both sides."""
    other, other_subject = aliased(Record), aliased(Subject)
    return (
        select(NumberQuestion, Record, Subject, other, other_subject)
        .join(Record, Record.id == NumberQuestion.record_id)
        .join(Subject, Subject.id == Record.subject_id)
        .join(other, other.id == NumberQuestion.other_id)
        .join(other_subject, other_subject.id == other.subject_id)
    )

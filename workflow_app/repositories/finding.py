"""Finding cases by what people type: a number or its last digits, part of a name, the end of a code.

What is asked of names and numbers is answered from narrow indexes, never from the cases themselves, which are wide.
Where more answers than `MANY`, the list itself is walked instead: then the next ones that fit are near.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from workflow_app.models import Case, Record, Subject

MANY = 500


def answers(session: Session, text: str) -> ColumnElement[bool]:
    """Return the condition under which a case (joined with its subject) answers the words."""
    number, name, decision = _number(text), _name(text), _decision(text)
    parts: list[ColumnElement[bool]] = []
    for condition, column, asked in (
        (number, Case.id, select(Case.id).where(number)),
        (name, Case.subject_id, select(Subject.id).where(name)),
        (decision, Case.record_id, select(Record.id).where(decision)),
    ):
        found = _few(session, asked)
        if found is None:
            parts.append(_walked(condition, column))
        elif found:
            parts.append(column.in_(found))
    return or_(*parts) if parts else Case.id.is_(None)


def decision_numbers(session: Session, record_ids: Iterable[str | None]) -> dict[str, str]:
    """Return the numbers of the decisions of some records, by record; None is nobody's."""
    ids = {each for each in record_ids if each is not None}
    if not ids:
        return {}
    rows = session.execute(select(Record.id, Record.document_no).where(Record.id.in_(ids)))
    return {row.id: row.document_no for row in rows if row.document_no}


def _few(session: Session, asked: Select[str]) -> Sequence[str] | None:
    """Return the ids that answer, or None where they are too many to be named."""
    found = session.scalars(asked.limit(MANY + 1)).all()
    return None if len(found) > MANY else found


def _walked(condition: ColumnElement[bool], column: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column of the case
    """Return a condition to be asked of each case in turn; the record of a case is not joined."""
    if column is not Case.record_id:
        return condition
    return select(Record.id).where(Record.id == Case.record_id, condition).correlate(Case).exists()


def _number(text: str) -> ColumnElement[bool]:
    return Case.number.endswith(text, autoescape=True)


def _name(text: str) -> ColumnElement[bool]:
    return or_(
        Subject.name.contains(text, autoescape=True),
        Subject.uscc.endswith(text.upper(), autoescape=True),
    )


def _decision(text: str) -> ColumnElement[bool]:
    """Return the condition on the number of the decision: its end, with or without the word for number behind it."""
    return or_(
        Record.document_no.endswith(text, autoescape=True), Record.document_no.endswith(f"{text}号", autoescape=True)
    )

"""Finding records by what the public types: part of a name, a code, a number of a decision, however it is spelled.

Names and numbers are looked through in narrow indexes first. Where few answer, the page is made of those; where more
than `MANY`, the list itself is walked in its order, for then the next ones that fit are near.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import Session

from workflow_app.domain.document_no import normalise
from workflow_app.domain.widths import narrow, narrow_alphanumeric
from workflow_app.models import Record, Subject
from workflow_app.repositories.public_names import is_called, looks_like

MANY = 500
LONGEST_QUERY = 100
_OPENED, _CLOSED = str.maketrans("()", "（）"), str.maketrans("（）", "()")


def asked_for(q: str) -> str:
    """Return what is sought, of a reasonable length; none of it where there are only blanks."""
    return q.strip()[:LONGEST_QUERY].strip()


def names_asked(text: str) -> list[str]:
    """Return how a name may stand in the register that was typed in some way: wide or narrow letters and brackets."""
    plain = narrow_alphanumeric(text)
    return list(dict.fromkeys([text, plain, plain.translate(_OPENED), plain.translate(_CLOSED)]))


def says(text: str) -> ColumnElement[bool]:
    """Return the condition under which a record with its subject answers the words, asked of each in turn."""
    return or_(_named(text), _numbered(text))


def finds(session: Session, text: str) -> ColumnElement[bool]:
    """Return the same condition in a form that is answered from indexes where few records answer."""
    near = or_(*(looks_like(each) for each in names_asked(text)), Subject.uscc == _code(text))
    subjects = _few(session, select(Subject.id).where(near))
    numbered = _few(session, select(Record.id).where(_numbered(text)))
    if subjects is None or numbered is None:
        of_subjects = _named(text) if subjects is None else and_(Record.subject_id.in_(subjects), _named(text))
        return or_(of_subjects, _numbered(text) if numbered is None else Record.id.in_(numbered))
    named = _few(session, select(Record.id).where(Record.subject_id.in_(subjects))) if subjects else []
    if named is None:
        return or_(and_(Record.subject_id.in_(subjects), _named(text)), Record.id.in_(numbered))
    both = {*named, *numbered}
    return and_(Record.id.in_(both), says(text)) if both else false()


def _named(text: str) -> ColumnElement[bool]:
    return or_(*(is_called(each) for each in names_asked(text)), Subject.uscc == _code(text))


def _numbered(text: str) -> ColumnElement[bool]:
    """Return the condition on the number of the decision, in the one spelling in which numbers are kept."""
    return Record.document_no.contains(normalise(text) or text, autoescape=True)


def _code(text: str) -> str:
    return "".join(narrow(text).split()).upper()


def _few(session: Session, asked: Select[str]) -> Sequence[str] | None:
    """Return the ids that answer, or None where they are too many to be named."""
    found = session.scalars(asked.limit(MANY + 1)).all()
    return None if len(found) > MANY else found

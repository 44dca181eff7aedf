"""Finding records by the name the public reads, and by no other: a search that finds what is masked tells it."""

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, literal, or_, true

from workflow_app.domain.masking import MASK, SHORT_NAME, TWO_CHARACTER_SURNAMES
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.models import Record, Subject

LONGEST_NAME = 200
Text = SQLColumnExpression[Any]
"""A column of text that may be NULL, or something made of such (Any: columns come as attributes and as expressions)."""


def is_called(text: str) -> ColumnElement[bool]:
    """Return the condition under which a subject has a public name that answers the words.

    Part of the name will do for an enterprise, and for an individual business in whose name nobody is hidden. Where the
    owner is, it is the whole name as shown; a person's name finds nothing.
    """
    owners: tuple[Text, ...] = (Subject.legal_representative, Record.content["legal_representative"].as_string())
    is_open = and_(true(), *(~_names(owner) for owner in owners))
    shown: Text = Subject.name
    for owner in owners:
        shown = case((_names(owner), func.replace(shown, owner, _masked(owner))), else_=shown)
    part = Subject.name.contains(text, autoescape=True)
    # A subject keeps the kind it was first met as; what a later decision says of it counts as well.
    later = func.coalesce(Record.content["subject_kind"].as_string(), Subject.kind)
    kinds = (Subject.kind, later)
    enterprise = and_(*(kind == SubjectKind.ENTERPRISE for kind in kinds))
    not_a_person = and_(*(kind != SubjectKind.PERSON for kind in kinds))
    return and_(not_a_person, or_(and_(or_(enterprise, is_open), part), and_(~enterprise, shown == text)))


def looks_like(text: str) -> ColumnElement[bool]:
    """Return what the name alone must satisfy where `is_called` does: a star may be any one letter of what it hides."""
    pattern = "".join(f"/{each}" if each in "/%_" else "_" if each == MASK else each for each in text)
    return Subject.name.like(f"%{pattern}%", escape="/")


def _names(owner: Text) -> ColumnElement[bool]:
    """Tell whether the name of a business has its owner's in it; never NULL."""
    without = func.replace(Subject.name, owner, "")
    return func.coalesce(and_(func.length(owner) >= SHORT_NAME, without != Subject.name), literal(value=False))


def _masked(owner: Text) -> ColumnElement[str]:
    """Return an owner's name as `masking.person_name` writes it."""
    long_surname = and_(func.substr(owner, 1, 2).in_(sorted(TWO_CHARACTER_SURNAMES)), func.length(owner) > SHORT_NAME)
    kept = case((long_surname, 2), else_=1)
    stars = literal(MASK * LONGEST_NAME)
    return func.substr(owner, 1, kept).concat(func.substr(stars, 1, func.length(owner) - kept))

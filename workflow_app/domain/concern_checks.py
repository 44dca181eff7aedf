"""What an objection or a report must say, before anybody judges whether it is right."""

from collections.abc import Iterator

from workflow_app.domain.commands.concerns import FileConcern
from workflow_app.domain.concerns import LONGEST_WANTED, TAKES, Kind, topics_of
from workflow_app.domain.errors import FieldError
from workflow_app.domain.objection_checks import wrong_in_text, wrong_in_who
from workflow_app.domain.objections import Relation, normal_phone

OF_WHO = ("name", "phone", "relation", "interest", "confirmation", "told_by")
"""What is asked of who speaks."""


def is_taken(asked: FileConcern) -> bool:
    """Tell whether such a thing is taken about such a target."""
    return asked.kind in TAKES[asked.target]


def wrong_in_concern(asked: FileConcern) -> Iterator[FieldError]:
    """Yield what is wrong with the ground, the statement and what is wanted."""
    if asked.said.ground not in set(topics_of(asked.kind, asked.target)):
        yield FieldError("/ground", "NOT_A_CHOICE" if asked.said.ground else "REQUIRED")
    yield from wrong_in_text(asked.said)
    if len(asked.wanted.strip()) > LONGEST_WANTED:
        yield FieldError("/wanted", "TOO_LONG", {"maximum": LONGEST_WANTED})


def wrong_in_speaker(asked: FileConcern) -> Iterator[FieldError]:
    """Yield what is wrong with who speaks: an objection names somebody with an interest, a report need not.

    Who reports without a name and fills one in nevertheless is asked which of both is meant: it would be kept.
    """
    if asked.kind is Kind.REPORT and asked.anonymous:
        if any(str(getattr(asked.said, name)).strip() for name in OF_WHO):
            yield FieldError("/anonymous", "NAMED_AND_UNNAMED")
        return
    yield from wrong_in_who(asked.said, relations=tuple(Relation))
    if asked.kind is Kind.OBJECTION and not asked.said.interest.strip():
        yield FieldError("/interest", "REQUIRED")


def phone_of(asked: FileConcern) -> str:
    """Return the telephone of who speaks as it is kept."""
    return normal_phone(asked.said.phone) or ""

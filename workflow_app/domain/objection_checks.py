"""What an objection must say, before anybody judges whether it is right."""

from collections.abc import Collection, Iterator

from workflow_app.domain.commands.objections import FileObjection
from workflow_app.domain.errors import FieldError
from workflow_app.domain.objections import (
    LONGEST_INTEREST,
    LONGEST_NAME,
    LONGEST_STATEMENT,
    MOST_FILES,
    OF_OTHERS,
    OFFERED,
    Relation,
    normal_phone,
)

SHORTEST_STATEMENT = 10
"""Characters below which nobody could examine what is said."""


def wrong_in_what(asked: FileObjection) -> Iterator[FieldError]:
    """Yield what is wrong with the ground and the statement."""
    if asked.ground not in set(OFFERED):
        yield FieldError("/ground", "NOT_A_CHOICE" if asked.ground else "REQUIRED")
    yield from wrong_in_text(asked)


def wrong_in_text(asked: FileObjection) -> Iterator[FieldError]:
    """Yield what is wrong with the statement."""
    length = len(asked.statement.strip())
    if not length:
        yield FieldError("/statement", "REQUIRED")
    elif length < SHORTEST_STATEMENT:
        yield FieldError("/statement", "SAY_MORE", {"minimum": SHORTEST_STATEMENT})
    elif length > LONGEST_STATEMENT:
        yield FieldError("/statement", "TOO_LONG", {"maximum": LONGEST_STATEMENT})


def wrong_in_proof(asked: FileObjection) -> Iterator[FieldError]:
    """Yield what is wrong with the files, each of which was looked at when it came."""
    if len(asked.files) > MOST_FILES:
        yield FieldError("/files", "TOO_MANY_PROOFS", {"most": MOST_FILES})


def wrong_in_who(asked: FileObjection, *, relations: Collection[Relation] = OF_OTHERS) -> Iterator[FieldError]:
    """Yield what is wrong with who somebody says to be."""
    name = asked.name.strip()
    if not name:
        yield FieldError("/name", "REQUIRED")
    elif len(name) > LONGEST_NAME:
        yield FieldError("/name", "TOO_LONG", {"maximum": LONGEST_NAME})
    if not asked.phone.strip():
        yield FieldError("/phone", "REQUIRED")
    elif normal_phone(asked.phone) is None:
        yield FieldError("/phone", "INVALID_PHONE")
    if asked.relation not in set(relations):
        yield FieldError("/relation", "NOT_A_CHOICE" if asked.relation else "REQUIRED")
    if len(asked.interest.strip()) > LONGEST_INTEREST:
        yield FieldError("/interest", "TOO_LONG", {"maximum": LONGEST_INTEREST})

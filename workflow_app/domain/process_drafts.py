"""Drafts of processes: how one stands, who writes one, and who confirms it."""

import re
from collections.abc import Collection
from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.policies import YES, Answer


class DraftStatus(StrEnum):
    """How a draft stands; one that was published or discarded is never changed."""

    OPEN = "OPEN"
    SUBMITTED = "SUBMITTED"
    PUBLISHED = "PUBLISHED"
    DISCARDED = "DISCARDED"


UNDER_WAY = (DraftStatus.OPEN, DraftStatus.SUBMITTED)
WRITERS = (Role.PROCESS_ADMIN,)
LONGEST_TITLE, LONGEST_NOTE = 100, 2000
KEY = re.compile(r"[a-z][a-z0-9_]{1,38}")


def refuse_key(key: str) -> None:
    """Refuse what cannot be the name of a process; raises InvalidError on `/key`."""
    if not KEY.fullmatch(key):
        raise InvalidError(FieldError("/key", "PROCESS_KEY"))


def title_of(title: str) -> str:
    """Return what a draft is called, without needless space; raises InvalidError on `/title`."""
    said = " ".join(title.split())
    if not said:
        raise InvalidError(FieldError("/title", "REQUIRED"))
    if len(said) > LONGEST_TITLE:
        raise InvalidError(FieldError("/title", "TOO_LONG", {"maximum": LONGEST_TITLE}))
    return said


def may_write(actor: Actor) -> Answer:
    """Tell whether somebody writes processes."""
    return YES if actor.has(*WRITERS) else Answer(allowed=False, rule="ROLE_NEEDED")


def may_confirm(actor: Actor, *, writers: Collection[str]) -> Answer:
    """Tell whether somebody confirms a draft or gives it back: nobody who wrote in it or submitted it."""
    if actor.has(*WRITERS) and actor.id in writers:
        return Answer(allowed=False, rule="SOD_VIOLATION")
    return may_write(actor)

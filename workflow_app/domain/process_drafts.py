"""Drafts of processes: what a bundle may hold, who writes one, and who confirms it."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import FieldError, InvalidError, RefusedError
from workflow_app.domain.policies import YES, Answer


class DraftStatus(StrEnum):
    """How a draft stands; one that was published or discarded is never changed."""

    OPEN = "OPEN"
    SUBMITTED = "SUBMITTED"
    PUBLISHED = "PUBLISHED"
    DISCARDED = "DISCARDED"


UNDER_WAY = (DraftStatus.OPEN, DraftStatus.SUBMITTED)
WRITERS = (Role.PROCESS_ADMIN,)
MOST_FILES = 200
LARGEST_FILE, LARGEST_BUNDLE = 2 * 2**20, 8 * 2**20
"""Bytes. A diagram of ours has about a hundred thousand."""
LONGEST_TITLE, LONGEST_NOTE = 100, 2000
SETTINGS = "process.toml"
KEY = re.compile(r"[a-z][a-z0-9_]{1,38}")
_NAME = r"[a-z][a-z0-9_]{0,60}"


class Kind(StrEnum):
    """What a file of a bundle is for."""

    DIAGRAM = "DIAGRAM"
    TABLES = "TABLES"
    FORM = "FORM"
    LETTER = "LETTER"
    SETTINGS = "SETTINGS"
    TEST = "TEST"


_PATHS: Mapping[Kind, re.Pattern[str]] = {
    Kind.SETTINGS: re.compile(r"process\.toml"),
    Kind.DIAGRAM: re.compile(rf"{_NAME}\.bpmn"),
    Kind.TABLES: re.compile(rf"{_NAME}\.dmn"),
    Kind.FORM: re.compile(rf"forms/{_NAME}\.form\.json"),
    Kind.LETTER: re.compile(rf"letters/{_NAME}\.toml"),
    Kind.TEST: re.compile(rf"tests/{_NAME}\.json"),
}


def kind_of(path: str) -> Kind | None:
    """Return what a file is for, by its place; None where a bundle has no such place."""
    return next((kind for kind, pattern in _PATHS.items() if pattern.fullmatch(path)), None)


def refuse_path(path: str) -> None:
    """Refuse a place that no bundle has; raises RefusedError BUNDLE_PATH."""
    if kind_of(path) is None:
        raise RefusedError("BUNDLE_PATH", path=path[:100])


def refuse_large(files: Mapping[str, bytes]) -> None:
    """Refuse more than a bundle may hold; raises RefusedError BUNDLE_FILES, BUNDLE_FILE_SIZE or BUNDLE_SIZE."""
    if len(files) > MOST_FILES:
        raise RefusedError("BUNDLE_FILES", most=MOST_FILES, found=len(files))
    for path, content in files.items():
        if len(content) > LARGEST_FILE:
            raise RefusedError("BUNDLE_FILE_SIZE", path=path, most=LARGEST_FILE, found=len(content))
    if sum(map(len, files.values())) > LARGEST_BUNDLE:
        raise RefusedError("BUNDLE_SIZE", most=LARGEST_BUNDLE)


def refuse_key(key: str) -> None:
    """Refuse what cannot be the name of a process; raises InvalidError on `/key`."""
    if not KEY.fullmatch(key):
        raise InvalidError(FieldError("/key", "PROCESS_KEY"))


def may_write(actor: Actor) -> Answer:
    """Tell whether somebody writes processes."""
    return YES if actor.has(*WRITERS) else Answer(allowed=False, rule="ROLE_NEEDED")


def may_confirm(actor: Actor, *, writers: Collection[str]) -> Answer:
    """Tell whether somebody confirms a draft or gives it back: nobody who wrote in it or submitted it."""
    if actor.has(*WRITERS) and actor.id in writers:
        return Answer(allowed=False, rule="SOD_VIOLATION")
    return may_write(actor)

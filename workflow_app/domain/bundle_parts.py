"""What a bundle may hold: which files, how many and how large; one set of limits for whoever reads or writes one."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from workflow_app.domain.errors import RefusedError

MOST_FILES = 200
LARGEST_FILE, LARGEST_BUNDLE = 2_000_000, 8_000_000
"""Bytes; the largest bundle that we ship has a fifth of a megabyte in forty files."""
SETTINGS = "process.toml"
_NAME = r"[a-z][a-z0-9_]{0,60}"
_STEP = re.compile(r"\w[\w.-]*")


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


def refuse_files(files: Mapping[str, bytes]) -> None:
    """Refuse files that no bundle consists of; raises as `refuse_path` and `refuse_large`."""
    for path in files:
        refuse_path(path)
    refuse_large(files)


def refuse_large(files: Mapping[str, bytes]) -> None:
    """Refuse more than a bundle may hold; raises RefusedError BUNDLE_FILES, BUNDLE_FILE_SIZE or BUNDLE_SIZE."""
    if len(files) > MOST_FILES:
        raise RefusedError("BUNDLE_FILES", most=MOST_FILES, found=len(files))
    for path, content in files.items():
        if len(content) > LARGEST_FILE:
            raise RefusedError("BUNDLE_FILE_SIZE", path=path, most=LARGEST_FILE, found=len(content))
    if sum(map(len, files.values())) > LARGEST_BUNDLE:
        raise RefusedError("BUNDLE_SIZE", most=LARGEST_BUNDLE)


def is_inside(name: str) -> bool:
    """Tell whether a name in an archive leads to a place inside, and to the same one on every system."""
    parts = PurePosixPath(name).parts
    return bool(parts) and name == "/".join(parts) and all(_STEP.fullmatch(part) for part in parts)

"""What differs between two bundles; everything in them that differs is told, at least as “the file differs”."""

from collections.abc import Callable, Iterator, Mapping

from workflow_app.domain.bundle_parts import Kind, kind_of
from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Change, What, in_order
from workflow_app.engine.comparing.diagrams import compare_diagrams
from workflow_app.engine.comparing.forms import compare_forms
from workflow_app.engine.comparing.letters import compare_letters
from workflow_app.engine.comparing.settings import compare_settings
from workflow_app.engine.comparing.tables import compare_tables
from workflow_app.engine.errors import ProcessRefusedError

Compare = Callable[[str, bytes, bytes], Iterator[Change]]

COMPARED: Mapping[Kind, Compare] = {
    Kind.DIAGRAM: compare_diagrams,
    Kind.FORM: compare_forms,
    Kind.LETTER: compare_letters,
    Kind.TABLES: compare_tables,
    Kind.SETTINGS: compare_settings,
}
UNREADABLE = (ProcessRefusedError, ValueError, RecursionError)
"""What reading a file raises that is still being written, or came from elsewhere and is broken."""


def compare_bundles(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Change, ...]:
    """Return what a second bundle says otherwise than a first, the most important first; never raises for a file."""
    found: list[Change] = []
    for path in sorted(before.keys() | after.keys()):
        if path not in before:
            found.append(Change(What.FILE, Turn.ADDED, path))
        elif path not in after:
            found.append(Change(What.FILE, Turn.REMOVED, path))
        elif before[path] != after[path]:
            found += _compared(path, before[path], after[path])
    return tuple(sorted(found, key=in_order))


def _compared(path: str, before: bytes, after: bytes) -> list[Change]:
    """Return what differs in a file; that it does where nothing more can be said."""
    kind = kind_of(path)
    otherwise = Change(What.FILE, Turn.CHANGED, path)
    if kind is None or kind not in COMPARED:
        return [otherwise]
    try:
        return list(COMPARED[kind](path, before, after)) or [otherwise]
    except UNREADABLE:
        return [otherwise]

"""What can be asked of notes of calls."""

from dataclasses import dataclass

from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class NoteCall:
    """Keep what was said by telephone about a case; `number` may be empty."""

    case_id: str
    whom: str
    number: str
    gist: str
    once: Once | None = None

"""What can be asked of the unfinished answers to a task."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class SaveAnswers:
    """Keep unfinished answers; `seen` are the marks of those that were read, so that nothing newer is lost."""

    task_id: str
    values: Mapping[str, object] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None
    once: Once | None = None

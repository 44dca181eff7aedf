"""What can be asked of tasks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.domain.commands.once import Once
from workflow_app.domain.inbox import Urgency


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks to list: `scope` is mine, group, waiting, done or section; `due` narrows open ones to one group.

    Of a section it is what nobody holds, or what `holder` does.
    """

    scope: str = "mine"
    q: str | None = None
    due: Urgency | None = None
    holder: str | None = None
    batch_id: str | None = None
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class TaskAct:
    """Claim or release a task."""

    task_id: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """Complete a task with the values of its form; `version` is the task as the asker saw it."""

    task_id: str
    values: Mapping[str, object] = field(default_factory=dict)
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class UploadDocument:
    """Put a file to a case, for one field of its form; `more` are pages behind it, which become one file with it."""

    case_id: str
    filename: str
    media_type: str
    stream: BinaryIO
    field: str | None = None
    more: tuple[ChosenFile, ...] = ()

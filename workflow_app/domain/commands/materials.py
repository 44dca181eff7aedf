"""What can be asked of materials while they are put together from photographs and files."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO


class PageAct(StrEnum):
    """What can be done with a page: put it before or behind its neighbour, turn it to the right, take it out."""

    UP = "up"
    DOWN = "down"
    TURN = "turn"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file as a browser sent it."""

    filename: str
    media_type: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class AddPages:
    """Add files to the material of a field, in their order; with `instead` they take the place of all before."""

    task_id: str
    field: str
    files: Sequence[ChosenFile]
    instead: bool = False
    upload_id: str | None = None
    """The upload that brought the one file, counted when it was announced, and over with these pages."""


@dataclass(frozen=True, slots=True)
class BeginUpload:
    """Announce a file that comes in parts; `length` is all its bytes."""

    task_id: str
    field: str
    filename: str
    media_type: str
    length: int


@dataclass(frozen=True, slots=True)
class UploadAct:
    """Look at a file on its way, or give it up."""

    task_id: str
    field: str
    upload_id: str


@dataclass(frozen=True, slots=True)
class SendPart:
    """Bring what follows the first `offset` bytes of a file."""

    upload: UploadAct
    offset: int
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Do something with one page of a field."""

    task_id: str
    field: str
    page_id: str
    act: PageAct


@dataclass(frozen=True, slots=True)
class BindPages:
    """Make the material of a field out of its pages; `name` is what it is called where it was several files."""

    task_id: str
    field: str
    name: str

"""What one version of a process says otherwise than another: a list of changes, told apart by what they are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflow_app.domain.bundle_parts import Kind, kind_of
from workflow_app.domain.matter_differences import Turn


class What(StrEnum):
    """What a change is about, the most important first, in the order in which they are told."""

    ELEMENT = "ELEMENT"
    KIND = "KIND"
    FLOW = "FLOW"
    CONDITION = "CONDITION"
    DEFAULT = "DEFAULT"
    ATTRIBUTE = "ATTRIBUTE"
    TIMER = "TIMER"
    PARAMETER = "PARAMETER"
    SCOPE = "SCOPE"
    NAME = "NAME"
    FIELD = "FIELD"
    OPTION = "OPTION"
    FIELD_PART = "FIELD_PART"
    FORM_PART = "FORM_PART"
    PARAGRAPH = "PARAGRAPH"
    LETTER_PART = "LETTER_PART"
    TABLE = "TABLE"
    TABLE_PART = "TABLE_PART"
    COLUMN = "COLUMN"
    RULE = "RULE"
    SETTING = "SETTING"
    DETAIL = "DETAIL"
    FILE = "FILE"
    LAYOUT = "LAYOUT"


GROUPS = (Kind.DIAGRAM, Kind.FORM, Kind.LETTER, Kind.TABLES, Kind.SETTINGS, Kind.TEST)
"""The kinds of files in the order in which their changes are told."""


@dataclass(frozen=True, slots=True)
class Called:
    """What something is called in Chinese and English."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An element that came or went: what is said of it, what stands before and after it, and what it is attached to.

    What is said names another part of the diagram by what that is called.
    """

    said: Mapping[str, str | Called]
    follows: tuple[Called, ...] = ()
    leads: tuple[Called, ...] = ()
    host: Called | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change in one file.

    `about` is what it is about, as it is called now, or was; `kind` the BPMN name of an element. `part` says which part
    of it, from the outside in. `element` is what to look at in the drawing, `also` are the flows that came or went with
    it.
    """

    what: What
    turn: Turn
    path: str
    about: Called = field(default_factory=Called)
    kind: str = ""
    element: str = ""
    part: tuple[str, ...] = ()
    before: object = None
    after: object = None
    also: tuple[str, ...] = ()

    @property
    def group(self) -> Kind | None:
        """Return what kind of file it is in; None for one that has no place in a bundle."""
        return kind_of(self.path)


def in_order(change: Change) -> tuple[int, int, str]:
    """Return by what changes are sorted: the kind of file, how much they matter, and the file."""
    group = change.group
    place = GROUPS.index(group) if group is not None else len(GROUPS)
    return place, list(What).index(change.what), change.path

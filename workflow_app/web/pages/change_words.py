"""What a version of a process says otherwise than another, as lines for whoever draws it, the most important first."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from workflow_app.domain.bundle_parts import Kind
from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Change, What
from workflow_app.domain.process_drafts import LONGEST_NOTE
from workflow_app.domain.text_pieces import Piece, text_pieces
from workflow_app.services.process_comparing import Comparison
from workflow_app.web.pages.change_names import Speaker
from workflow_app.web.pages.change_words_diagram import diagram_sentence
from workflow_app.web.pages.change_words_files import file_sentence, reads_otherwise
from workflow_app.web.wording import run_on
from workflow_app.web.wording import words as _

NOTED = 4
"""Sentences that a change note begins with; whoever reads it finds the others beside it."""
UNDRAWN = frozenset({"definitions", "process", "message", "error", "signal", "escalation", "collaboration", "laneSet"})
"""Parts of a diagram that no shape stands for."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words; `element` is what to look at in the drawing, `side` in which one (`old` or `new`)."""

    words: str
    turn: str
    element: str
    side: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The changes of one kind of file."""

    kind: Kind
    title: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class DrawingMarks:
    """What is marked in one drawing, as identifiers of elements."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownChanges:
    """A comparison as a page shows it: the sentences, and what is marked in the old and the new drawing."""

    groups: tuple[ChangeGroup, ...]
    count: int
    old: DrawingMarks
    new: DrawingMarks

    @property
    def marks_drawing(self) -> bool:
        """Tell whether there is anything to be seen in a drawing."""
        return any((*self.new.added, *self.new.changed, *self.old.removed, *self.old.changed))


def shown_changes(found: Comparison) -> ShownChanges:
    """Return a comparison in the language of the page."""
    speak = Speaker(found.names)
    groups = tuple(
        ChangeGroup(kind, _group_word(kind), tuple(_line(each, speak) for each in changes))
        for kind, changes in groupby(found.changes, key=lambda each: each.group)
    )
    added, changed, removed = (_marked(found.changes, turn) for turn in (Turn.ADDED, Turn.CHANGED, Turn.REMOVED))
    return ShownChanges(
        groups,
        len(found.changes),
        old=DrawingMarks(changed=changed, removed=removed),
        new=DrawingMarks(added=added, changed=changed),
    )


def drafted_note(shown: ShownChanges) -> str:
    """Return what a change note begins with: the first of the sentences; why it changes, somebody has to add.

    It is read by everybody who has a step in the process; process tests are nothing to them.
    """
    said = [line.words for group in shown.groups if group.kind is not Kind.TEST for line in group.lines]
    return run_on(*said[:NOTED])[:LONGEST_NOTE]


def _marked(changes: Iterable[Change], turn: Turn) -> tuple[str, ...]:
    """Return the elements to be marked, and the flows that came or went with them; each once."""
    told = (each for each in changes if each.turn is turn and each.group is Kind.DIAGRAM)
    return tuple(dict.fromkeys(key for each in told for key in (_drawn(each), *each.also) if key))


def _drawn(change: Change) -> str:
    """Return the element to look at; nothing where no shape stands for it."""
    return "" if change.kind in UNDRAWN else change.element


def _line(change: Change, speak: Speaker) -> ChangeLine:
    drawn = change.group is Kind.DIAGRAM and change.what is not What.FILE
    pieces = _pieces(change)
    words = diagram_sentence(change, speak) if drawn else file_sentence(change, speak)
    side = "old" if change.turn is Turn.REMOVED else "new"
    return ChangeLine(words, change.turn.value, _drawn(change), side, pieces)


def _pieces(change: Change) -> tuple[Piece, ...]:
    """Return the text of a paragraph, or another long one of a letter, as it was and is, as one."""
    if change.what is not What.PARAGRAPH and not reads_otherwise(change):
        return ()
    return text_pieces(str(change.before or ""), str(change.after or ""))


def _group_word(kind: Kind | None) -> str:
    words: dict[Kind | None, str] = {
        Kind.DIAGRAM: _("Diagram"),
        Kind.FORM: _("Forms"),
        Kind.LETTER: _("Letters"),
        Kind.TABLES: _("Decision tables"),
        Kind.SETTINGS: _("Settings"),
        Kind.TEST: _("Process tests"),
    }
    return words.get(kind, _("Other files"))

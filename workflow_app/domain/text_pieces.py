"""Two texts as one: what stayed, what was taken out and what was put in, cut between words."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from workflow_app.domain.matter_differences import Turn

_WORDS = re.compile(r"\{[^{}]*\}|[A-Za-z0-9_'’-]+|\s+|.", re.DOTALL)
"""A placeholder, a Latin word, white space, or a single character: of Chinese each is cut."""
ALIKE = 0.4
"""How much of two texts must be the same so that they read well as one."""

LONGEST = 4000
"""Words and characters of both texts together; looking for what stayed takes time by their product."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ADDED, REMOVED, or None where both have it."""

    text: str
    turn: Turn | None = None


def text_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one; as two whole pieces where they have too little in common."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) + len(new) > LONGEST or matcher.ratio() < ALIKE:
        return tuple(piece for piece in (Piece(before, Turn.REMOVED), Piece(after, Turn.ADDED)) if piece.text)
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(old[start:end])))
            continue
        pieces += [Piece("".join(old[start:end]), Turn.REMOVED), Piece("".join(new[new_start:new_end]), Turn.ADDED)]
    return tuple(piece for piece in pieces if piece.text)

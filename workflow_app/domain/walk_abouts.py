"""What a walk is about: an enterprise of the sandbox, with a decision, a matter that it applies for, or a breach."""

from dataclasses import dataclass

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.inlets import BreachKind

_PARTS = 4
_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class About:
    """An enterprise by its code, and a decision by its number, or a matter or how it broke a pledge at an authority."""

    uscc: str
    document_no: str = ""
    authority: str = ""
    matter: str = ""
    breach: str = ""

    def __str__(self) -> str:
        """Return it as an act names it: `code | decision`, `code | authority | matter` or `code | authority | kind`."""
        parts = (self.uscc, self.document_no, self.authority, self.matter, self.breach)
        return _BETWEEN.join(part for part in parts if part)


def read_about(text: str) -> About:
    """Return what an act names; raises RefusedError WALK_ABOUT."""
    parts = text.split(_BETWEEN)
    if not parts[0] or len(parts) >= _PARTS:
        raise RefusedError("WALK_ABOUT")
    match parts[1:]:
        case [document_no]:
            return About(parts[0], document_no)
        case [authority, kind] if kind in set(BreachKind):
            return About(parts[0], authority=authority, breach=kind)
        case [authority, matter]:
            return About(parts[0], authority=authority, matter=matter)
        case _:
            return About(parts[0])

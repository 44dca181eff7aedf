"""What a walk is about: an enterprise of the sandbox, with one of its decisions or a matter that it applies for."""

from dataclasses import dataclass

from workflow_app.domain.errors import RefusedError

_PARTS = 4
_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class About:
    """An enterprise by its code, and a decision by its number or a matter by its authority and code."""

    uscc: str
    document_no: str = ""
    authority: str = ""
    matter: str = ""

    def __str__(self) -> str:
        """Return it as an act names it: `code | decision`, or `code | authority | matter`."""
        parts = (self.uscc, self.document_no, self.authority, self.matter)
        return _BETWEEN.join(part for part in parts if part)


def read_about(text: str) -> About:
    """Return what an act names; raises RefusedError WALK_ABOUT."""
    parts = text.split(_BETWEEN)
    if not parts[0] or len(parts) >= _PARTS:
        raise RefusedError("WALK_ABOUT")
    match parts[1:]:
        case [document_no]:
            return About(parts[0], document_no)
        case [authority, matter]:
            return About(parts[0], authority=authority, matter=matter)
        case _:
            return About(parts[0])

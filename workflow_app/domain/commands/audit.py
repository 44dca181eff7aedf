"""What can be asked of the audit trail."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries to read, the newest first; an empty field asks for nothing. Days are whole and in Shanghai.

    `case` is the number of a case, `authority` the code of one, `actor` an account name or the name of a person.
    """

    case: str = ""
    authority: str = ""
    actor: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None
    cursor: str | None = None
    limit: int = 50

"""Which permits are asked for."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.permits import Standing


@dataclass(frozen=True, slots=True)
class FindPermits:
    """Permits by words, the matter of an authority, how they stand, and the day of the decision; empty is any."""

    words: str = ""
    authority: str = ""
    matter: str = ""
    standing: Standing | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_narrow(self) -> bool:
        """Tell whether anything is asked for beside the newest."""
        return self != FindPermits()

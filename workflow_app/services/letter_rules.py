"""Which letters an authority seals before it serves them, and how."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.letter_kinds import FROM_SUBJECT
from workflow_app.domain.letter_states import SealWay
from workflow_app.domain.time import local_date
from workflow_app.models import Authority
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools

KINDS, WAY = "letter.sealed_kinds", "letter.seal_way"
ALL = "ALL"


@dataclass(frozen=True, slots=True)
class SealRules:
    """The rules of one authority on a day."""

    kinds: frozenset[str]
    way: SealWay

    def needs(self, kind: str) -> bool:
        """Tell whether a kind of letter is sealed before it is served."""
        return kind not in FROM_SUBJECT and (ALL in self.kinds or kind in self.kinds)


def seal_rules(unit: UnitOfWork, authority: Authority, *, tools: Tools, now: datetime) -> SealRules:
    """Return how an authority seals today; where nothing is laid down, no letter waits for a seal."""
    kept = tools.calendars.parameters(authority, unit.authorities, regime=None, on=local_date(now)).content
    kinds = str(kept[KINDS]["value"]) if KINDS in kept else ""
    way = str(kept[WAY]["value"]) if WAY in kept else SealWay.STAMP.value
    return SealRules(frozenset(each.strip() for each in kinds.split(",")), SealWay(way))

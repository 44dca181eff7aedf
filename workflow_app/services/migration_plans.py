"""From when cases are to take another version, as work that is due then: it stands in the same unit as the decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from workflow_app.models import ProcessVersion
from workflow_app.repositories.case_migrations import Versions
from workflow_app.repositories.unit_of_work import UnitOfWork

ALL_KIND = "migrate_cases"
ONE_KIND = "migrate_case"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which version is to be taken, by which cases, and what decided it: the version itself, or a taking back.

    `only` names the version that cases leave, where it is not every earlier one. `confirmed` tells that it is looked at
    once more, since somebody confirmed what one person had decided alone.
    """

    to_id: str
    cause_id: str
    scope: str
    only: str | None = None
    confirmed: bool = False

    @property
    def mark(self) -> str:
        """Return what tells its work from that of others."""
        return f"{self.cause_id}:confirmed" if self.confirmed else self.cause_id

    def payload(self, **more: object) -> dict[str, object]:
        """Return it as due work keeps it."""
        kept = {"to": self.to_id, "cause": self.cause_id, "scope": self.scope, "only": self.only}
        return {**kept, "confirmed": self.confirmed, **more}

    @classmethod
    def of(cls, payload: dict[str, Any]) -> Self:
        """Return what due work keeps."""
        to, cause, scope = (str(payload[name]) for name in ("to", "cause", "scope"))
        return cls(to, cause, scope, payload["only"], confirmed=bool(payload.get("confirmed")))

    def leaving(self, to: ProcessVersion) -> Versions:
        """Return the versions that cases leave."""
        return Versions(to.process_id, to.version, self.only)


def plan_migration(
    unit: UnitOfWork, plan: Plan, *, due_at: datetime, now: datetime, after: str | None = None, again: bool = False
) -> None:
    """Have cases looked at when a version takes effect, those begun after one of them; `again` is the second look."""
    key = f"{ALL_KIND}:{plan.mark}:{'again:' if again else ''}{after or 'first'}"
    payload = plan.payload(after=after, again=again)
    unit.due_work.ensure(kind=ALL_KIND, key=key, payload=payload, due_at=due_at, now=now)

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

    `only` names the version that cases leave, where it is not every earlier one.
    """

    to_id: str
    cause_id: str
    scope: str
    only: str | None = None

    def payload(self, **more: object) -> dict[str, object]:
        """Return it as due work keeps it."""
        return {"to": self.to_id, "cause": self.cause_id, "scope": self.scope, "only": self.only, **more}

    @classmethod
    def of(cls, payload: dict[str, Any]) -> Self:
        """Return what due work keeps."""
        return cls(str(payload["to"]), str(payload["cause"]), str(payload["scope"]), payload["only"])

    def leaving(self, to: ProcessVersion) -> Versions:
        """Return the versions that cases leave."""
        return Versions(to.process_id, to.version, self.only)


def plan_migration(
    unit: UnitOfWork, plan: Plan, *, due_at: datetime, now: datetime, after: str | None = None, again: bool = False
) -> None:
    """Have cases looked at when a version takes effect, those begun after one of them; `again` is the second look."""
    key = f"{ALL_KIND}:{plan.cause_id}:{'again:' if again else ''}{after or 'first'}"
    payload = plan.payload(after=after, again=again)
    unit.due_work.ensure(kind=ALL_KIND, key=key, payload=payload, due_at=due_at, now=now)

"""The rules by which a process will run: of the day from which it does, with the values that come with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.parameters import Parameter, Snapshot, snapshot
from workflow_app.domain.proposals import Content
from workflow_app.models import Authority
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.proposal_rows import with_value
from workflow_app.services.tools import Tools

Values = tuple[tuple[Content, str | None], ...]
"""Values that are proposed: each with the authority that it is for, or for everybody."""


@dataclass(frozen=True, slots=True)
class RulesAhead:
    """A day, and the values that are proposed for it."""

    day: date
    values: Values = ()

    def of(self, unit: UnitOfWork, authority: Authority, *, regime: str | None, tools: Tools) -> Snapshot:
        """Return the parameters that a case will keep which an authority opens on the day under a regime."""
        if not self.values:
            return tools.calendars.parameters(authority, unit.authorities, regime=regime, on=self.day).content
        rows: Sequence[Parameter] = unit.authorities.parameters(authority.id)
        for content, of in self.values:
            if of in (None, authority.id):
                rows = _with(rows, content, of)
        return snapshot(rows, on=self.day, authority_id=authority.id, regime=regime)


def _with(rows: Sequence[Parameter], content: Content, of: str | None) -> Sequence[Parameter]:
    """Return values with one that is proposed; one that finds no place any more is told where its proposal is."""
    try:
        return with_value(rows, content, of)
    except RefusedError:
        return rows

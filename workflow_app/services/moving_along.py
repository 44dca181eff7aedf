"""How many running cases move along with what is being confirmed, as they stand then: told to whoever confirms."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import SetStatus, may_read
from workflow_app.domain.migrating import Scope
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.change_set_people import lanes_open_to, people_of, standing_of
from workflow_app.services.dry_runs import dry_run_of
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Along:
    """How many cases of those chosen move by themselves, and how many of them stay where they are."""

    moving: int
    staying: int


def along_with_draft(draft_id: str, *, actor: Actor, tools: Tools) -> Along | None:
    """Return how many cases move with a draft; None where no running ones were chosen. Raises ForbiddenError."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        return _along(unit, [unit.process_drafts.get(draft_id)], tools)


def along_with_set(set_id: str, *, actor: Actor, tools: Tools) -> Along | None:
    """Return how many cases move with all processes of a change set, as `along_with_draft`.

    It is only counted for who gives the last consent: every case that runs is looked at for it.
    """
    insist(may_read(actor))
    with tools.database.read() as unit:
        row, parts = unit.change_sets.get(set_id), unit.change_sets.parts(set_id)
        left = standing_of(unit, row, parts).left
        mine = lanes_open_to(actor, left, people=people_of(unit, row, parts))
        is_last = row.status == SetStatus.SUBMITTED and set(mine) == set(left)
        return _along(unit, parts.drafts, tools) if is_last else None


def _along(unit: UnitOfWork, drafts: Iterable[ProcessDraft], tools: Tools) -> Along | None:
    chosen = [each for each in drafts if each.scope != Scope.NEW]
    found = [(run, each.scope) for each in chosen if (run := dry_run_of(unit, each, tools)) is not None]
    if not found:
        return None
    moving = sum(len(run.moving(scope)) for run, scope in found)
    return Along(moving, sum(len(run.chosen(scope)) for run, scope in found) - moving)

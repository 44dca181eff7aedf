"""What was confirmed together with a version of a process, and stays where the version is taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import PartKind
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.administration import READERS as RULE_READERS
from workflow_app.services.change_set_lines import SetLine, line_of
from workflow_app.services.proposal_views import ProposalView, show_proposal
from workflow_app.services.tools import Tools
from workflow_app.services.version_finding import find_version


@dataclass(frozen=True, slots=True)
class Companion:
    """Another part of the same change set, and where the reader may look at it, if they may.

    Of a process it is the version that was published; of a rule `proposal` says what it is, the others are named.
    """

    kind: PartKind
    name_zh: str
    name_en: str
    path: str
    version: int | None = None
    proposal: ProposalView | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """The change set that put a version in force, with its other parts, and the versions that carry its change on.

    `renewed` are versions still ahead that were written anew with its change: they keep it where it is taken back.
    """

    line: SetLine | None
    parts: tuple[Companion, ...]
    renewed: tuple[int, ...]


def company_of(key: str, number: int, *, actor: Actor, tools: Tools) -> Company:
    """Return what was confirmed together with a version; raises ForbiddenError, NotFoundError VERSION_UNKNOWN."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        _process, rows, row = find_version(unit, key, number)
        renewed = tuple(each.version for each in rows if each.renewed_with == number and each.taken_back_at is None)
        draft = unit.process_drafts.find_published(key, _first(rows, row))
        if draft is None or draft.change_set_id is None:
            return Company(None, (), renewed)
        own = unit.change_sets.get(draft.change_set_id)
        line = line_of(own, unit.accounts.names([own.created_by]))
        return Company(line, tuple(_parts(unit, own.id, draft.id, actor)), renewed)


def _first(rows: Sequence[ProcessVersion], row: ProcessVersion) -> int:
    """Return the number under which a version was confirmed that may have been renewed since."""
    known = {each.version: each for each in rows}
    while row.renews is not None:
        row = known[row.renews]
    return row.version


def _parts(unit: UnitOfWork, set_id: str, draft_id: str, actor: Actor) -> Iterable[Companion]:
    parts = unit.change_sets.parts(set_id)
    for draft in parts.drafts:
        process = unit.processes.find(draft.key)
        if draft.id != draft_id and process is not None:
            path = f"/studio/processes/{draft.key}/versions/{draft.published_version}"
            yield Companion(PartKind.PROCESS, process.name_zh, process.name_en, path, draft.published_version)
    authorities = {each.id: each for each in unit.authorities.list_all()}
    for proposal in parts.proposals:
        names = unit.accounts.names([proposal.proposed_by, proposal.decided_by])
        path = f"/admin/proposals/{proposal.id}" if actor.has(*RULE_READERS) else ""
        shown = show_proposal(proposal, actor, names, authorities)
        yield Companion(PartKind.RULE, proposal.about, proposal.about, path, proposal=shown)
    for edition, matter in parts.editions:
        yield Companion(PartKind.MATTER, edition.name_zh or matter.code, edition.name_en or matter.code, "")

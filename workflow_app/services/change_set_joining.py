"""Parts of a change set: begun in it, taken into it while they are being written, and taken out again."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import PartKind
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.matter_editions import Status
from workflow_app.domain.matter_editions import may_write as may_write_matter
from workflow_app.domain.training_policies import insist
from workflow_app.models import ChangeSet, MatterEdition, ProcessDraft, Proposal
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.change_set_guard import hold, refuse_alone
from workflow_app.services.change_set_news import note_event
from workflow_app.services.change_set_proposals import take_out_proposal
from workflow_app.services.draft_bases import instant_of
from workflow_app.services.draft_origins import choose
from workflow_app.services.matter_beginning import open_edition
from workflow_app.services.process_drafting import add_draft, open_draft
from workflow_app.services.tools import Tools

Part = TypeVar("Part", ProcessDraft, Proposal, MatterEdition)


def begin_process(set_id: str, key: str, *, actor: Actor, tools: Tools) -> str:
    """Begin a draft of a process in a change set and return its id, or that of the one that is in it already.

    Raises ForbiddenError, NotFoundError PROCESS_UNKNOWN, ConflictError CHANGE_SET_FROZEN or CHANGE_SET_CLOSED.
    """
    with tools.database.write() as unit:
        row, now = hold(unit, set_id, actor=actor), tools.clock.now()
        known = next((each for each in unit.change_sets.parts(row.id).drafts if each.key == key), None)
        if known is not None:
            return known.id
        at = instant_of(row.effective_on, now=now)
        base = choose(unit, key, None, at=at, now=now)
        draft_id = add_draft(unit, base, key, row.title, actor=actor, tools=tools)
        unit.flush()
        unit.process_drafts.get(draft_id).change_set_id = row.id
        _note(unit, row, "change_set.part_added", key, actor=actor, now=now)
        unit.commit()
        return draft_id


def begin_matter_edition(set_id: str, matter_id: str, *, actor: Actor, tools: Tools) -> str:
    """Begin the next edition of a matter in a change set and return its id; one that is being written is taken in.

    Raises ForbiddenError, NotFoundError MATTER_UNKNOWN, ConflictError EDITION_NOT_OPEN or IN_CHANGE_SET, and as above.
    """
    with tools.database.write() as unit:
        row, now = hold(unit, set_id, actor=actor), tools.clock.now()
        edition = open_edition(unit, matter_id, actor=actor, now=now)
        if edition.change_set_id != row.id:
            _take_edition(unit, row, unit.matters.get_edition(edition.id, lock=True), actor=actor, now=now)
            unit.commit()
        return edition.id


def take_in(set_id: str, kind: PartKind, part_id: str, *, actor: Actor, tools: Tools) -> None:
    """Take a draft or an edition that is being written into a change set; the same once more changes nothing.

    Raises ForbiddenError, NotFoundError, ConflictError DRAFT_CLOSED, EDITION_NOT_OPEN, IN_CHANGE_SET or PART_TWICE.
    """
    with tools.database.write() as unit:
        row, now = hold(unit, set_id, actor=actor), tools.clock.now()
        if kind is PartKind.PROCESS:
            _take_draft(unit, row, open_draft(unit, part_id, actor=actor), actor=actor, now=now)
        elif kind is PartKind.MATTER:
            _take_edition(unit, row, unit.matters.get_edition(part_id, lock=True), actor=actor, now=now)
        else:
            raise NotFoundError("PROPOSAL_UNKNOWN")
        unit.commit()


def take_out(set_id: str, kind: PartKind, part_id: str, *, actor: Actor, tools: Tools) -> None:
    """Take a part out of a change set: a draft or an edition goes on by itself, a proposal is withdrawn.

    Raises ForbiddenError, NotFoundError PART_GONE, ConflictError CHANGE_SET_FROZEN or CHANGE_SET_CLOSED.
    """
    with tools.database.write() as unit:
        row, now = hold(unit, set_id, actor=actor), tools.clock.now()
        parts = unit.change_sets.parts(row.id, lock=True)
        if kind is PartKind.PROCESS and (draft := _found(parts.drafts, part_id)):
            open_draft(unit, draft.id, actor=actor).change_set_id = None
            about = draft.key
        elif kind is PartKind.RULE and (proposal := _found(parts.proposals, part_id)):
            take_out_proposal(unit, proposal, actor=actor, now=now)
            about = proposal.about
        elif kind is PartKind.MATTER and (edition := _found([each for each, _ in parts.editions], part_id)):
            matter = unit.matters.get(edition.matter_id)
            insist(may_write_matter(actor, authority_id=matter.authority_id))
            edition.change_set_id = None
            about = matter.code
        else:
            raise NotFoundError("PART_GONE")
        _note(unit, row, "change_set.part_removed", about, actor=actor, now=now)
        unit.commit()


def _take_draft(unit: UnitOfWork, row: ChangeSet, draft: ProcessDraft, *, actor: Actor, now: datetime) -> None:
    if draft.change_set_id == row.id:
        return
    refuse_alone(draft)
    if any(each.key == draft.key for each in unit.change_sets.parts(row.id).drafts):
        raise ConflictError("PART_TWICE")
    draft.change_set_id = row.id
    _note(unit, row, "change_set.part_added", draft.key, actor=actor, now=now)


def _take_edition(unit: UnitOfWork, row: ChangeSet, edition: MatterEdition, *, actor: Actor, now: datetime) -> None:
    matter = unit.matters.get(edition.matter_id)
    insist(may_write_matter(actor, authority_id=matter.authority_id))
    if edition.change_set_id == row.id:
        return
    refuse_alone(edition)
    if edition.status != Status.DRAFT:
        raise ConflictError("EDITION_NOT_OPEN")
    edition.change_set_id = row.id
    _note(unit, row, "change_set.part_added", matter.code, actor=actor, now=now)


def _note(unit: UnitOfWork, row: ChangeSet, action: str, about: str, *, actor: Actor, now: datetime) -> None:
    row.revision += 1
    note_event(unit, row, action, actor=actor, now=now, about=about)


def _found(parts: Iterable[Part], part_id: str) -> Part | None:
    return next((each for each in parts if each.id == part_id), None)

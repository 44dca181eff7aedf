"""Proposals to change the rules, as administrators read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.proposals import DECIDED, WAITING, Status
from workflow_app.domain.rule_policies import may_decide_proposal, may_withdraw_proposal
from workflow_app.models import Authority, Proposal
from workflow_app.repositories.pages import DEFAULT_LIMIT, Page, cut
from workflow_app.services.calendar_effects import Effect
from workflow_app.services.calendar_moves import weigh_moves
from workflow_app.services.proposal_kinds import KINDS
from workflow_app.services.rule_views import refuse_stranger
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal, with what its reader may do; `blocked` is the rule that keeps them from deciding it.

    `weighed` is what a change of calendars that waits would do to running periods today, by authority.
    """

    id: str
    kind: str
    about: str
    authority_zh: str | None
    authority_en: str | None
    authority_code: str | None
    content: Mapping[str, object]
    seen: Sequence[Sequence[str | None]]
    effect: Mapping[str, object]
    reason: str
    status: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    note: str
    touches_records: bool
    may_decide: bool
    may_withdraw: bool
    blocked: str
    weighed: Sequence[Effect] = ()
    change_set_id: str | None = None


def list_proposals(
    *, actor: Actor, tools: Tools, waiting: bool, cursor: str | None = None, limit: int = DEFAULT_LIMIT
) -> Page[ProposalView]:
    """Return a page of what waits for a decision, or of what was decided, the newest first."""
    refuse_stranger(actor)
    with tools.database.read() as unit:
        statuses = [each.value for each in (WAITING if waiting else DECIDED)]
        page = cut(
            unit.proposals.list_page(statuses, cursor=cursor, limit=limit),
            limit=limit,
            key=lambda row: (row.proposed_at.isoformat(), row.id),
        )
        names = unit.accounts.names([each for row in page.items for each in (row.proposed_by, row.decided_by)])
        authorities = {each.id: each for each in unit.authorities.list_all()}
    return Page([show_proposal(row, actor, names, authorities) for row in page.items], page.next_cursor)


def get_proposal(proposal_id: str, *, actor: Actor, tools: Tools) -> ProposalView:
    """Return one proposal; raises NotFoundError PROPOSAL_UNKNOWN."""
    refuse_stranger(actor)
    with tools.database.read() as unit:
        row = unit.proposals.get(proposal_id)
        names = unit.accounts.names([row.proposed_by, row.decided_by])
        authorities = {each.id: each for each in unit.authorities.list_all()}
        weighed = weigh_moves(unit, row, tools=tools) if row.status == Status.PROPOSED else ()
    return replace(show_proposal(row, actor, names, authorities), weighed=weighed)


def list_waiting_about(kind: str, about: str | None, *, actor: Actor, tools: Tools) -> Sequence[ProposalView]:
    """Return what waits about one thing, or (None) of one kind."""
    page = list_proposals(actor=actor, tools=tools, waiting=True)
    return [each for each in page.items if each.kind == kind and about in (None, each.about)]


def show_proposal(
    row: Proposal, actor: Actor, names: Mapping[str, str], authorities: Mapping[str, Authority]
) -> ProposalView:
    """Return a proposal to be read; one that is part of a change set is decided with the others."""
    authority = authorities.get(row.authority_id or "")
    waits = row.status == Status.PROPOSED
    answer = may_decide_proposal(actor, authority_id=row.authority_id, proposed_by=row.proposed_by)
    kind = KINDS.get(row.kind)
    return ProposalView(
        id=row.id,
        kind=row.kind,
        about=row.about,
        authority_zh=authority.name_zh if authority else None,
        authority_en=authority.name_en if authority else None,
        authority_code=authority.code if authority else None,
        content=row.content,
        seen=row.seen,
        effect=row.effect,
        reason=row.reason,
        status=row.status,
        proposed_by=names.get(row.proposed_by, ""),
        proposed_at=row.proposed_at,
        decided_by=names.get(row.decided_by or "", ""),
        decided_at=row.decided_at,
        note=row.note or "",
        touches_records=kind is not None and kind.touches_records(row.content),
        may_decide=waits and answer.allowed and row.change_set_id is None,
        may_withdraw=waits
        and row.change_set_id is None
        and may_withdraw_proposal(actor, proposed_by=row.proposed_by).allowed,
        blocked="" if answer.allowed else answer.rule,
        change_set_id=row.change_set_id,
    )

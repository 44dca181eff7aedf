"""A letter as the office puts it right: what it says, its papers, its changes, and what its reader may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.letter_changes import Pair
from workflow_app.domain.letter_policies import DECIDES, SEALS, may_decide_change, may_propose_change, may_seal_letter
from workflow_app.domain.letter_states import HOLDS, Seal
from workflow_app.domain.policies import reads_by_office
from workflow_app.models import Letter
from workflow_app.repositories.letter_changes import PROPOSED, ChangeRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.letters import refuse_stranger
from workflow_app.services.showing_papers import show_letters
from workflow_app.services.tools import Tools
from workflow_app.services.views import LetterView


@dataclass(frozen=True, slots=True)
class PaperView:
    """A file of a letter."""

    id: str
    edition: int
    form: str
    media_type: str
    size: int
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change of a letter; `rule` says why its reader may not decide on it, ALLOWED where they may.

    `changed` are the values of the case that change with it.
    """

    id: str
    letter_id: str
    letter_number: str
    kind: str
    reason: str
    pairs: tuple[Pair, ...]
    status: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    note: str
    new_letter_id: str | None
    new_number: str
    rule: str
    changed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LetterDesk:
    """A letter with everything the office keeps beside it."""

    letter: LetterView
    texts: tuple[str, ...]
    papers: tuple[PaperView, ...]
    changes: tuple[ChangeView, ...]
    may_seal: bool
    may_propose: bool
    is_served_here: bool


def get_letter_desk(letter_id: str, *, actor: Actor, tools: Tools) -> LetterDesk:
    """Return a letter for the desk; raises NotFoundError LETTER_UNKNOWN, also for its own addressee."""
    with tools.database.read() as unit:
        row = unit.letters.find(letter_id)
        if row is None or not reads_by_office(actor, row.authority_id):
            raise NotFoundError("LETTER_UNKNOWN")
        refuse_stranger(unit, row, actor)
        (view,) = show_letters(unit, [row])
        changes = [_show(each, actor) for each in unit.letter_changes.of_letters([row.id])]
        is_waiting = any(each.status == PROPOSED for each in changes)
        return LetterDesk(
            letter=view,
            texts=_texts(row),
            papers=_papers(unit, row),
            changes=tuple(changes),
            may_seal=_may_seal(actor, row),
            may_propose=not is_waiting and _may_propose(actor, row),
            is_served_here=view.service is not None,
        )


def _may_seal(actor: Actor, row: Letter) -> bool:
    """Tell whether the stamped copy may be attached now, and by whoever asks."""
    waits = row.standing in HOLDS and row.seal == Seal.PENDING and row.sha256 is not None
    return waits and may_seal_letter(actor, authority_id=row.authority_id, subject_id=row.subject_id).allowed


def _may_propose(actor: Actor, row: Letter) -> bool:
    answer = may_propose_change(actor, authority_id=row.authority_id, subject_id=row.subject_id)
    return row.standing in HOLDS and answer.allowed


def list_open_letters(*, actor: Actor, tools: Tools) -> tuple[tuple[LetterView, ...], tuple[ChangeView, ...]]:
    """Return the letters that wait for their seal, and the changes that wait for a decision."""
    with tools.database.read() as unit:
        unsealed = unit.letter_changes.list_unsealed(actor, SEALS | DECIDES)
        waiting = unit.letter_changes.list_waiting(actor, SEALS | DECIDES)
        return show_letters(unit, unsealed), tuple(_show(each, actor) for each in waiting)


def _show(rows: ChangeRows, actor: Actor) -> ChangeView:
    change, letter = rows.change, rows.letter
    answer = may_decide_change(
        actor, authority_id=letter.authority_id, subject_id=letter.subject_id, proposed_by=change.proposed_by
    )
    return ChangeView(
        id=change.id,
        letter_id=letter.id,
        letter_number=letter.number,
        kind=change.kind,
        reason=change.reason,
        pairs=tuple((was, words) for was, words in change.content["pairs"]),
        status=change.status,
        proposed_by=rows.proposer,
        proposed_at=change.proposed_at,
        decided_by=rows.decider or "",
        decided_at=change.decided_at,
        note=change.note or "",
        new_letter_id=change.new_letter_id,
        new_number=rows.new_number or "",
        rule=answer.rule,
        changed=change.content.get("changed") or {},
    )


def _texts(row: Letter) -> tuple[str, ...]:
    """Return what a letter says line by line, so that words can be copied from it."""
    data = row.data
    cells = [" · ".join(cells) for cells in (data.get("table") or {}).get("rows", ())]
    return tuple(line for line in (*data["paragraphs"], *cells, data["remedies"], data["contact"]) if line)


def _papers(unit: UnitOfWork, row: Letter) -> tuple[PaperView, ...]:
    papers = unit.letter_changes.papers([row.id])
    names = unit.accounts.names(sorted({each.made_by for each in papers}))
    return tuple(
        PaperView(
            each.id,
            each.edition,
            each.form,
            each.media_type,
            each.size,
            each.made_at,
            names.get(each.made_by, ""),
        )
        for each in papers
    )

"""The catalogue as those see it who keep it: every matter, and one edition with what stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import FieldError, ForbiddenError
from workflow_app.domain.matter_checks import Frame, findings
from workflow_app.domain.matter_differences import Difference, differences
from workflow_app.domain.matter_editions import OPEN, READERS, WRITERS, Status, may_decide, may_read, may_write
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.plain_json import read
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import held_authorities, insist
from workflow_app.models import MatterEdition
from workflow_app.repositories.matters import MatterRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.matter_guides import GuideView, MatterLine, guide_of, line_of
from workflow_app.services.matter_rows import content_of, frame_of
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition in the list of its matter."""

    id: str
    number: int
    status: Status
    valid_from: date | None
    note: str
    basis: str
    decision_note: str
    written_by: str
    written_at: datetime
    decided_by: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A matter with what is in force and what is open."""

    line: MatterLine
    in_force: EditionView | None
    open: EditionView | None
    may_write: bool


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One edition with everything that its page shows; `before` says how it differs from what is in force."""

    row: EditionView
    line: MatterLine
    guide: GuideView
    content: MatterContent
    version: int
    frame: Frame
    departments: tuple[tuple[str, str, str], ...]
    findings: tuple[FieldError, ...]
    changed: tuple[Difference, ...] | None
    editions: tuple[EditionView, ...]
    may_write: bool
    may_decide: bool
    decided_by_rule: str


def list_catalogue(*, actor: Actor, tools: Tools) -> list[CatalogueRow]:
    """Return the matters of the authorities whose catalogue somebody reads; raises ForbiddenError."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in READERS])
    with tools.database.read() as unit:
        today = local_date(tools.clock.now())
        rows = unit.matters.list_all(held_authorities(actor, *READERS))
        editions = unit.matters.list_editions([matter.id for matter, _ in rows])
        names = unit.accounts.names([each.written_by for each in editions] + [each.decided_by for each in editions])
        found = []
        for matter, authority in rows:
            own = [each for each in editions if each.matter_id == matter.id]
            if own:
                current, waiting = in_force_of(own, today), next((each for each in own if each.status in OPEN), None)
                line = line_of(matter, current or waiting or own[0], authority)
                shown = [_show(each, names, current) if each else None for each in (current, waiting)]
                writes = may_write(actor, authority_id=authority.id).allowed
                found.append(CatalogueRow(line, shown[0], shown[1], writes))
        return found


def writes_at(*, actor: Actor, tools: Tools) -> list[tuple[str, str, str]]:
    """Return the authorities whose catalogue somebody writes: id and names."""
    held = held_authorities(actor, *WRITERS)
    with tools.database.read() as unit:
        known = unit.authorities.list_all()
        return [(each.id, each.name_zh, each.name_en) for each in known if held is None or each.id in held]


def get_edition(edition_id: str, *, actor: Actor, tools: Tools) -> EditionPage:
    """Return an edition for its page; raises NotFoundError EDITION_UNKNOWN, ForbiddenError."""
    with tools.database.read() as unit:
        return _page(unit, unit.matters.get_edition(edition_id), actor=actor, tools=tools)


def preview_edition(edition_id: str, data: Mapping[str, object], *, actor: Actor, tools: Tools) -> GuideView:
    """Return the guide as an edition would make it with other content; nothing is saved.

    Raises NotFoundError EDITION_UNKNOWN, ForbiddenError, InvalidError where a number is none.
    """
    content = read(MatterContent, dict(data))
    with tools.database.read() as unit:
        edition = unit.matters.get_edition(edition_id)
        matter, today = unit.matters.get(edition.matter_id), local_date(tools.clock.now())
        insist(may_write(actor, authority_id=matter.authority_id))
        rows = MatterRows(matter, edition, unit.authorities.get(matter.authority_id))
        return guide_of(unit, rows, today=today, tools=tools, content=content)


def _page(unit: UnitOfWork, edition: MatterEdition, *, actor: Actor, tools: Tools) -> EditionPage:
    matter, today = unit.matters.get(edition.matter_id), local_date(tools.clock.now())
    insist(may_read(actor, authority_id=matter.authority_id))
    authority = unit.authorities.get(matter.authority_id)
    all_of_it = unit.matters.list_editions([matter.id])
    names = unit.accounts.names([each.written_by for each in all_of_it] + [each.decided_by for each in all_of_it])
    current, content = in_force_of(all_of_it, today), content_of(edition)
    frame = frame_of(unit, authority, today=today, tools=tools)
    decides = may_decide(actor, authority_id=authority.id, writers=edition.writers)
    is_compared = current is not None and edition.status in (*OPEN, Status.CONFIRMED) and current.id != edition.id
    return EditionPage(
        row=_show(edition, names, current),
        line=line_of(matter, edition, authority),
        guide=guide_of(unit, MatterRows(matter, edition, authority), today=today, tools=tools),
        content=content,
        version=edition.version,
        frame=frame,
        departments=tuple((d.code, d.name_zh, d.name_en) for d in unit.authorities.list_departments(authority.id)),
        findings=tuple(findings(content, frame)) if edition.status in OPEN else (),
        changed=tuple(differences(content_of(current), content)) if current is not None and is_compared else None,
        editions=tuple(_show(each, names, current) for each in all_of_it),
        may_write=may_write(actor, authority_id=authority.id).allowed,
        may_decide=decides.allowed,
        decided_by_rule=decides.rule,
    )


def in_force_of(editions: Sequence[MatterEdition], today: date) -> MatterEdition | None:
    """Return the edition in force on a day among those of one matter, or None."""
    begun = [
        each
        for each in editions
        if each.status == Status.CONFIRMED and each.valid_from is not None and each.valid_from <= today
    ]
    return max(begun, key=lambda each: (each.valid_from, each.number), default=None)


def _show(edition: MatterEdition, names: dict[str, str], current: MatterEdition | None) -> EditionView:
    return EditionView(
        id=edition.id,
        number=edition.number,
        status=Status(edition.status),
        valid_from=edition.valid_from,
        note=edition.note,
        basis=edition.basis,
        decision_note=edition.decision_note,
        written_by=names.get(edition.written_by, ""),
        written_at=edition.written_at,
        decided_by=names.get(edition.decided_by or "", ""),
        in_force=current is not None and current.id == edition.id,
    )

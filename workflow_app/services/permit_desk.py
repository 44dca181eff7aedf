"""Permits at the desk: those of its authorities, each with its case, its letters and what is reported of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.dual_publicity import Act
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.policies import reads_by_office
from workflow_app.domain.time import local_date
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.dual_publicity import reads_reports
from workflow_app.services.permit_views import PermitLine, PermitView, line_of, view_of
from workflow_app.services.permits import place_of
from workflow_app.services.showing_papers import show_letters
from workflow_app.services.tools import Tools
from workflow_app.services.views import LetterView


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What is to be reported of a permit, by when, and what the record says of how it stands, in its own words."""

    id: str
    act: Act
    acted_on: date
    due_on: date
    status: str
    standing: str
    remark: str


@dataclass(frozen=True, slots=True)
class DeskPermit:
    """A permit with everything beside it; `reports` only where `opens_reports`, for those who read what is reported."""

    permit: PermitView
    case_id: str | None
    case_number: str | None
    subject_id: str
    letters: tuple[LetterView, ...]
    reports: tuple[ReportLine, ...]
    opens_reports: bool


def list_desk_permits(
    wanted: FindPermits, *, actor: Actor, tools: Tools, cursor: str | None = None, limit: int = 25
) -> Page[PermitLine]:
    """Return a page of the permits of the authorities whose desk somebody reads, the newest first."""
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        rows = unit.permits.search_desk(wanted, read_at(unit, actor), on=today, cursor=cursor, limit=limit)
        lines = [line_of(each, on=today, publicly=False) for each in rows]
    return cut(lines, limit=limit, key=place_of)


def get_desk_permit(permit_id: str, *, actor: Actor, tools: Tools) -> DeskPermit:
    """Return a permit; raises NotFoundError PERMIT_UNKNOWN also to those whose desk may not read it."""
    with tools.database.read() as unit:
        rows = unit.permits.get(permit_id)
        permit = rows.permit
        if not reads_by_office(actor, permit.authority_id):
            raise NotFoundError("PERMIT_UNKNOWN")
        opens_reports = reads_reports(actor, permit.authority_id)
        named = [permit.decision_id, permit.letter_id, permit.end_letter_id]
        letters = [row for each in named if each and (row := unit.letters.find(each))]
        case = unit.cases.get(permit.case_id) if permit.case_id else None
        return DeskPermit(
            permit=view_of(rows, on=local_date(tools.clock.now()), publicly=False),
            case_id=permit.case_id,
            case_number=case.case.number if case else None,
            subject_id=permit.subject_id,
            letters=show_letters(unit, letters),
            reports=_reports(unit, permit_id) if opens_reports else (),
            opens_reports=opens_reports,
        )


def _reports(unit: UnitOfWork, permit_id: str) -> tuple[ReportLine, ...]:
    return tuple(
        ReportLine(
            each.id,
            Act(each.act),
            each.acted_on,
            each.due_on,
            each.status,
            each.fields.get("XK_ZT", ""),
            each.fields.get("BZ", ""),
        )
        for each in unit.dual_records.of_permit(permit_id)
    )


def read_at(unit: UnitOfWork, actor: Actor) -> Sequence[str]:
    """Return the authorities whose cases and permits somebody reads at the desk."""
    return [each.id for each in unit.authorities.list_all() if reads_by_office(actor, each.id)]

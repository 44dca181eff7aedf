"""Rows of the board of removals: a record, and how each site stands with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.policies import may_work_at_sites
from workflow_app.domain.time import local_date
from workflow_app.models import Case, Listing, Removal, Site
from workflow_app.repositories.listings import ON_SHOW, OWN, UNDER_WAY
from workflow_app.repositories.removal_board import BoardRecord, RemovalBoard
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class BoardCell:
    """How one site stands with a record; what is open may be chosen by who works at sites.

    `age` counts the working days since it was ordered, `times_back` how often the site showed the record again.
    """

    site: str
    status: str
    removal_id: str
    reason: str
    ordered_at: datetime | None
    due_on: date | None
    age: int
    attempts: int
    urges: int
    receipt_no: str
    verified_at: datetime | None
    looked_at: datetime | None
    times_back: int
    is_open: bool
    is_late: bool
    is_look_wanted: bool


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A record of the board; `reason` is why it is taken down, `may_act` whether its reader may see to it."""

    record_id: str
    document_no: str
    subject_name: str
    uscc: str | None
    authority: str
    authority_zh: str
    authority_en: str
    case_id: str | None
    case_number: str | None
    is_case_ended: bool
    reason: str
    due_on: date | None
    may_act: bool
    cells: Mapping[str, BoardCell]


def board_rows(
    unit: UnitOfWork, found: Sequence[BoardRecord], *, actor: Actor, today: date, tools: Tools
) -> list[BoardRow]:
    """Return rows with their cells and the case that asked last."""
    cells: dict[str, list[tuple[Listing, Site, Removal | None]]] = {each.record.id: [] for each in found}
    for listing, site, removal in RemovalBoard(unit.session).cells(list(cells)):
        cells[listing.item_id].append((listing, site, removal))
    removals = [removal for each in cells.values() for _, _, removal in each if removal is not None]
    cases = RemovalBoard(unit.session).cases({each.case_id for each in removals if each.case_id})
    calendars = {each.authority.id: tools.calendars.get(each.authority, unit.authorities) for each in found}
    return [
        _row(each, cells[each.record.id], cases, actor=actor, today=today, calendar=calendars[each.authority.id])
        for each in found
    ]


def _row(
    found: BoardRecord,
    parts: Collection[tuple[Listing, Site, Removal | None]],
    cases: Mapping[str, Case],
    *,
    actor: Actor,
    today: date,
    calendar: Calendar,
) -> BoardRow:
    cells: dict[str, BoardCell] = {}
    for listing, site, removal in parts:
        before = cells.get(site.code)
        cells[site.code] = _cell(listing, site, removal, before, today=today, calendar=calendar)
    asked = sorted((removal for _, _, removal in parts if removal is not None), key=lambda each: each.id)
    case = next((cases[each.case_id] for each in reversed(asked) if each.case_id), None)
    under_way = [each for each in cells.values() if each.is_open]
    answer = may_work_at_sites(actor, authority_id=found.authority.id, subject_id=found.subject.id)
    return BoardRow(
        record_id=found.record.id,
        document_no=found.record.document_no,
        subject_name=found.subject.name,
        uscc=found.subject.uscc,
        authority=found.authority.code,
        authority_zh=found.authority.name_zh,
        authority_en=found.authority.name_en,
        case_id=case.id if case else None,
        case_number=case.number if case else None,
        is_case_ended=case is not None and case.status == "ENDED",
        reason=(under_way[0].reason if under_way else asked[-1].reason) if asked else "",
        due_on=min((each.due_on for each in under_way if each.due_on), default=None),
        may_act=answer.allowed,
        cells=cells,
    )


def _cell(
    listing: Listing, site: Site, removal: Removal | None, before: BoardCell | None, *, today: date, calendar: Calendar
) -> BoardCell:
    if removal is None:
        return BoardCell(
            site.code, listing.status, "", "", None, None, 0, 0, 0, "", None, None, 0,
            is_open=False, is_late=False, is_look_wanted=False,
        )  # fmt: skip
    is_open = removal.status in UNDER_WAY and site.connector != OWN
    is_shown = removal.status == "VERIFIED" and listing.status in ON_SHOW  # put back since
    back = (before.times_back if before else 0) + (removal.reason == "REAPPEARED")
    return BoardCell(
        site=site.code,
        status=listing.status if is_shown else removal.status,
        removal_id=removal.id,
        reason=removal.reason,
        ordered_at=removal.ordered_at,
        due_on=removal.due_on,
        age=calendar.working_days_between(local_date(removal.ordered_at), today) if is_open else 0,
        attempts=removal.attempts,
        urges=removal.urges,
        receipt_no=removal.receipt_no or "",
        verified_at=removal.verified_at,
        looked_at=removal.looked_at,
        times_back=back,
        is_open=is_open,
        is_late=is_open and removal.due_on < today,
        is_look_wanted=removal.look_wanted_at is not None,
    )

"""What data clerks report of permits: what is prepared, by when it is due, and what stands against sending it."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.dual_publicity import FIELDS, Act, faults, is_put_in_later
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import held_authorities
from workflow_app.repositories.dual_records import DualRows
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools

READERS = (Role.DATA_CLERK, Role.SECTION_HEAD, Role.SUPERVISOR, Role.CREDIT_OFFICE)
"""Roles that see what is to be reported; a data clerk reports it."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A record in the list; `missing` says how many fields stand against sending it."""

    id: str
    permit_id: str
    permit_no: str
    holder: str
    uscc: str | None
    authority: str
    authority_zh: str
    authority_en: str
    act: Act
    status: str
    acted_on: date
    amount: int
    unit: str
    due_on: date
    missing: int


@dataclass(frozen=True, slots=True)
class ReportField:
    """One field of a record: its code, its names, what it says, and MISSING or TOO_LONG where that will not do.

    What `is_later` is put in when the record is sent.
    """

    code: str
    zh: str
    en: str
    text: str
    longest: int
    fault: str
    is_later: bool


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of what is to be reported, and how many are late or there at all."""

    page: Page[ReportView]
    late: int
    all: int


def list_reports(*, late: bool, actor: Actor, tools: Tools, cursor: str | None = None, limit: int = 25) -> Reports:
    """Return what is to be reported by the actor's authorities, what is due first first; only what is late if asked."""
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        held = _held(unit, actor)
        before = today if late else None
        rows = unit.dual_records.list_prepared(held, before=before, cursor=cursor, limit=limit)
        views = [_show(each) for each in rows]
        page = cut(views, limit=limit, key=lambda each: (each.due_on.isoformat(), each.id))
        return Reports(
            page, late=unit.dual_records.count_prepared(held, before=today), all=unit.dual_records.count_prepared(held)
        )


def get_report(record_id: str, *, actor: Actor, tools: Tools) -> tuple[ReportView, tuple[ReportField, ...]]:
    """Return a record with its fields; raises NotFoundError DUAL_RECORD_UNKNOWN also to those who may not read it."""
    with tools.database.read() as unit:
        rows = unit.dual_records.get(record_id)
        if rows.record.authority_id not in _held(unit, actor):
            raise NotFoundError("DUAL_RECORD_UNKNOWN")
        fields, wrong = rows.record.fields, dict(faults(rows.record.fields))
        return _show(rows), tuple(
            ReportField(
                each.code,
                each.zh,
                each.en,
                fields.get(each.code, ""),
                each.longest,
                wrong.get(each.code, ""),
                is_put_in_later(each, fields),
            )
            for each in FIELDS
        )


def reads_reports(actor: Actor, authority_id: str) -> bool:
    """Tell whether somebody sees what an authority is to report."""
    held = held_authorities(actor, *READERS)
    return held is None or authority_id in held


def _held(unit: UnitOfWork, actor: Actor) -> frozenset[str]:
    """Return the authorities at which somebody holds a role that reads what is to be reported."""
    held = held_authorities(actor, *READERS)
    return frozenset(each.id for each in unit.authorities.list_all() if held is None or each.id in held)


def _show(rows: DualRows) -> ReportView:
    record, permit = rows.record, rows.permit
    return ReportView(
        id=record.id,
        permit_id=permit.id,
        permit_no=permit.number,
        holder=rows.subject.name,
        uscc=rows.subject.uscc,
        authority=rows.authority.code,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        act=Act(record.act),
        status=record.status,
        acted_on=record.acted_on,
        amount=record.amount,
        unit=record.unit,
        due_on=record.due_on,
        missing=len(list(faults(record.fields))),
    )

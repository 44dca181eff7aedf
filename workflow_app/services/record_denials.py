"""What the gate says against the repair of records in a list, so that none says that it can be applied for in vain."""

from collections.abc import Iterable, Mapping
from datetime import date

from workflow_app.domain.repairability import Reason, Standing, reason_on
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.gate_facts import Asked, denials
from workflow_app.services.gate_views import ReasonView
from workflow_app.services.tools import Tools


def denials_of(
    unit: UnitOfWork, rows: Iterable[RecordRows], again: Mapping[str, date], *, today: date, tools: Tools
) -> dict[str, ReasonView]:
    """Return by record why the gate denies its repair, of those that could be applied for by their days.

    Asked subject by subject: what counts against one is read once for all its records.
    """
    by_subject: dict[str, list[RecordRows]] = {}
    for each in rows:
        if _could_be_asked(each, again.get(each.record.id), today):
            by_subject.setdefault(each.subject.id, []).append(each)
    found: dict[str, ReasonView] = {}
    for theirs in by_subject.values():
        asked = [Asked(each.record, each.authority, again.get(each.record.id)) for each in theirs]
        for record_id, reason in denials(unit, theirs[0].subject, asked, today=today, tools=tools).items():
            found[record_id] = ReasonView(reason.code, reason.outcome, reason.values, reason.origin)
    return found


def _could_be_asked(rows: RecordRows, reapply_on: date | None, today: date) -> bool:
    record = rows.record
    open_case_id = rows.open_case_id if rows.open_case_submitted_at is not None else None
    standing = Standing(record.status, record.first_apply_on, record.max_until, open_case_id, record.kind, reapply_on)
    return reason_on(today, standing) is Reason.NOW

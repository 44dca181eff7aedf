"""Giving back what came of an application by the channel it came by: signed, or as work for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.inbound import REFUSED_AT_GATE, RESULTS, InboundChannel
from workflow_app.domain.ports import SiteAddress
from workflow_app.domain.site_jobs import BY_PEOPLE, Connector, JobKind
from workflow_app.domain.time import local_date
from workflow_app.models import DueWork, InboundApplication
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.inbound import Inbound, InboundRows
from workflow_app.repositories.site_work import due
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.site_jobs import NewJob, open_job, share_by
from workflow_app.services.site_ways import address_of
from workflow_app.services.tools import Tools

KIND = "inbound_result"


@dataclass(frozen=True, slots=True)
class Answering:
    """What a site is told of an application; the same key is the same answer."""

    site: SiteAddress
    key: str
    outside_no: str
    result: Mapping[str, object]


def leave_result(unit: UnitOfWork, row: InboundApplication, result: str, *, now: datetime) -> None:
    """Have a result given back; the same one twice is given back once."""
    payload: dict[str, object] = {"application_id": row.id, "result": result}
    name = f"{row.id}:{result}"
    if unit.due_work.find(f"{KIND}:{name}") is None:
        site_id = row.site_id if row.channel == InboundChannel.API else None
        unit.add(due(KIND, name, payload, due_at=now, case_id=row.case_id, site_id=site_id))


def note_result(work: CaseWork, states: list[str]) -> None:
    """Have a site that submitted the case told, once it comes to a state that is a result."""
    if work.case.channel not in set(InboundChannel):
        return
    for state in (each for each in states if each in RESULTS):
        row = Inbound(work.unit.session).of_case(work.case.id)
        if row is not None:
            row.result, row.result_at = state, work.now
            leave_result(work.unit, row, state, now=work.now)


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> Answering | None:
    """Read what to tell a site over HTTP; where the application came otherwise, people give the result back."""
    rows = Inbound(unit.session).get(str(row.payload["application_id"]))
    result = str(row.payload["result"])
    if rows.application.channel == InboundChannel.API and Connector(rows.site.connector) is Connector.HTTP:
        told = {**_fields(rows, result), "reasons": list(rows.application.reasons)}
        return Answering(address_of(rows.site, tools), row.key, rows.application.outside_no, told)
    _leave_to_people(unit, rows, result, tools=tools)
    return None


def _leave_to_people(unit: UnitOfWork, rows: InboundRows, result: str, *, tools: Tools) -> None:
    """Make a job of giving a result back; asking twice is one job."""
    key, now = f"result:{rows.application.id}:{result}", tools.clock.now()
    if unit.site_jobs.find(key) is not None:
        return
    fields = {**_fields(rows, result), "reasons": "；".join(rows.application.reasons)}
    job = NewJob(
        key=key,
        kind=JobKind.RESULT,
        site=rows.site,
        authority_id=rows.authority.id,
        subject_id=rows.subject.id,
        fields=fields,
        due_on=share_by(unit, rows.authority, now=now, tools=tools),
        case_id=rows.application.case_id,
    )
    made = open_job(unit, job, now=now)
    if rows.application.channel == InboundChannel.FILE and Connector(rows.site.connector) not in BY_PEOPLE:
        made.way = Connector.FILE.value


def _fields(rows: InboundRows, result: str) -> dict[str, str]:
    application, at = rows.application, rows.application.result_at
    return {
        "outside_no": application.outside_no,
        "result": RESULTS.get(result, "不符合受理条件") if result != REFUSED_AT_GATE else "不符合受理条件",
        "result_code": result,
        "result_on": local_date(at).isoformat() if at else "",
        "case_number": rows.case.number or "" if rows.case else "",
        "document_no": rows.record.document_no,
        "subject_name": rows.subject.name,
        "uscc": rows.subject.uscc or "",
    }


def _tell(prepared: object, tools: Tools) -> object:
    """Tell the site."""
    assert isinstance(prepared, Answering)  # noqa: S101 - what `_prepare` made
    tools.connector.answer(prepared.site, key=prepared.key, outside_no=prepared.outside_no, result=prepared.result)
    return prepared


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Note when the site was told."""
    if told is not None:
        Inbound(unit.session).get(str(row.payload["application_id"])).application.returned_at = tools.clock.now()


INBOUND_RESULT = Handler(prepare=_prepare, tell=_tell, record=_record)

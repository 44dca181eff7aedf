"""Taking in applications that other sites push: one number of a site is one case, whichever way it comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import SERVICE, Actor, Grant, Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inbound import REFUSED_AT_GATE, InboundStatus, TakeIn
from workflow_app.models import InboundApplication, Site
from workflow_app.repositories.inbound import Inbound, InboundRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.records import RecordRows
from workflow_app.services import audit
from workflow_app.services.completing import complete_within
from workflow_app.services.gate_keeping import keep_answer
from workflow_app.services.gate_refusals import GateRefusedError
from workflow_app.services.inbound_arrivals import find_meant
from workflow_app.services.inbound_files import KeptFile, keep_files, put_files
from workflow_app.services.inbound_results import leave_result
from workflow_app.services.opening import open_within
from workflow_app.services.taking_over import From
from workflow_app.services.tools import Tools

PROCESS = "credit_repair"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an application; `known` where it had come before. `reasons` are codes, where it was refused."""

    outside_no: str
    status: InboundStatus
    case_id: str | None
    case_number: str | None
    reasons: Sequence[str]
    known: bool


def take_in(command: TakeIn, *, actor: Actor, tools: Tools) -> Taken:
    """Open a case for an application and hand it in, on behalf of its subject; one known already is the same case.

    `actor` is the service for what a site signed, else somebody of the office. What the gate refuses is kept with its
    reasons and goes back to the site. Raises NotFoundError SITE_UNKNOWN, ForbiddenError, InvalidError (per field, of
    the form under `/values`), ConflictError INBOUND_OTHER_RECORD where the number came for another record before.
    """
    site, record = find_meant(command, actor=actor, tools=tools)
    known = _known(site, command, record, actor=actor, tools=tools)
    if known is not None:
        return known
    files = keep_files(command, actor=actor, tools=tools)
    try:
        taken = _settle(site, command, record, files, actor=actor, tools=tools)
    except ConflictError as error:  # the same number came at the same moment by another way
        again = _known(site, command, record, actor=actor, tools=tools) if error.code == "DUPLICATE" else None
        if again is None:
            raise
        taken = again
    tools.wake.nudge()
    return taken


def _settle(
    site: Site, command: TakeIn, record: RecordRows, files: Sequence[KeptFile], *, actor: Actor, tools: Tools
) -> Taken:
    """Open a case, or keep why none may be; the gate also sees the case that the same number made a moment ago."""
    try:
        return _open(site, command, record, files, actor=actor, tools=tools)
    except GateRefusedError as refused:
        known = _known(site, command, record, actor=actor, tools=tools)
        return known or _refuse(site, command, record, refused, actor=actor, tools=tools)


def _known(site: Site, command: TakeIn, record: RecordRows, *, actor: Actor, tools: Tools) -> Taken | None:
    """Return what became of a number that came before, and note that it came again; None of a new one."""
    with tools.database.write() as unit:
        rows = Inbound(unit.session).find(site.id, command.outside_no)
        if rows is None:
            return None
        if rows.record.id != record.record.id:
            raise ConflictError("INBOUND_OTHER_RECORD", outside_no=command.outside_no)
        rows.application.arrivals += 1
        said = {"site": site.code, "outside_no": command.outside_no, "channel": command.channel.value}
        audit.record(unit, authority=rows.authority, actor=actor, action="inbound.again", data=said, now=_now(tools))
        unit.commit()
    return _taken(rows, known=True)


def _open(
    site: Site, command: TakeIn, record: RecordRows, files: Sequence[KeptFile], *, actor: Actor, tools: Tools
) -> Taken:
    """Open the case, put the files to it and hand the application in, all or nothing."""
    assert command.received_at is not None and command.pushed_at is not None  # noqa: S101, PT018 - `find_meant` checked
    behalf = _on_behalf(record)
    source = From(command.channel.value, command.received_at, command.pushed_at)
    asked = OpenCase(PROCESS, record.subject.uscc or "", {"record_id": record.record.id})
    with tools.database.write() as unit:
        row = _row(site, command, record, status=InboundStatus.OPENED, actor=actor, tools=tools)
        opened = open_within(unit, asked, actor=behalf, tools=tools, source=source)
        row.case_id = opened.rows.case.id
        unit.add(row)
        unit.flush()
        values = put_files(unit, opened.rows.case.id, command.values, files, tools=tools)
        (task,) = [each for each in opened.tasks if each.role == Role.APPLICANT]
        case = complete_within(unit, CompleteTask(task.id, values), actor=behalf, tools=tools)
        facts = {"outside_no": command.outside_no, "site_zh": site.name_zh, "site_en": site.name_en}
        facts |= {"number": case.number or "", "pushed_on": command.pushed_at.isoformat()}
        telling = Telling("INBOUND_ARRIVED", record.authority.id, facts, case_id=case.id)
        unit.add(telling.for_role(Role.INTAKE, now=_now(tools)))
        said = {"site": site.code, "outside_no": command.outside_no, "channel": command.channel.value}
        audit.record_for_case(unit, case_id=case.id, actor=actor, action="inbound.taken_in", data=said, now=_now(tools))
        unit.commit()
    tools.calendars.note_stored(opened.kept)
    return Taken(command.outside_no, InboundStatus.OPENED, case.id, case.number, (), known=False)


def _refuse(
    site: Site, command: TakeIn, record: RecordRows, refused: GateRefusedError, *, actor: Actor, tools: Tools
) -> Taken:
    """Keep what the gate refused with its reasons, and have them told to the site."""
    reasons = [each.code for each in refused.judged.verdict.reasons]
    with tools.database.write() as unit:
        row = _row(site, command, record, status=InboundStatus.REFUSED, actor=actor, tools=tools)
        row.reasons, row.result, row.result_at = reasons, REFUSED_AT_GATE, _now(tools)
        unit.add(row)
        keep_answer(unit, refused.judged, actor=_on_behalf(record), now=_now(tools))
        said = {"site": site.code, "outside_no": command.outside_no, "reasons": reasons}
        audit.record(
            unit, authority=record.authority, actor=actor, action="inbound.refused", data=said, now=_now(tools)
        )
        unit.flush()
        leave_result(unit, row, REFUSED_AT_GATE, now=_now(tools))
        unit.commit()
    return Taken(command.outside_no, InboundStatus.REFUSED, None, None, reasons, known=False)


def _on_behalf(record: RecordRows) -> Actor:
    """Return the service as it acts for a subject, who handed the application in at the other site."""
    return Actor(SERVICE.id, SERVICE.name, frozenset({Grant(Role.APPLICANT)}), frozenset({record.subject.id}))


def _row(
    site: Site, command: TakeIn, record: RecordRows, *, status: InboundStatus, actor: Actor, tools: Tools
) -> InboundApplication:
    return InboundApplication(
        id=new_id(),
        site_id=site.id,
        outside_no=command.outside_no,
        channel=command.channel.value,
        status=status.value,
        authority_id=record.authority.id,
        subject_id=record.subject.id,
        record_id=record.record.id,
        received_at=command.received_at,
        pushed_at=command.pushed_at,
        arrivals=1,
        reasons=[],
        created_by=actor.id,
        created_at=_now(tools),
    )


def _taken(rows: InboundRows, *, known: bool) -> Taken:
    application, case = rows.application, rows.case
    return Taken(
        application.outside_no,
        InboundStatus(application.status),
        application.case_id,
        case.number if case else None,
        tuple(application.reasons),
        known=known,
    )


def _now(tools: Tools) -> datetime:
    return tools.clock.now()

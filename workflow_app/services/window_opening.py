"""Beginning at the window: about a record or for a matter, in the name of who stands at the counter."""

from collections.abc import Iterator

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.window import ApplyAtWindow, OpenAtWindow
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.matters import Way
from workflow_app.domain.time import local_date
from workflow_app.domain.window import CHANNEL, files_at, on_behalf, wrong_in_person
from workflow_app.models import Authority, Subject
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.audit import record_for_case
from workflow_app.services.gate_keeping import keep_answer
from workflow_app.services.gate_refusals import GateRefusedError
from workflow_app.services.opening import open_within
from workflow_app.services.taking_over import From
from workflow_app.services.tools import Tools
from workflow_app.services.window_cases import refuse_clerk
from workflow_app.services.window_people import fill_in, new_filing

REPAIR = "credit_repair"
Begun = OpenAtWindow | ApplyAtWindow


def open_at_window(command: Begun, *, actor: Actor, tools: Tools) -> str:
    """Begin an application for who stands at the counter and return the id of its case.

    Raises NotFoundError RECORD_UNKNOWN or MATTER_UNKNOWN for what is another authority's, ForbiddenError, InvalidError
    per field of the person and on `/way`, and what `open_case` raises.
    """
    try:
        return _open(command, actor=actor, tools=tools)
    except GateRefusedError as refused:
        with tools.database.write() as unit:
            keep_answer(unit, refused.judged, actor=actor, now=tools.clock.now())
            unit.commit()
        raise refused.error from refused


def _open(command: Begun, *, actor: Actor, tools: Tools) -> str:
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        if isinstance(command, OpenAtWindow):
            subject, asked = _about_record(unit, command, actor)
        else:
            subject, asked = _about_matter(unit, command, actor)
        wrong = [*wrong_in_person(command.person, today=local_date(now)), *_wrong_way(command)]
        if wrong:
            raise InvalidError(*wrong)
        if not subject.uscc:
            raise RefusedError("SUBJECT_KIND_NOT_ACCEPTED")
        behalf = on_behalf(actor, subject.id)
        opened = open_within(unit, asked, actor=behalf, tools=tools, source=From(CHANNEL))
        case = opened.rows.case
        filing = new_filing(case, command.person, actor=actor, tools=tools)
        unit.add(filing)
        fill_in(next(each for each in opened.tasks if each.status == "OPEN"), opened.loaded, command.person)
        said = {"acts_as": filing.acts_as, "shown": filing.shown}
        record_for_case(unit, case_id=case.id, actor=actor, action="window.opened", data=said, now=now)
        once.keep(unit, command.once, row_id, case.id)
        unit.commit()
    tools.calendars.note_stored(opened.kept)
    return case.id


def _about_record(unit: UnitOfWork, command: OpenAtWindow, actor: Actor) -> tuple[Subject, OpenCase]:
    record = find_record(unit, command.record_id, actor)
    asked = OpenCase(REPAIR, record.subject.uscc or "", {"record_id": record.record.id})
    return record.subject, asked


def _about_matter(unit: UnitOfWork, command: ApplyAtWindow, actor: Actor) -> tuple[Subject, OpenCase]:
    authority = find_authority(unit, command.authority, command.matter, actor)
    refuse_clerk(actor, authority_id=authority.id, subject_id=command.subject_id)
    subject = unit.subjects.get(command.subject_id)
    asked = OpenCase(command.way, subject.uscc or "", {"authority": authority.code, "matter": command.matter})
    return subject, asked


def _wrong_way(command: Begun) -> Iterator[FieldError]:
    """Yield that no way to apply was chosen, or none that there is."""
    if isinstance(command, ApplyAtWindow) and command.way not in set(Way):
        yield FieldError("/way", "NOT_A_CHOICE" if command.way else "REQUIRED")


def find_record(unit: UnitOfWork, record_id: str, actor: Actor) -> RecordRows:
    """Return a record for which a clerk may file; raises NotFoundError RECORD_UNKNOWN, ForbiddenError."""
    rows = unit.records.get(record_id)
    if not files_at(actor, rows.authority.id):
        raise NotFoundError("RECORD_UNKNOWN")
    refuse_clerk(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)
    return rows


def find_authority(unit: UnitOfWork, code: str, matter: str, actor: Actor) -> Authority:
    """Return the authority of a matter at whose window a clerk sits; raises NotFoundError MATTER_UNKNOWN."""
    found = unit.authorities.find_by_code(code)
    if found is None or not files_at(actor, found.id):
        raise NotFoundError("MATTER_UNKNOWN", matter=matter)
    return found

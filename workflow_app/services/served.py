"""What follows when a letter reaches whom it is for: its record, the trail, the notice, and word to its case."""

from datetime import date, datetime

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.letter_states import HOLDS, Seal
from workflow_app.domain.serving import ServiceStatus, Way
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.models import DueWork, Letter, LetterService
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.handlers import Handler
from workflow_app.services.tools import Tools

KIND = "letter_served"


def serve_electronically(unit: UnitOfWork, letter: Letter, *, now: datetime) -> None:
    """Serve a letter whose PDF has just become readable, where its reader agreed to that way (rule A1)."""
    if letter.case_id is None:  # what goes to a subject without a case is handed over by the page it stands on
        return
    unit.flush()  # what was noted of the letter in this unit is not to be read over
    unit.audit.lock_case(letter.case_id)
    service = unit.letter_services.find(letter.id)
    waits = letter.seal == Seal.PENDING or letter.standing not in HOLDS
    if service is None or waits or service.way != Way.ELECTRONIC or service.status != ServiceStatus.PENDING:
        return
    subject = unit.cases.get(letter.case_id).subject
    facts = {"number": letter.number, "title": letter.data["title"]}
    telling = Telling("LETTER_ARRIVED", letter.authority_id, facts, case_id=letter.case_id)
    unit.add(telling.for_subject(subject.id, now=now))
    service.attempts = 1
    be_served(unit, service, letter, on=local_date(now), actor=SERVICE, now=now)


def be_served(
    unit: UnitOfWork, service: LetterService, letter: Letter, *, on: date, actor: Actor, now: datetime
) -> None:
    """Close a service record, and tell the case that waits for it; its clocks start on the day of service."""
    service.status, service.served_on, service.served_at = ServiceStatus.SERVED.value, on, now
    service.version += 1
    said = {"letter": letter.number, "way": service.way, "on": on.isoformat()}
    record_for_case(unit, case_id=service.case_id, actor=actor, action="letter.served", data=said, now=now)
    if service.message is not None:
        payload = {"case_id": service.case_id, "message": service.message, "on": on.isoformat()}
        key = f"tell_case:{service.case_id}:{service.message}:{service.id}"
        unit.due_work.ensure(kind="tell_case", key=key, payload=payload, due_at=now, now=now, case_id=service.case_id)


def leave_announced(unit: UnitOfWork, service: LetterService, *, on: date, now: datetime) -> None:
    """Have an announced letter count as served when its days are over: from the first instant of that day."""
    unit.due_work.ensure(
        kind=KIND,
        key=f"{KIND}:{service.id}:{service.attempts}",
        payload={"letter_id": service.letter_id},
        due_at=start_of_day(on),
        now=now,
        case_id=service.case_id,
    )


def _record(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Let an announced letter count as served, unless it was served by another way or announced anew meanwhile."""
    del told
    letter = unit.letters.find(str(work.payload["letter_id"]))
    if letter is None or letter.case_id is None:
        return
    unit.audit.lock_case(letter.case_id)
    service = unit.letter_services.find(letter.id)
    now = tools.clock.now()
    if service is None or service.status != ServiceStatus.ANNOUNCED or service.served_on is None:
        return
    if service.served_on <= local_date(now):
        be_served(unit, service, letter, on=service.served_on, actor=SERVICE, now=now)


ANNOUNCED_LONG_ENOUGH = Handler(record=_record)

"""Objecting to an intended repair, without an account: checked, numbered, kept with who it was encrypted (rule A6)."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.commands.objections import FileObjection
from workflow_app.domain.errors import FieldError, InvalidError, LimitedError, NotFoundError
from workflow_app.domain.ids import is_id, new_id
from workflow_app.domain.objection_checks import wrong_in_proof, wrong_in_what, wrong_in_who
from workflow_app.domain.objections import NUMBER_WORD, SMS, Source, Status, normal_phone
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import Objection
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.cases import new_follow_code
from workflow_app.services.intended_repairs import ACCEPT_LIMIT, refuse_late
from workflow_app.services.limits import HOUR, count_attempt
from workflow_app.services.objection_contacts import write_contact
from workflow_app.services.objection_due import leave_due
from workflow_app.services.phone_codes import is_confirmed
from workflow_app.services.proof_files import digest_of
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools

SERIES = "OBJECTION"
MADE_IN_AN_HOUR = 10
"""Objections from one network in an hour."""


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What an objector keeps: number and code, and by when the office says whether it is examined."""

    id: str
    number: str
    follow_code: str
    received_at: datetime
    accept_due_on: date
    files: int


def file_objection(command: FileObjection, *, tools: Tools) -> ReceiptView:
    """Take an objection; what counts is when the request came (rule K6).

    Raises NotFoundError, ConflictError PUBLICITY_OVER, InvalidError per field, LimitedError, and AlreadyAnsweredError
    for a second click.
    """
    received_at = tools.clock.now()
    if not is_id(command.case_id):
        raise NotFoundError("REPAIR_NOT_ON_DISPLAY")
    errors = (*wrong_in_what(command), *wrong_in_proof(command), *wrong_in_who(command))
    if errors:
        raise InvalidError(*errors)
    refuse_flood(command.caller, tools)
    phone = normal_phone(command.phone) or ""
    confirmed = is_confirmed(phone, command.confirmation, tools=tools)
    refuse_untold(command, tools, confirmed=confirmed)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, SERVICE)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_late(unit, rows.case.id, received_at)
        work = work_on(unit, rows, actor=SERVICE, tools=tools, now=received_at)
        row = new_objection(work, command.ground, command.statement.strip())
        row.contact_cipher = tools.cipher.encrypt(write_contact(command, phone, confirmed=confirmed))
        view = ReceiptView(
            row.id, row.number, row.follow_code, received_at, row.accept_due_on, claim_files(unit, row, command.files)
        )
        ends_on = row.accept_due_on.isoformat()
        unit.add(row)
        leave_due(unit, row, now=received_at)
        work.tell_role(Role.COMPLAINT_HANDLER, "OBJECTION_RECEIVED", objection=row.number, due_on=ends_on)
        work.audit("objection.received", objection=row.number, ground=row.ground)
        write_audit(work)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def get_receipt(objection_id: str, *, tools: Tools) -> ReceiptView:
    """Return the receipt of an objection to the browser that made it; raises NotFoundError OBJECTION_UNKNOWN."""
    if not is_id(objection_id):
        raise NotFoundError("OBJECTION_UNKNOWN")
    with tools.database.read() as unit:
        row = unit.objections.get(objection_id).objection
        files = len(unit.objections.files([row.id]))
    return ReceiptView(row.id, row.number, row.follow_code, row.received_at, row.accept_due_on, files)


def new_objection(
    work: CaseWork, ground: str, statement: str, *, source: Source = Source.PUBLIC, received_at: datetime | None = None
) -> Objection:
    """Return an objection of a case at work with the next number of its authority and its limit.

    The limit begins with the day on which it came, also where it is taken down later.
    """
    came, year = received_at or work.now, work.today.year
    ends = work.begin(ACCEPT_LIMIT, start=local_date(came)).due
    last = work.unit.letters.next_number(authority_id=work.authority.id, series=SERIES, year=year)
    return Objection(
        id=new_id(),
        number=f"{NUMBER_WORD}-{year}-{last:04d}",
        follow_code=new_follow_code(),
        authority_id=work.authority.id,
        case_id=work.case.id,
        record_id=work.case.record_id,
        source=source.value,
        ground=ground,
        statement=statement,
        received_at=came,
        accept_due_on=ends.due_on,
        accept_due_at=ends.due_at,
        status=Status.RECEIVED.value,
        version=1,
    )


def claim_files(unit: UnitOfWork, row: Objection, tokens: tuple[str, ...]) -> int:
    """Give an objection its files and return how many; raises InvalidError on `/files` for one that is not there."""
    if not tokens:
        return 0
    files = unit.objections.unclaimed(row.case_id, [digest_of(token) for token in tokens], lock=True)
    if len(files) != len(set(tokens)):
        raise InvalidError(FieldError("/files", "PROOF_GONE"))
    for file in files:
        file.objection_id = row.id
    return len(files)


def refuse_untold(command: FileObjection, tools: Tools, *, confirmed: bool) -> None:
    """Refuse who wants messages sent to a telephone that is not shown to be their own: nobody else's rings."""
    if command.told_by not in {"", SMS}:
        raise InvalidError(FieldError("/told_by", "NOT_A_CHOICE"))
    if command.told_by and tools.sms is None:
        raise InvalidError(FieldError("/told_by", "NO_SMS_HERE"))
    if command.told_by and not confirmed:
        raise InvalidError(FieldError("/confirmation", "CODE_NEEDED_FOR_SMS"))


def refuse_flood(caller: str, tools: Tools) -> None:
    """Count an objection or a report of a network; raises LimitedError where there were too many in an hour."""
    tried = count_attempt(f"objections/{caller}", seconds=HOUR, amount=1, tools=tools)
    if tried.count > MADE_IN_AN_HOUR:
        raise LimitedError("LIMITED", retry_after=max(1, round((tried.until - machine_now()).total_seconds())))

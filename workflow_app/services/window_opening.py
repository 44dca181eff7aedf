"""Beginning at the window: who may apply, and a draft in the name of who stands at the counter."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.window import AtCounter, OpenAtWindow
from workflow_app.domain.contacts import Channel, read_address
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.signed_papers import new_sheet_no
from workflow_app.domain.time import local_date
from workflow_app.domain.window import CHANNEL, files_at, on_behalf, wrong_in_person
from workflow_app.models import Case, Task, WindowFiling
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.audit import record_for_case
from workflow_app.services.gate_keeping import keep_answer
from workflow_app.services.gate_refusals import GateRefusedError
from workflow_app.services.opening import Opened, open_within
from workflow_app.services.taking_over import From, components_of
from workflow_app.services.tools import Tools
from workflow_app.services.window_cases import held_of, refuse_clerk

PROCESS = "credit_repair"


def open_at_window(command: OpenAtWindow, *, actor: Actor, tools: Tools) -> str:
    """Begin an application for who stands at the counter and return the id of its case.

    Raises NotFoundError RECORD_UNKNOWN for a record of another authority, ForbiddenError, InvalidError per field of the
    person, and what `open_case` raises.
    """
    try:
        return _open(command, actor=actor, tools=tools)
    except GateRefusedError as refused:
        with tools.database.write() as unit:
            keep_answer(unit, refused.judged, actor=actor, now=tools.clock.now())
            unit.commit()
        raise refused.error from refused


def _open(command: OpenAtWindow, *, actor: Actor, tools: Tools) -> str:
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        record = find_record(unit, command.record_id, actor)
        wrong = list(wrong_in_person(command.person, today=local_date(now)))
        if wrong:
            raise InvalidError(*wrong)
        if not record.subject.uscc:
            raise RefusedError("SUBJECT_KIND_NOT_ACCEPTED")
        behalf = on_behalf(actor, record.subject.id)
        asked = OpenCase(PROCESS, record.subject.uscc, {"record_id": record.record.id})
        opened = open_within(unit, asked, actor=behalf, tools=tools, source=From(CHANNEL))
        case = opened.rows.case
        filing = _filing(case, command.person, actor=actor, tools=tools)
        unit.add(filing)
        _fill_in(opened, command.person)
        said = {"acts_as": filing.acts_as, "shown": filing.shown}
        record_for_case(unit, case_id=case.id, actor=actor, action="window.opened", data=said, now=now)
        once.keep(unit, command.once, row_id, case.id)
        unit.commit()
    tools.calendars.note_stored(opened.kept)
    return case.id


def change_person(case_id: str, person: AtCounter, *, actor: Actor, tools: Tools) -> None:
    """Note who stands at the counter anew; raises InvalidError per field, and what `held_of` raises.

    The answers stay as they are. Raises ConflictError TAKEN_OVER where the telephone has been used.
    """
    wrong = list(wrong_in_person(person, today=local_date(tools.clock.now())))
    if wrong:
        raise InvalidError(*wrong)
    with tools.database.write() as unit:
        held = held_of(unit, case_id, actor=actor, lock=True)
        if held.filing.taken_over_by is not None:
            raise ConflictError("TAKEN_OVER")
        _note(held.filing, person, tools)
        said = {"acts_as": person.acts_as, "shown": person.shown}
        now = tools.clock.now()
        record_for_case(unit, case_id=case_id, actor=actor, action="window.person_changed", data=said, now=now)
        unit.commit()


def find_record(unit: UnitOfWork, record_id: str, actor: Actor) -> RecordRows:
    """Return a record for which a clerk may file; raises NotFoundError RECORD_UNKNOWN, ForbiddenError."""
    rows = unit.records.get(record_id)
    if not files_at(actor, rows.authority.id):
        raise NotFoundError("RECORD_UNKNOWN")
    refuse_clerk(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)
    return rows


def _filing(case: Case, person: AtCounter, *, actor: Actor, tools: Tools) -> WindowFiling:
    filing = WindowFiling(
        id=new_id(),
        case_id=case.id,
        authority_id=case.authority_id,
        sheet_no=new_sheet_no(),
        signed_pages=[],
        created_by=actor.id,
        created_at=tools.clock.now(),
    )
    _note(filing, person, tools)
    return filing


def _note(filing: WindowFiling, person: AtCounter, tools: Tools) -> None:
    phone = read_address(Channel.SMS, person.phone)
    filing.name_cipher = tools.cipher.encrypt(person.name.strip())
    filing.phone_cipher, filing.phone_lookup = tools.cipher.encrypt(phone), tools.cipher.lookup(phone)
    filing.acts_as, filing.shown, filing.mandate_until = person.acts_as, person.shown, person.mandate_until


def _fill_in(opened: Opened, person: AtCounter) -> None:
    """Put what the counter knows already into the form, for the clerk to look at and to change."""
    known: dict[str, object] = {
        "contact_phone": read_address(Channel.SMS, person.phone),
        "signer_role": person.acts_as,
        "signer_name": person.name.strip(),
    }
    if person.mandate_until is not None:
        known["authorisation_until"] = person.mandate_until.isoformat()
    task = _first(opened)
    asked = {each.get("key") for each in components_of(opened.loaded.forms[str(task.form)])}
    task.draft = {**{key: value for key, value in known.items() if key in asked}, **(task.draft or {})}


def _first(opened: Opened) -> Task:
    return next(each for each in opened.tasks if each.status == "OPEN")

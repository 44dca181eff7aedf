"""Notes of calls about a case: kept with it, told in its history, read by the office alone."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.phone_notes import NoteCall
from workflow_app.domain.errors import ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.phone_notes import may_note_call, wrong_parts
from workflow_app.domain.policies import Answer, may_name_staff
from workflow_app.domain.texts import tidy
from workflow_app.models import Case, PhoneNote
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.phone_notes import PhoneNotes
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class PhoneNoteView:
    """One call as the office reads it."""

    whom: str
    number: str | None
    gist: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Spoken:
    """With whom, by which number, and what was said."""

    whom: str
    number: str
    gist: str


@dataclass(frozen=True, slots=True)
class PhoneNotesView:
    """The calls about a case, the newest first, and whether the reader may add one."""

    notes: tuple[PhoneNoteView, ...]
    may_add: bool


def phone_notes(case_id: str, *, actor: Actor, tools: Tools) -> PhoneNotesView | None:
    """Return the calls about a case, None for those whom it is about; raises as `get_case` does."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        if not _is_of_the_office(actor, rows.case):
            return None
        found = PhoneNotes(unit.session).list_of_case(case_id)
        names = unit.accounts.names(sorted({note.made_by for note in found}))
        views = tuple(
            PhoneNoteView(
                note.whom,
                tools.cipher.decrypt(note.number_cipher) if note.number_cipher else None,
                note.gist,
                names.get(note.made_by, ""),
                note.made_at,
            )
            for note in found
        )
        return PhoneNotesView(views, _may_add(actor, rows.case).allowed)


def note_call(command: NoteCall, *, actor: Actor, tools: Tools) -> str:
    """Keep a call and return the id of its case.

    Raises NotFoundError CASE_UNKNOWN, ForbiddenError, InvalidError on /whom, /number or /gist.
    """
    whom, number, gist = tidy(command.whom), tidy(command.number), tidy(command.gist)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_reader(actor, rows)
        if not _is_of_the_office(actor, rows.case):
            raise NotFoundError("CASE_UNKNOWN")
        answer = _may_add(actor, rows.case)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
        add_note(unit, rows, Spoken(whom, number, gist), actor=actor, tools=tools)
        once.keep(unit, command.once, row_id, rows.case.id)
        unit.commit()
    return command.case_id


def add_note(unit: UnitOfWork, rows: CaseRows, said: Spoken, *, actor: Actor, tools: Tools) -> None:
    """Keep a call within a unit of work that holds its case; raises InvalidError on /whom, /number or /gist."""
    if wrong := tuple(wrong_parts(said.whom, said.number, said.gist)):
        raise InvalidError(*wrong)
    work = work_on(unit, rows, actor=actor, tools=tools)
    note = PhoneNote(
        id=new_id(),
        case_id=rows.case.id,
        whom=said.whom,
        number_cipher=tools.cipher.encrypt(said.number) if said.number else None,
        gist=said.gist,
        made_by=actor.id,
        made_at=work.now,
    )
    unit.add(note)
    work.audit("case.phone_noted", whom=said.whom, reason=said.gist)
    write_audit(work)


def _is_of_the_office(actor: Actor, case: Case) -> bool:
    """Tell whether somebody may read the calls: what the office notes is its own, not for those whom it is about."""
    return may_name_staff(actor, authority_id=case.authority_id, subject_id=case.subject_id)


def _may_add(actor: Actor, case: Case) -> Answer:
    return may_note_call(actor, authority_id=case.authority_id, subject_id=case.subject_id)

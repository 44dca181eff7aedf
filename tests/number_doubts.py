"""A decision number that two parties have: asked about, answered and confirmed."""

import io

from inlet_acts import ask
from office import PENALTY_OF_B, B, Office

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.commands.records import AnswerNumber, ConfirmNumber, ImportRecords
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Record
from workflow_app.services.imports import ImportView, import_records
from workflow_app.services.number_questions import answer_number, confirm_number, list_questions
from workflow_app.services.number_views import QuestionView

PENALTY = next(each.cells for each in DEMO_PENALTIES if each.key == "B/1")
E = SUBJECT_BY_KEY["E"]


def bring_in(office: Office, **cells: object) -> ImportView:
    command = ImportRecords("one.xlsx", io.BytesIO(write_penalties([{**PENALTY, **cells}])))
    done = import_records(command, actor=office.people["data_clerk"], tools=office.tools)
    office.work()
    return done


def question(office: Office, who: str = "data_clerk") -> QuestionView:
    found = list_questions(actor=office.people[who], tools=office.tools)
    (one,) = [each for each in found if each.document_no == PENALTY_OF_B]
    return one


def doubt_the_real_record(office: Office) -> str:
    """Have a row brought in with B's number and another party, and the record of B be called the mistyped one."""
    real = office.record_id()
    assert ask(office, B, "CONSTRUCTION_WASTE").reasons
    bring_in(office, CF_XDR_MC=E.name, CF_XDR_SHXYM=E.uscc)
    answer(office, "TYPING_ERROR", real)
    office.pass_time(hours=3)
    return real


def answer(office: Office, reply: str, mistaken: str | None = None) -> None:
    command = AnswerNumber(question(office).id, reply, mistaken)
    answer_number(command, actor=office.people["data_clerk"], tools=office.tools)


def confirm(office: Office, who: str, *, agree: bool = True) -> None:
    confirm_number(ConfirmNumber(question(office).id, agree=agree), actor=office.people[who], tools=office.tools)
    office.work()


def record_of(office: Office, record_id: str) -> Record:
    with office.tools.database.read() as unit:
        return unit.records.get(record_id).record

"""What the office does about things that happen outside, in one line each."""

from datetime import datetime

from office import Office
from sqlalchemy import select

from workflow_app.domain.commands.gate import AskGate
from workflow_app.domain.commands.inlets import ChangeSubject, EnterAdverse, LiftEntry, RegisterAppeal
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import AppealResult, EntryKind, LiftGround, SubjectStatus
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.domain.time import ZONE, local_date
from workflow_app.models import Notice, Subject
from workflow_app.services.appeals import AppealView, register_appeal
from workflow_app.services.entries import enter_adverse
from workflow_app.services.entry_lifting import lift_entry
from workflow_app.services.entry_views import EntryView
from workflow_app.services.gate import ask_gate
from workflow_app.services.gate_views import GateView
from workflow_app.services.record_views import SubjectDetail
from workflow_app.services.register import change_subject


def at(office: Office, *when: int) -> None:
    office.clock.instant = datetime(*when, tzinfo=ZONE)  # type: ignore[misc] # year, month, day, hour, minute


def know(office: Office, key: str) -> str:
    """Have a subject with a clean sheet and return its id."""
    seed, subject_id = SUBJECT_BY_KEY[key], new_id()
    made_at = office.clock.now()
    subject = Subject(
        id=subject_id, kind="ENTERPRISE", name=seed.name, uscc=seed.uscc, status="ACTIVE", created_at=made_at
    )
    with office.tools.database.write() as unit:
        unit.add(subject)
        unit.commit()
    return subject_id


def appeal(office: Office, result: AppealResult, **more: object) -> AppealView:
    values = {"decided_on": local_date(office.clock.now()), "document_no": "牟政复决字〔2026〕第9号", **more}
    command = RegisterAppeal(office.record_id(), result, **values)  # type: ignore[arg-type] # as the test says
    return register_appeal(command, actor=office.people["data_clerk"], tools=office.tools)


def change(office: Office, uscc: str, status: SubjectStatus, **more: object) -> SubjectDetail:
    values = {"on": local_date(office.clock.now()), "document_no": "（牟）登字〔2026〕第77号", **more}
    command = ChangeSubject(uscc, status, **values)  # type: ignore[arg-type] # as the test says
    return change_subject(command, actor=office.people["data_clerk"], tools=office.tools)


def enter(office: Office, subject_id: str, kind: EntryKind, **more: object) -> EntryView:
    values = {
        "document_no": "牟严失字〔2026〕第1号",
        "decided_on": local_date(office.clock.now()),
        "facts": "提交虚假材料取得许可",
        "basis": "国办发〔2020〕49号",
        **more,
    }
    command = EnterAdverse(kind, subject_id, office.authority.id, **values)  # type: ignore[arg-type] # as above
    return enter_adverse(command, actor=office.people["credit_office"], tools=office.tools)


def lift(office: Office, record_id: str, ground: LiftGround) -> EntryView:
    command = LiftEntry(record_id, ground, "牟修复字〔2026〕第3号", local_date(office.clock.now()))
    return lift_entry(command, actor=office.people["credit_office"], tools=office.tools)


def ask(office: Office, uscc: str, matter: str, channel: str | None = None, record_id: str | None = None) -> GateView:
    command = AskGate(uscc, matter, channel, record_id)
    return ask_gate(command, actor=office.people["credit_office"], tools=office.tools)


def told(office: Office) -> set[tuple[str, str | None]]:
    with office.tools.database.read() as unit:
        return {(each.code, each.role) for each in unit.session.scalars(select(Notice))}

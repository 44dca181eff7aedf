"""A demonstration with its past, and beside it one of everything that has a page: told once for a whole run."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from builders import Service, serve
from page_readers import APPLICATION, Reader, papers, reader, receipt, whole
from publicity_modes import set_publicity
from running_service import command
from sqlalchemy import select
from trial_postgres import one_at_a_time

from workflow_app.config import from_env
from workflow_app.domain.commands.batches import OpenBatch
from workflow_app.domain.commands.binding import AskConsent, Wanted
from workflow_app.domain.commands.hiding import HideRecord
from workflow_app.domain.commands.inlets import EnterAdverse
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.domain.commands.signing import AskSignature
from workflow_app.domain.commands.training import HandInTest, PlanSession, StartTest
from workflow_app.domain.commands.window import AtCounter, OpenAtWindow
from workflow_app.domain.course_files import read_course
from workflow_app.domain.hiding import HidingReason
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import EntryKind
from workflow_app.domain.time import ZONE
from workflow_app.models import Appointment, Case, DueWork, Record, Subject, Task
from workflow_app.parts import build
from workflow_app.services.batch_opening import open_batch
from workflow_app.services.binding_requests import ask_consent
from workflow_app.services.entries import enter_adverse
from workflow_app.services.hiding import hide_record
from workflow_app.services.lessons import begin_lesson, note_lesson
from workflow_app.services.one_time_links import make_link
from workflow_app.services.phone_code_sending import opened
from workflow_app.services.records import list_records_of
from workflow_app.services.signing_asks import ask_signature
from workflow_app.services.tools import Tools
from workflow_app.services.training_sessions import plan_session
from workflow_app.services.training_tests import hand_in_test, start_test
from workflow_app.services.window_opening import open_at_window

FEW = 3
"""Cases beside those that are told of one by one: enough to have a page of each kind."""
IDS = "ids.json"
PASSWORD = "Demo-2026-pass"
H, K, M = "91410122MA3X0E035U", "92410122MA4T0D0578", "91410122MA3X0H076Q"
BREAKFAST = "92410122MA4T1R1732"
J, CLEAN = "91410100MA3X0F046B", "91410100MA3X0L114U"
LAST = date(2027, 3, 31)
UNSIGNED, DRAFTED = "郑环罚决字〔2026〕第151号", "牟城管罚决字〔2026〕第048号"
DECIDED, SECOND = "牟城管罚决字〔2026〕第044号", "牟城管罚决字〔2026〕第008号"
PLAIN: dict[str, object] = {"payment_matters": [], "paid_amount": "20000"}
OPINIONS: Mapping[str, dict[str, object]] = {
    "intake": {"acceptance": "ACCEPT"},
    "first_reviewer": {"first_opinion": "AGREE"},
    "second_reviewer": {"second_opinion": "AGREE"},
    "decider": {"decision": "GRANT"},
}
CLASS = {
    "title": "2026年10月信用修复培训班",
    "mode": "ONSITE",
    "place": "三楼会议室",
    "language": "ZH",
    "trainer": "叶书白",
    "hours": "3",
    "capacity": "30",
    "note": "",
}


def told_template(run_folder: Path) -> Path:
    """Return a data folder with the past of a demonstration to copy, as `make run` tells it, told once in a run."""
    template = run_folder / "told"
    with one_at_a_time(run_folder):
        if not template.exists():
            draft = run_folder / "told-draft"
            command("init", data=draft)
            command("demo", "--cases", str(FEW), data=draft)
            draft.rename(template)
    return template


@dataclass(frozen=True)
class At:
    """A clock that stands still."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant."""
        return self.instant


def fill(data: Path) -> Mapping[str, str]:
    """Add what the past did not leave: drafts, requests, links and a class; return ids and tokens by name."""
    with closing(build(from_env({"WORKFLOW_APP_DATA_DIR": str(data)}))) as parts:
        service = serve(parts)
        ids = {
            **_drafts(service),
            **_ways_on(service),
            **_at_the_window(service),
            **_links(service),
            **_training(service),
            **_office(service),
        }
    (data / IDS).write_text(json.dumps(ids))
    return ids


def _subject(tools: Tools, uscc: str) -> Subject:
    with tools.database.read() as unit:
        found = unit.subjects.find_by_uscc(uscc)
        assert found is not None
        return found


def _drafts(service: Service) -> dict[str, str]:
    """Answer the draft of the past to its end, have somebody asked to sign it, and begin one about several records."""
    tools, agent = service.tools, service.actor("applicant_l")
    draft = _task_about(tools, UNSIGNED)
    more = {name: receipt() for name in ("surcharge_receipt", "waiver_decision", "instalment_decision")}
    who = reader(service, "applicant_l", password=PASSWORD)
    who.submit(who.get(whole(f"/my/tasks/{draft.id}")), "answers", {**_answers(), **papers(), **more, "act": "check"})
    asked = ask_signature(AskSignature(draft.id, "郑启程", "13977778888"), actor=agent, tools=tools)
    batch = _open_batch(service)
    return {"form": draft.id, "signature": asked, "batch": batch, "sign": _link(tools, "signing_link")}


def _open_batch(service: Service) -> str:
    """Begin applications about two records at once."""
    agent = service.actor("applicant_m")
    found = list_records_of(RecordFilter(limit=50), actor=agent, tools=service.tools).items
    chosen = tuple(each.id for each in found if each.may_apply)
    return open_batch(OpenBatch("credit_repair", M, chosen), actor=agent, tools=service.tools)


def _ways_on(service: Service) -> dict[str, str]:
    """Begin one application that may be moved to another record, and bring another one to its decision."""
    who = reader(service, "applicant_b", password=PASSWORD)
    drafted = _task_about(service.tools, DRAFTED)
    set_publicity(service.tools, "NONE")
    task = _open(service, who, DECIDED)
    set_publicity(service.tools, "BEFORE_REMOVAL")
    signed = {"signer_role": "AGENT", "authorisation": receipt(), "authorisation_until": LAST.isoformat()}
    who.submit(who.get(whole(task)), "answers", {**_answers(), **PLAIN, **papers(), **signed, "act": "check"})
    case = who.submit(who.get(f"{task}?confirm=1"), "submit", {"act": "submit"}).location.removesuffix("/submitted")
    for username, opinion in OPINIONS.items():
        staff = reader(service, username, password=PASSWORD)
        task = str(staff.get(case.replace("/my/", "/desk/")).all("//main//a[contains(@href, '/desk/tasks/')]/@href")[0])
        page = staff.get(task)
        duties = [str(each) for each in page.all("//input[@name='duties']/@value")]
        doubts = {str(each): "已核实。" for each in page.all("//textarea[starts-with(@name, 'answer_')]/@name")}
        staff.submit(page, "opinion", {**opinion, **({"duties": duties} if duties else {}), **doubts})
    ids = {"movable": drafted.case_id, "drafted": drafted.id}
    return ids | {"decided": case.rsplit("/", 1)[-1], "decision": task.rsplit("/", 1)[-1]}


def _open(service: Service, who: Reader, number: str) -> str:
    """Begin an application about a record, and return where its step is."""
    own = Record.document_no == number, Record.subject_id == _subject(service.tools, H).id
    with service.tools.database.read() as unit:
        record = unit.session.scalars(select(Record).where(*own)).one()
    return who.press(who.get(f"/my/records/{record.id}/apply"), "/apply").location


def _task_about(tools: Tools, number: str) -> Task:
    """Return what waits in the case about a decision."""
    wanted = select(Task).join(Case, Case.id == Task.case_id).join(Record, Record.id == Case.record_id)
    with tools.database.read() as unit:
        return unit.session.scalars(wanted.where(Record.document_no == number, Task.status == "OPEN")).one()


def _answers() -> dict[str, object]:
    return {
        "paid_on": "2026-06-30",
        "receipt_no": "0412345678",
        "paid_amount": "30000",
        "payment_matters": ["SURCHARGE", "WAIVED", "INSTALMENTS", "OTHER_PAYER"],
        "surcharge_amount": "900",
        "waived_amount": "900",
        "instalment_plan": "六月、七月各缴 15000 元。",
        "payer_name": "郑州启程汽车服务集团有限公司",
        "payer_reason": "母公司统一支付。",
        "rectification_summary": "喷漆房已加装活性炭吸附装置，并取得检测报告，每月更换滤料并留存记录。",
        "rectified_on": "2026-07-02",
        "contact_phone": "13800138000",
        "appeal_declaration": "NONE",
        "electronic_service_consent": "true",
        "pledge": APPLICATION["pledge"],
        "signer_role": "LEGAL_REPRESENTATIVE",
        "signer_name": "郑启程",
    }


def _link(tools: Tools, kind: str) -> str:
    """Return the token of a link that waits to be sent."""
    with tools.database.read() as unit:
        row = unit.session.scalars(select(DueWork).where(DueWork.kind == kind).order_by(DueWork.id.desc())).first()
        assert row is not None
        return opened(row.payload["link"], tools)


def _at_the_window(service: Service) -> dict[str, str]:
    """Begin an application for the owner of a barbecue."""
    tools, clerk = service.tools, service.actor("window")
    record = _record_of(tools, BREAKFAST).id
    person = AtCounter("周长顺", "LEGAL_REPRESENTATIVE", "ID_CARD", "13700001111")
    case = open_at_window(OpenAtWindow(record, person), actor=clerk, tools=tools)
    return {"window_case": case, "window_record": record, "window_subject": _subject(tools, BREAKFAST).id}


def _record_of(tools: Tools, uscc: str) -> Record:
    """Return the one record of a subject whose repair may be asked for."""
    own = Record.subject_id == _subject(tools, uscc).id
    with tools.database.read() as unit:
        return unit.session.scalars(select(Record).where(own, Record.first_apply_on.is_not(None))).one()


def _links(service: Service) -> dict[str, str]:
    """Have a legal representative asked for consent, and give somebody a link to set a password."""
    tools = service.tools
    wanted = Wanted(CLEAN, "郑州沐岚环保科技有限公司", "孟岚", "FILE", LAST)
    asked = ask_consent(AskConsent(wanted, "13911112222"), actor=service.actor("applicant_b"), tools=tools)
    made = make_link("verifier_2", by=None, tools=tools)
    return {"request": asked, "consent": _link(tools, "consent_link"), "setup": made.url.rsplit("/", 1)[-1]}


def _training(service: Service) -> dict[str, str]:
    """Plan a class, pass a test and begin another one."""
    tools, agent = service.tools, service.actor("applicant_j")
    starts = datetime(2026, 10, 29, 9, 0, tzinfo=ZONE)
    subject = _subject(tools, J)
    with tools.database.read() as unit:
        course = unit.courses.newest(_record_of(tools, J).authority_id, "credit_repair")
        assert course is not None
    plan = PlanSession(course.authority_id, starts, starts + timedelta(minutes=150), CLASS)
    ids = {"class": plan_session(plan, actor=service.actor("trainer"), tools=tools), "course": course.id}
    moment = tools.clock.now() - timedelta(hours=20)
    for lesson in read_course(course.source).lessons:
        then = replace(tools, clock=At(moment))
        begin_lesson(course.id, lesson.key, subject_id=subject.id, actor=agent, tools=then)
        moment += timedelta(minutes=lesson.minutes)
        note_lesson(course.id, lesson.key, subject_id=subject.id, actor=agent, tools=replace(tools, clock=At(moment)))
    start = StartTest(course.id, subject.id, str(subject.legal_representative), "LEGAL_REPRESENTATIVE", insists=True)
    passed = start_test(start, actor=agent, tools=tools)
    hand_in_test(HandInTest(passed, _right(tools, passed)), actor=agent, tools=tools)
    return ids | {"passed": passed, "test": start_test(start, actor=agent, tools=tools), "own": subject.id}


def _right(tools: Tools, test_id: str) -> dict[str, tuple[int, ...]]:
    with tools.database.read() as unit:
        return {each["key"]: tuple(each["right"]) for each in unit.trainings.get_test(test_id).questions}


def _office(service: Service) -> dict[str, str]:
    """Hide a record, enter another one, and have nobody left for a second review."""
    tools = service.tools
    hidden = HideRecord(_record_of(tools, K).id, HidingReason.PERSONAL_DATA, "决定书附件含有身份证号码，先行撤下核对。")
    entry = EnterAdverse(
        EntryKind.SEVERE_ENTRY,
        _subject(tools, CLEAN).id,
        _authority(tools),
        "牟严失字〔2026〕第1号",
        date(2026, 9, 1),
        "提交虚假材料取得许可",
        "国办发〔2020〕49号",
    )
    ids = {
        "hiding": hide_record(hidden, actor=service.actor("data_clerk"), tools=tools).id,
        "entry": enter_adverse(entry, actor=service.actor("credit_office"), tools=tools).id,
    }
    with tools.database.write() as unit:
        task = _task_about(tools, SECOND)
        asked = Appointment(
            id=new_id(),
            case_id=task.case_id,
            task_id=task.id,
            open_task_id=task.id,
            authority_id=task.authority_id,
            status="WANTED",
            wanted_at=tools.clock.now(),
        )
        unit.add(asked)
        unit.commit()
        return ids | {"appointment": asked.id}


def _authority(tools: Tools) -> str:
    with tools.database.read() as unit:
        return unit.authorities.get_by_code("ZM_URBAN").id

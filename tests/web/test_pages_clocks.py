"""What pages and the interface say of limits that stand still, were put off, or are over."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import clock_process
import pytest
from builders import NO_PASSWORD, URBAN, USCC_B, Service, build_service, serve, settings
from callers import Caller, Json
from page_readers import Reader, hand_in, reader
from sqlalchemy import select

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.time import ZONE
from workflow_app.models import Record
from workflow_app.parts import build
from workflow_app.schemas.explanations import explain
from workflow_app.services.accounts import add_account
from workflow_app.services.processes import publish_bundle


def at(where: tuple[str, Path], text: str) -> Service:
    """Return the same service as it is at another instant."""
    now = datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE)
    parts = build(settings(*where, now=now))
    return serve(parts)


@pytest.fixture
def where(database_url: str, tmp_path: Path) -> tuple[str, Path]:
    return database_url, tmp_path / "data"


def applied(where: tuple[str, Path]) -> Json:
    """Apply on Tuesday 09-29 and return the case."""
    service = build_service(*where, penalties=("B/1",))
    files = clock_process.bundle()
    publish_bundle(clock_process.KEY, files, by=SERVICE.id, approved_by=SERVICE.id, tools=service.tools)
    applicant = Caller(service, service.token("applicant_b"))
    case = applicant.post("/cases", json={"process": "clocked", "uscc": USCC_B, "values": {}}, expect=201).get_json()
    applicant.complete(case["tasks"][0]["id"], {})
    service.parts.close()
    return case


def test_a_limit_that_stands_still_has_no_day_but_says_what_is_used_and_left(where: tuple[str, Path]) -> None:
    case = applied(where)
    service = at(where, "10-09 09:30")
    officer = Caller(service, service.token("first_reviewer"))
    (task,) = officer.json(f"/cases/{case['id']}")["tasks"]
    assert task["legal_due_on"] == "2026-10-09"
    officer.complete(task["id"], {"way": "CORRECT"})
    told = officer.json(f"/cases/{case['id']}")
    clocks = {each["key"]: each for each in told["clocks"]}
    assert (clocks["repair.result"]["status"], clocks["repair.result"]["due_on"]) == ("PAUSED", None)
    assert clocks["repair.result"]["due_at"] is None
    assert told["tasks"][0]["legal_paused"] is True
    assert (
        "已用 2 个工作日，还有 8 个工作日；自2026年10月9日起暂停计时（补正材料）"
        in clocks["repair.result"]["explanation"]
    )
    page = reader(service, "first_reviewer").get(f"/desk/cases/{case['id']}?lang=zh")
    assert "已用 2 个工作日，还有 8 个工作日，自10月9日（周五）起暂停" in page.text
    assert "法定时限：时限已暂停" in page.text
    (strip, *_) = page.all("//*[name()='svg'][contains(@class, 'xn-strip')]")
    assert strip.get("role") == "img"
    assert "2026年10月9日起暂停" in strip.get("aria-label")
    mine = reader(service, "applicant_b").get(f"/my/cases/{case['id']}?lang=zh")
    assert "时限暂停" in mine.text
    assert "补正材料" in mine.text
    assert "CORRECTION" not in mine.text
    service.parts.close()


def test_both_limits_say_how_late_they_are(where: tuple[str, Path]) -> None:
    case = applied(where)
    service = at(where, "10-13 09:30")
    officer = reader(service, "first_reviewer")
    for path in ("/desk?scope=group&lang=zh", f"/desk/cases/{case['id']}?lang=zh", "/desk/cases?lang=zh"):
        assert "超期 3 个工作日" in officer.get(path).text
    assert "超期 4 个工作日" in officer.get("/desk?scope=group&lang=zh").text
    service.parts.close()


def test_a_process_says_what_follows_if_the_office_is_silent(service: Service) -> None:
    files = clock_process.bundle(silence="ACCEPTS")
    publish_bundle(clock_process.KEY, files, by=SERVICE.id, approved_by=SERVICE.id, tools=service.tools)
    with service.tools.database.write() as unit:
        add_account(
            CreateAccount("studio", "studio", "", roles=[Role.PROCESS_ADMIN], authority=URBAN),
            work=unit,
            tools=service.tools,
            password_hash=NO_PASSWORD,
        )
        unit.commit()
    admin = reader(service, "studio")
    assert "逾期视为受理：“受理时限”届满" in admin.get("/studio/processes/clocked?lang=zh").text
    assert "逾期不产生默认决定" in admin.get("/studio/processes/credit_repair?lang=zh").text


@dataclass(frozen=True)
class Told:
    """A clock as services show it."""

    due_on: date | None
    provisional: bool = False
    explanation: dict[str, object] = field(default_factory=dict)


BASIS: dict[str, object] = {"from": "2026-09-29", "amount": 10, "unit": "WORKING_DAYS", "skipped": []}


def test_one_sentence_says_why_it_is_that_day(service: Service) -> None:
    pauses = [{"from": "2026-10-12", "until": "2026-10-14", "reason": "OBJECTION", "document": "异〔2026〕1号"}]
    outages = [{"was": "2026-10-21", "zh": "机房断电", "en": "Power failure"}]
    basis = BASIS | {"pauses": pauses, "outages": outages}
    with service.app.test_request_context("/?lang=zh"):
        told = explain(Told(date(2026, 10, 22), provisional=True, explanation=basis))
    assert "自2026年10月12日起暂停计时（异议已受理, 异〔2026〕1号），2026年10月14日恢复，恢复当日计入。" in told
    assert "原截止日为2026年10月21日，因系统故障（机房断电）对所有办件统一顺延。" in told
    assert "尚未公布" in told or "未公布" in told


def test_a_counted_period_names_whose_calendar_it_was_counted_by(service: Service) -> None:
    asked = "/public/clocks?from=2026-09-29&amount=10&unit=WORKING_DAYS"
    public = Reader(service, service.client(), lang="zh")
    for authority, name in (("", "中牟县城市管理局"), (f"&authority={URBAN}", "中牟县城市管理局")):
        assert f"按{name}的工作日历计算。" in public.get(asked + authority).text


def test_a_printed_page_says_of_which_moment_it_is(service: Service) -> None:
    case = hand_in(reader(service, "applicant_b")).partition("?")[0].rpartition("/")[2]
    for who, path in (
        (reader(service, "applicant_b"), f"/my/cases/{case}"),
        (reader(service, "first_reviewer"), f"/desk/cases/{case}"),
        (reader(service, "data_clerk"), f"/desk/records/{_record_id(service)}"),
        (Reader(service, service.client()), "/public/clocks"),
    ):
        (told,) = who.get(path).all("//span[@class='xn-on-paper']")
        assert " ".join(told.text_content().split()) == "As it stood at 29 Sep 2026, 09:00"


def _record_id(service: Service) -> str:
    with service.tools.database.read() as unit:
        return str(unit.session.scalars(select(Record.id).limit(1)).one())

"""Applications from other sites: one case whichever way they come, periods from the site's times, results back."""

import io
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from inbound_acts import PUSHED, RECEIVED, push
from office import PDF, PENALTY_OF_B, START, B, Office
from running_sites import RunningSite
from sqlalchemy import func, select

from workflow_app.adapters.sites import HttpSiteConnector
from workflow_app.adapters.spreadsheets_write import write_sheet
from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.inbound import InboundChannel, InboundFile
from workflow_app.domain.inbound_sheet import SHEET, header_of
from workflow_app.domain.ports import RefusedBySiteError
from workflow_app.domain.process_facts import Since
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.domain.time import ZONE, machine_now
from workflow_app.models import Case, InboundApplication, SiteJob
from workflow_app.repositories.clock_work import start_clock
from workflow_app.services.inbound import Taken
from workflow_app.services.inbound_views import SheetOutcome, asked_form, take_in_sheet
from workflow_app.services.steps import work_on
from workflow_app.services.withdrawals import withdraw_case


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def count(office: Office, model: type) -> int:
    with office.tools.database.read() as unit:
        return unit.session.scalar(select(func.count()).select_from(model)) or 0


def case_of(office: Office, taken: Taken) -> Case:
    with office.tools.database.read() as unit:
        return unit.cases.get(taken.case_id or "").case


def test_a_pushed_application_is_a_case_handed_in_with_its_files_and_times(office: Office) -> None:
    taken = push(office)
    case = case_of(office, taken)
    assert (taken.status, taken.known, case.status, case.channel) == ("OPENED", False, "RUNNING", "API")
    assert (case.received_at, case.pushed_at, case.number) == (RECEIVED, PUSHED, taken.case_number)
    with office.tools.database.read() as unit:
        kept = {(each.field, each.filename) for each in unit.documents.of_case(case.id)}
        assert kept == {(each, f"{each}.pdf") for each in ("receipt", "rectification", "t16")}


def test_the_same_number_twice_and_by_another_channel_is_one_case(office: Office) -> None:
    first = push(office)
    clerk = office.hire("intake_of_zz", Role.INTAKE)
    again = push(office, actor=clerk, channel=InboundChannel.STAFF)
    assert (again.known, again.case_id) == (True, first.case_id)
    with office.tools.database.read() as unit:
        (row,) = unit.session.scalars(select(InboundApplication)).all()
        assert (row.arrivals, row.channel) == (2, "API")
    assert count(office, Case) == 1


def test_the_same_number_for_another_decision_is_a_question(office: Office) -> None:
    push(office)
    with pytest.raises(ConflictError, match="INBOUND_OTHER_RECORD"):
        push(office, uscc=SUBJECT_BY_KEY["E"].uscc, document_no="牟城管罚决字〔2026〕第072号")


def test_what_is_missing_is_told_and_nothing_is_opened(office: Office) -> None:
    with pytest.raises(InvalidError) as wrong:
        push(office, outside_no="", received_at=None, document_no="没有〔2026〕第1号")
    assert {each.field for each in wrong.value.errors} == {"/outside_no", "/received_at", "/document_no"}
    with pytest.raises(InvalidError) as wrong:
        push(office, values={"paid_on": "2026-05-20"})
    assert "/values/signer_name" in {each.field for each in wrong.value.errors}
    with pytest.raises(InvalidError) as wrong:
        push(office, files=(InboundFile("receipt", "x.exe", "", io.BytesIO(b"MZ\x00\x00")),))
    assert {each.field for each in wrong.value.errors} == {"/values/receipt"}
    with pytest.raises(InvalidError) as wrong:
        push(office, pushed_at=RECEIVED - timedelta(days=1))
    assert {each.field for each in wrong.value.errors} == {"/pushed_at"}
    assert (count(office, Case), count(office, InboundApplication)) == (0, 0)


def test_what_the_gate_refuses_goes_back_with_its_reasons(office: Office) -> None:
    with office.tools.database.write() as unit:
        unit.records.get(office.record_id()).record.first_apply_on = (START + timedelta(days=30)).date()
        unit.commit()
    taken = push(office)
    assert (taken.status, taken.case_id, taken.reasons[0]) == ("REFUSED", None, "REPAIR_TOO_EARLY")
    office.work()
    answer = office.sites.answers["XYZZ-2026-7"]
    assert isinstance(answer, dict)
    assert (answer["result_code"], answer["reasons"][0]) == ("REFUSED_AT_GATE", "REPAIR_TOO_EARLY")
    assert push(office).known
    assert count(office, Case) == 0


def test_what_came_of_the_case_goes_back_the_way_it_came(office: Office) -> None:
    taken = push(office)
    withdraw_case(WithdrawCase(taken.case_id or "", "不再需要"), actor=office.agent(), tools=office.tools)
    office.work()
    answer = office.sites.answers["XYZZ-2026-7"]
    assert isinstance(answer, dict)
    assert (answer["result_code"], answer["case_number"]) == ("WITHDRAWN", taken.case_number)
    with office.tools.database.read() as unit:
        (row,) = unit.session.scalars(select(InboundApplication)).all()
        assert (row.result, row.returned_at is not None) == ("WITHDRAWN", True)


def test_a_typed_application_gets_its_result_back_by_hand(office: Office) -> None:
    clerk = office.hire("intake_of_zz", Role.INTAKE)
    with office.tools.database.write() as unit:
        unit.records.get(office.record_id()).record.first_apply_on = (START + timedelta(days=30)).date()
        unit.commit()
    push(office, actor=clerk, channel=InboundChannel.STAFF)
    office.work()
    with office.tools.database.read() as unit:
        (job,) = unit.session.scalars(select(SiteJob)).all()
    assert (job.kind, job.way, job.fields["outside_no"]) == ("RESULT", "MANUAL", "XYZZ-2026-7")
    assert office.sites.answers == {}


def test_only_those_who_take_in_for_the_authority_type_one_in_and_not_for_themselves(office: Office) -> None:
    with pytest.raises(InvalidError):
        push(office, actor=office.people["data_clerk"], channel=InboundChannel.STAFF)
    clerk = office.hire("intake_of_zz", Role.INTAKE)
    own = replace(clerk, subject_ids=office.agent().subject_ids)
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        push(office, actor=own, channel=InboundChannel.STAFF)


def test_a_clock_may_count_from_when_the_site_received_it_and_afresh_from_today(office: Office) -> None:
    taken = push(office)
    with office.tools.database.write() as unit:
        work = work_on(unit, unit.cases.get(taken.case_id or "", lock=True), actor=SERVICE, tools=office.tools)
        for key, since in (("repair.share", Since.RECEIVED), ("repair.own_site", Since.PUSHED)):
            clocks = tuple(replace(each, since=since) if each.key == key else each for each in work.facts.clocks)
            work.facts = replace(work.facts, clocks=clocks)
        assert start_clock(work, "repair.share", "repair.share_wd").started_on == RECEIVED.date()
        assert start_clock(work, "repair.own_site", "repair.own_site_wd").started_on == PUSHED.date()
        assert start_clock(work, "repair.share", "repair.share_wd").started_on == START.date()


def test_the_same_application_by_two_ways_at_the_same_moment_is_one_case(office: Office) -> None:
    clerk = office.hire("intake_of_zz", Role.INTAKE)
    ways = ((SERVICE, InboundChannel.API), (clerk, InboundChannel.STAFF))
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda way: push(office, actor=way[0], channel=way[1]), ways))
    assert made[0].case_id == made[1].case_id
    assert {each.known for each in made} == {True, False}
    assert (count(office, Case), count(office, InboundApplication)) == (1, 1)


def sheet_of(office: Office, *rows: dict[str, str]) -> bytes:
    """Return a spreadsheet with the columns of the form, some of them filled in."""
    header = header_of(asked_form(tools=office.tools).form)
    return write_sheet(SHEET, header, [[row.get(column, "") for column in header] for row in rows])


ROW = {
    "网站申请编号": "XY-7",
    "网站受理时间": "2026-09-25 10:00",
    "推送时间": "2026-09-28",
    "统一社会信用代码": B,
    "决定书文号": PENALTY_OF_B,
    "缴清款项的日期": "2026-05-20",
    "改正完成的日期": "2026-05-18",
    "缴款凭证号码": "豫财410122-0001",
    "实缴金额（元）": "20000",
    "整改情况": "车辆已全部加装密闭装置，并通过复查。",
    "联系手机": "13800000000",
    "对该决定，是否有正在进行的行政复议或者行政诉讼？": "没有",
    "信用修复承诺书": "全部同意",
    "由谁签署本申请和承诺书？": "法定代表人（个体工商户为经营者）",
    "签署人姓名": "王建军",
}


def test_a_spreadsheet_is_taken_in_row_by_row_with_the_files_beside_it(office: Office) -> None:
    clerk = office.hire("intake_of_zz", Role.INTAKE)
    wrong = {**ROW, "网站申请编号": "XY-8", "决定书文号": "没有〔2026〕第1号"}

    def bring() -> SheetOutcome:
        named = ("XY-7_缴款凭证", "XY-7_整改证明材料", "XY-7_信用修复申请表（处罚机关部分）", "另一份")
        files = {f"{each}.pdf": io.BytesIO(PDF) for each in named}
        content = io.BytesIO(sheet_of(office, ROW, wrong))
        return take_in_sheet("CREDIT_ZZ", "推送.xlsx", content, files, actor=clerk, tools=office.tools)

    first = bring()
    assert (first.opened, first.refused, first.known) == (1, 0, 0)
    (problem,) = first.problems
    assert (problem["row"], problem["column"], problem["value"]) == (3, "决定书文号", "没有〔2026〕第1号")
    assert bring().known == 1
    with office.tools.database.read() as unit:
        (case,) = unit.session.scalars(select(Case)).all()
        assert (case.channel, case.received_at) == ("FILE", datetime(2026, 9, 25, 10, tzinfo=ZONE))
        assert len(unit.documents.of_case(case.id)) == 3


def test_a_spreadsheet_without_its_header_says_so(office: Office) -> None:
    clerk = office.hire("intake_of_zz", Role.INTAKE)
    content = io.BytesIO(write_sheet("x", ("a",), [["1"]]))
    outcome = take_in_sheet("CREDIT_ZZ", "x.xlsx", content, {}, actor=clerk, tools=office.tools)
    assert [each["code"] for each in outcome.problems] == ["INBOUND_HEADER_MISSING"]


def test_a_real_site_is_told_once_however_often_it_is_told(tmp_path: Path) -> None:
    with RunningSite(tmp_path) as site, httpx.Client(trust_env=False) as client:
        connector = HttpSiteConnector(client, machine_now)
        for _ in range(2):
            connector.answer(site.address, key="k-1", outside_no="信用〔2026〕7", result={"result_code": "GRANTED"})
        with pytest.raises(RefusedBySiteError):
            connector.answer(replace(site.address, secret=b"x" * 32), key="k-2", outside_no="1", result={})
        with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as database:
            assert database.execute("SELECT outside_no, code FROM result").fetchall() == [("信用〔2026〕7", "GRANTED")]

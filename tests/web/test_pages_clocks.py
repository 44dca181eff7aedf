"""Counting a period in public, with each day; and the notices of outages that everybody sees."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from builders import Service, build_service, hire
from page_readers import hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.services import background

OUTAGE = {
    "starts_at": "2026-10-19T14:00",
    "ends_at": "2026-10-19T18:00",
    "reason": "机房停电",
    "text_zh": "10月19日系统故障，当日到期的期限顺延至10月20日。",
    "text_en": "No power on 19 October; periods end on 20 October.",
}


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    hire(built, "system_admin", Role.SYSTEM_ADMIN)
    hire(built, "security_admin", Role.SECURITY_ADMIN)
    yield built
    built.parts.close()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "from=2026-09-30&amount=10&unit=WORKING_DAYS",
            (
                "从 2026年9月30日 起第 10 个工作日是 2026年10月20日（周二）。"
                "跳过：国庆节 10月1日至7日、周末 3 天。10月10日（周六）为调休工作日。"
            ),
        ),
        (
            "from=2026-09-28&amount=7&unit=CALENDAR_DAYS",
            "从 2026年9月28日 起 7 日的期限，最后一日是 2026年10月8日（周四）。跳过：国庆节 10月5日至7日。",
        ),
        (
            "from=2026-05-08&amount=3&unit=MONTHS",
            "从 2026年5月8日 起 3 个月的期限，最后一日是 2026年8月10日（周一）。跳过：周末 2 天。",
        ),
        (
            "from=2026-12-30&amount=3&unit=WORKING_DAYS",
            (
                "从 2026年12月30日 起第 3 个工作日是 2027年1月4日（周一）。跳过：周末 2 天。"
                "该年度放假安排尚未发布，此日期为暂定。"
            ),
        ),
    ],
)
def test_a_period_is_explained_in_one_sentence(service: Service, query: str, sentence: str) -> None:
    page = reader(service, lang="zh").get(f"/public/clocks?{query}")
    (result,) = page.all("//*[@id='result']")
    assert result.text_content() == sentence


def test_each_day_of_the_strip_says_whether_it_counts_and_why(service: Service) -> None:
    page = reader(service).get("/public/clocks?from=2026-09-30&amount=4&unit=WORKING_DAYS")
    days = {each.text_content().split()[0]: each.get("title") for each in page.all("(//table)[2]//td[@title]")}
    assert days["1"] == "skipped: National Day"
    assert days["8"] == "counted: 1"
    assert days["10"] == "counted: 3, make-up working day"
    assert days["11"] == "skipped: weekend"
    assert days["12"] == "the last day"


def test_a_long_period_is_computed_and_not_drawn(service: Service) -> None:
    page = reader(service).get("/public/clocks?from=2026-05-08&amount=36&unit=MONTHS")
    assert "8 May 2029" in page.text
    assert not page.all("//table")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("from=&amount=5", {"from"}),
        ("from=31.12.2026&amount=5", {"from"}),
        ("from=2026-09-30&amount=", {"amount"}),
        ("from=2026-09-30&amount=0", {"amount"}),
        ("from=2026-09-30&amount=-3", {"amount"}),
        ("from=2026-09-30&amount=3661", {"amount"}),
        ("from=2026-09-30&amount=1201&unit=MONTHS", {"amount"}),
        ("from=2026-09-30&amount=101&unit=YEARS", {"amount"}),
        ("from=2026-09-30&amount=２", {"amount"}),
        ("from=x&amount=x&unit=WEEKS", {"from", "amount", "unit"}),
        ("from=2026-09-30&amount=5&authority=NOBODY", {"authority"}),
        ("from=9999-12-31&amount=5", {"from"}),
    ],
)
def test_what_cannot_be_computed_is_told_at_its_field(service: Service, query: str, fields: set[str]) -> None:
    page = reader(service).get(f"/public/clocks?{query}", expect=422)
    assert {each.get("id").removeprefix("error-") for each in page.all("//*[starts-with(@id, 'error-')]")} == fields


def test_the_fold_of_a_deadline_leads_to_each_of_its_days(service: Service) -> None:
    who = reader(service, "applicant_b")
    hand_in(who)
    case = who.get(who.get("/my").all("//a[contains(@href, '/my/cases/')]/@href")[0])
    href = case.link("Show each day")
    assert parse_qs(urlsplit(href).query) == {
        "from": ["2026-09-29"],
        "amount": ["10"],
        "unit": ["WORKING_DAYS"],
        "authority": ["ZM_URBAN"],
    }
    assert "19 Oct 2026" in who.get(href).text


def test_an_outage_is_registered_approved_and_announced(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "system_admin")
    who.submit(who.get("/admin/outages"), "register", OUTAGE, at="/admin/outages")
    stranger = reader(service)
    assert OUTAGE["text_en"] not in stranger.get("/public").text
    page = who.get("/admin/outages")
    assert "would extend 1 running period" in page.text
    assert not page.all("//form[contains(@action, '/approve')]")
    approver = reader(service, "security_admin")
    approver.press(approver.get("/admin/outages"), "/approve")
    background.run_due(service.tools)
    assert OUTAGE["text_en"] in stranger.get("/public").text
    assert OUTAGE["text_en"] in stranger.get("/public/outages").text
    applicant = reader(service, "applicant_b")
    case = applicant.get(applicant.get("/my").all("//a[contains(@href, '/my/cases/')]/@href")[0])
    assert "Tue 20 Oct" in case.text
    assert f"(notice: {OUTAGE['text_en']})" in case.text
    again = stranger.get("/public/clocks?from=2026-09-29&amount=10").text
    assert "19 Oct 2026 (Mon)" in again


def test_an_outage_with_a_fault_keeps_what_was_typed(service: Service) -> None:
    who = reader(service, "system_admin")
    wrong = OUTAGE | {"ends_at": "2026-10-19T13:00", "text_en": ""}
    page = who.submit(who.get("/admin/outages"), "register", wrong, at="/admin/outages", expect=422)
    assert {each.get("id") for each in page.all("//*[starts-with(@id, 'error-')]")} == {
        "error-ends_at",
        "error-text_en",
    }
    assert page.all("//input[@id='reason']/@value") == ["机房停电"]


def test_outages_are_registered_by_system_administrators_alone(service: Service) -> None:
    reader(service, "first_reviewer").get("/admin/outages", expect=403)
    who = reader(service, "security_admin")
    who.get("/admin/outages")
    who.post("/admin/outages", dict(OUTAGE), expect=403)

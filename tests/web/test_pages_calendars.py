"""Calendars in the browser: a year to read, a day or a file to change, and two people for every change."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import URBAN, Service, build_service, hire
from page_readers import Page, Reader, hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.services import background

PER_MONTH = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
WRONG = """date,kind,name_zh
2026-01-01,HOLIDAY,元旦
2027-13-01,HOLIDAY,元旦
2027-01-04,MAKEUP_WORKDAY,
2027-01-05,HOLIDAY,
2027-01-06,节,x
"""
NO_YEARS = ["", "a,b\n1,2\n", "date,kind\n", "date,kind\n2027-01-01,HOLIDAY\n2027-01-01,HOLIDAY\n"]
YEAR_2027 = (
    "日期,类型,名称,英文名称\n"
    "2027-01-01,放假,元旦,\n2027年1月2日,HOLIDAY,元旦,\n2027/1/3,放假,元旦,\n2027-01-09,调休上班,,\n"
    "2027-05-20,放假,县庆日,County Day\n"
)


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    hire(built, "system_admin", Role.SYSTEM_ADMIN)
    hire(built, "security_admin", Role.SECURITY_ADMIN)
    yield built
    built.parts.close()


def file_of(text: str, name: str = "2027.csv") -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode()), name


def load(who: Reader, text: str, *, expect: int = 200) -> Page:
    page = who.get(f"/admin/calendars?authority={URBAN}&year=2027")
    return who.submit(page, "file-form", {"file": file_of(text)}, expect=expect)


def propose(who: Reader, page: Page, *, expect: int = 303) -> Page:
    fields = {"origin": "国办发明电〔2026〕9号", "reason": "录入年度放假安排"}
    return who.submit(page, "propose", fields, expect=expect)


def test_the_year_is_shown_with_its_counts_and_not_by_colour_alone(service: Service) -> None:
    page = reader(service, "auditor").get(f"/admin/calendars?authority={URBAN}&year=2026")
    assert "248 working days in the year" in page.text
    assert [int(each.text_content().split()[2]) for each in page.all("//caption")] == PER_MONTH
    (day,) = page.all("(//table)[9]//td[contains(@class, 'xn-day-makeup_workday')]")
    assert day.text_content().split()[:2] == ["20", "work"]
    assert "National Day 1 to 7 Oct (7 days)" in page.text
    assert not page.all("//form[@id='day']")


def test_an_unpublished_year_says_so(service: Service) -> None:
    page = reader(service, "system_admin").get(f"/admin/calendars?authority={URBAN}&year=2027")
    assert "not published: deadlines are provisional" in page.text
    assert page.all("//form[@id='publish']")


def test_a_year_from_a_file_holds_when_another_administrator_approves_it(service: Service) -> None:
    who = reader(service, "system_admin")
    shown = load(who, YEAR_2027)
    assert "5 days become others" in shown.text
    proposal = propose(who, shown).location
    assert "not published" in who.get(f"/admin/calendars?authority={URBAN}&year=2027").text
    who.get(proposal)
    approver = reader(service, "security_admin")
    page = approver.get(proposal)
    assert "public holiday · County Day" in page.text
    action, data = page.form("//form[@id='decision']")
    data["act"] = "approve"
    approver.post(str(action), data)
    page = who.get(f"/admin/calendars?authority={URBAN}&year=2027")
    assert "Origin: 国办发明电〔2026〕9号" in page.text
    assert "County Day 20 May Thu" in page.text
    assert "published" in page.text


def test_wrong_rows_come_back_with_row_column_value_and_remedy(service: Service) -> None:
    page = load(reader(service, "system_admin"), WRONG, expect=422)
    found = [
        [cell.text_content().strip() for cell in row.xpath("th|td")]
        for row in page.all("//*[@id='findings']//tbody/tr")
    ]
    assert [each[:3] for each in found] == [
        ["2", "date", "2026-01-01"],
        ["3", "date", "2027-13-01"],
        ["4", "kind", "MAKEUP_WORKDAY"],
        ["5", "name_zh", "—"],
        ["6", "kind", "节"],
    ]
    assert all(each[3] for each in found)


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "date,kind\n", "date,kind\n2027-01-01,HOLIDAY\n2027-01-01,HOLIDAY\n"]
)
def test_a_file_that_is_no_year_is_refused_with_a_reason(service: Service, text: str) -> None:
    page = load(reader(service, "system_admin"), text, expect=422)
    assert page.all("//*[@id='error-file']")


def test_changing_a_day_moves_running_deadlines_and_says_how_many_before(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "system_admin")
    page = who.get(f"/admin/calendars?authority={URBAN}&year=2026")
    fields = {"date": "2026-10-12", "kind": "HOLIDAY", "name_zh": "防汛停工", "name_en": "Flood"}
    shown = who.submit(page, "day", fields, expect=200)
    assert "2 running deadlines end later" in shown.text
    proposal = propose(who, shown).location
    approver = reader(service, "security_admin")
    page = approver.get(proposal)
    (card,) = page.all("//section[@id='deadlines']")
    told = " ".join(card.text_content().split())
    assert "2 running deadlines end later" in told
    assert "Mon 19 Oct 2026 Tue 20 Oct 2026" in told
    action, data = page.form("//form[@id='decision']")
    data["act"] = "approve"
    approver.post(str(action), data)
    background.run_due(service.tools)
    notices = reader(service, "applicant_b").get("/notices").text
    assert "the last day is now 20 Oct 2026 instead of 19 Oct 2026" in notices
    case = reader(service, "applicant_b")
    link = case.get("/my").all("//a[contains(@href, '/my/cases/')]/@href")[0]
    assert "12 Oct (Flood)" in case.get(link).text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"date": "12.10.2026"}, "date"),
        ({"date": "2126-10-12"}, "date"),
        ({"kind": "WEEKEND"}, "kind"),
        ({"kind": "FEAST"}, "kind"),
        ({"name_zh": ""}, "name_zh"),
        ({"name_zh": "a|b"}, "name_zh"),
    ],
)
def test_a_wrong_day_is_told_at_its_field_and_nothing_typed_is_lost(
    service: Service, wrong: dict[str, object], field: str
) -> None:
    who = reader(service, "system_admin")
    page = who.get(f"/admin/calendars?authority={URBAN}&year=2026")
    fields = {"date": "2026-10-12", "kind": "HOLIDAY", "name_zh": "停工", "name_en": "Flood"} | wrong
    page = who.submit(page, "day", fields, expect=422)
    assert page.all(f"//*[@id='error-{field}']")
    assert page.all("//input[@id='name_en']/@value") == ["Flood"]


def test_a_change_without_reason_keeps_what_was_typed(service: Service) -> None:
    who = reader(service, "system_admin")
    shown = load(who, YEAR_2027)
    page = who.submit(shown, "propose", {"origin": "国办通知"}, expect=422)
    assert page.all("//*[@id='error-reason']")
    assert page.all("//input[@id='origin']/@value") == ["国办通知"]
    assert "5 days become others" in page.text


def test_only_administrators_see_calendars_and_only_one_kind_may_change_them(service: Service) -> None:
    reader(service, "applicant_b").get("/admin/calendars", expect=403)
    who = reader(service, "auditor")
    who.get("/admin/calendars")
    who.post("/admin/calendars/propose", {"change": '{"days":[],"years":[2027]}', "year": "2027"}, expect=403)
    who.get("/admin/calendars?year=1", expect=422)


def test_the_head_of_the_page_names_the_authority_while_a_change_is_looked_at(service: Service) -> None:
    who = reader(service, "system_admin")
    page = who.get(f"/admin/calendars?authority={URBAN}&year=2026")
    head = page.all("//*[@class='xn-authority']")[0].text_content()
    fields = {"date": "2026-10-12", "kind": "HOLIDAY", "name_zh": "防汛停工", "name_en": "Flood"}
    shown = who.submit(page, "day", fields, expect=200)
    assert [each.text_content() for each in shown.all("//*[@class='xn-authority']")] == [head]
    assert shown.link("Leave it as it is") == f"/admin/calendars?authority={URBAN}&year=2026"

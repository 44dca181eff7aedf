"""Permits on pages and by the interface: found by what the public may know, and never telling more."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import permit_process as trial
import pytest
from builders import USCC_B, USCC_E, Service, build_service, hire
from callers import Caller
from page_readers import Reader, reader
from sqlalchemy import select, update

from workflow_app.domain.actors import Role
from workflow_app.models import Permit, Subject
from workflow_app.services import background

CONTENT = "核准处置工程渣土8,000立方米。"
GROUND = "核查发现运输车辆没有密闭，电话13800138000的举报属实。"
NOBODY = "00000000-0000-7000-8000-000000000000"
PERMITS = "/public/permits"


@pytest.fixture(scope="module")
def service(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give a service with three permits: of B in force and revoked, of E whose time is over."""
    built = build_service(module_database_url, tmp_path_factory.mktemp("data"))
    tools = built.tools
    hire(built, "head_of_ecology", Role.SECTION_HEAD, authority="ZZ_ECOLOGY")
    hire(built, "clerk_of_data", Role.DATA_CLERK)
    trial.publish(tools)
    b, e, decider = (built.actor(each) for each in ("applicant_b", "applicant_e", "decider"))
    trial.grant(tools, b, decider, USCC_B, "CONSTRUCTION_WASTE", permit_content=CONTENT)
    ended = trial.grant(tools, b, decider, USCC_B, "OUTDOOR_ADVERTISING")
    trial.step(tools, ended, decider, end_reason=GROUND)
    over = trial.grant(tools, e, decider, USCC_E, "ROAD_OCCUPATION")
    background.run_due(tools)
    with tools.database.write() as unit:
        days = {"decided_on": date(2026, 7, 1), "valid_from": date(2026, 7, 1), "valid_to": date(2026, 7, 31)}
        unit.session.execute(update(Permit).where(Permit.case_id == over.id).values(**days))
        unit.commit()
    yield built
    built.parts.close()


@pytest.fixture
def who(service: Service) -> Reader:
    """Give a stranger before a browser."""
    return reader(service)


def permit(service: Service, status: str = "VALID", matter: str = "建筑垃圾处置核准书") -> Permit:
    with service.tools.database.read() as unit:
        return unit.session.scalars(select(Permit).where(Permit.status == status, Permit.name_zh == matter)).one()


def revoked(service: Service) -> Permit:
    return permit(service, "REVOKED", "大型户外广告设置许可证")


def numbers(who: Reader, query: str) -> list[str]:
    """Return the numbers of the permits that a search finds."""
    rows = who.get(f"{PERMITS}?{query}").all("//tbody/tr/td[1]//*[@class='xn-muted']/text()")
    return [str(each) for each in rows]


FIRST, SECOND, THIRD = (f"牟城管许〔2026〕{place}号" for place in (1, 2, 3))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [SECOND, FIRST, THIRD]),
        ("q=宏运", [SECOND, FIRST]),
        (f"q={USCC_E}", [THIRD]),
        (f"q={USCC_E.lower()}", [THIRD]),
        ("q=许[2026]2号", [SECOND]),
        ("state=REVOKED", [SECOND]),
        ("state=VALID", [FIRST]),
        ("state=EXPIRED", [THIRD]),
        ("state=CANCELLED", []),
        ("matter=ZM_URBAN:ROAD_OCCUPATION", [THIRD]),
        ("matter=ZZ_ECOLOGY:ROAD_OCCUPATION", []),
        ("since=2026-09-29", [SECOND, FIRST]),
        ("until=2026-07-01", [THIRD]),
        ("q=宏运&state=VALID&since=2026-09-29&until=2026-09-29", [FIRST]),
        ("q=%25", []),
        ("state=by-pigeon", [SECOND, FIRST, THIRD]),
        ("matter=:::", []),
    ],
)
def test_permits_are_found_by_holder_code_number_matter_status_and_days(
    who: Reader, query: str, found: list[str]
) -> None:
    assert numbers(who, query) == found


def test_a_day_that_is_none_is_said_at_its_field_and_what_was_typed_stays(who: Reader) -> None:
    page = who.get(f"{PERMITS}?q=宏运&since=2026-02-30", expect=422)
    assert "Enter a day that exists" in page.text
    assert page.all("//input[@id='q']/@value") == ["宏运"]
    assert page.all("//input[@id='since'][@aria-invalid]")
    page = who.get(f"{PERMITS}?since=2026-09-29&until=2026-09-01", expect=422)
    assert "The last day is before the first one." in page.text
    assert who.get(f"{PERMITS}?cursor=xyz", expect=422)


def test_a_permit_says_first_how_it_stands(service: Service, who: Reader) -> None:
    page = who.get(f"{PERMITS}/{permit(service).id}")
    assert "In force, until Tue 28 Sep 2027." in page.text
    assert CONTENT in page.text
    assert page.link("I object") == f"{PERMITS}/{permit(service).id}/object"
    ended = who.get(f"{PERMITS}/{revoked(service).id}")
    assert "Revoked on Tue 29 Sep 2026; it has no effect any more." in ended.text
    assert "Ground: 核查发现运输车辆没有密闭" in ended.text
    assert "13800138000" not in ended.text, "numbers of persons are masked"
    over = who.get(f"{PERMITS}/{permit(service, matter='临时占用城市道路许可证').id}")
    assert "it was valid until Fri 31 Jul 2026" in over.text


@pytest.mark.parametrize("concern", ["", "/object", "/report", "/object/sheet"])
def test_a_permit_that_is_not_there_says_so(who: Reader, concern: str) -> None:
    page = who.get(f"{PERMITS}/{NOBODY}{concern}", expect=404)
    assert page.link("All permits") == PERMITS if not concern else "not shown to the public" in page.text
    who.get(f"{PERMITS}/not-an-id{concern}", expect=404)


@pytest.mark.parametrize("concern", ["object", "report"])
def test_whoever_objects_or_reports_finds_the_permit_named_and_where_to_turn(
    service: Service, who: Reader, concern: str
) -> None:
    here = f"{PERMITS}/{permit(service).id}/{concern}"
    assert FIRST in who.get(here).text
    page = who.get(f"{here}/sheet")
    for told in (FIRST, "中牟宏运渣土清运有限公司", "Zhongmou County Urban Management Bureau"):
        assert told in page.text
    assert page.all("//a[starts-with(@href, 'tel:')]")
    assert page.link("It is quickest online.") == here


def test_the_code_on_the_paper_says_whether_the_permit_is_in_force(service: Service, who: Reader) -> None:
    for each, told in (
        (permit(service), "This letter is genuine."),
        (revoked(service), "This paper is genuine, but the permit is not in force any more."),
        (
            permit(service, matter="临时占用城市道路许可证"),
            "This paper is genuine, but the permit is not in force any more.",
        ),
    ):
        with service.tools.database.read() as unit:
            letter = unit.letters.find(each.letter_id)
            assert letter is not None
        page = who.get(f"/public/letters/{letter.code}")
        assert told in page.text
        assert page.link("See the permit") == f"{PERMITS}/{each.id}"
        assert letter.code not in who.get(f"{PERMITS}/{each.id}").text, "the code is for who holds the paper"


def test_who_holds_permits_has_them_at_hand_and_nobody_elses(service: Service) -> None:
    mine = reader(service, "applicant_b")
    page = mine.get("/my/permits")
    assert (FIRST in page.text, SECOND in page.text, THIRD in page.text) == (True, True, False)
    paper = page.all("//a[@download]/@href")
    assert len(paper) == 2
    assert mine.get(str(paper[0])).answer.mimetype == "application/pdf"
    reader(service, "applicant_e").get(str(paper[0]), expect=404)
    reader(service, "decider").get("/my/permits", expect=403)
    assert any("Permit issued" in each or "permit was issued" in each for each in [mine.get("/notices").text])


def test_the_desk_reads_the_permits_of_its_own_authorities(service: Service) -> None:
    desk = reader(service, "first_reviewer")
    page = desk.get("/desk/permits?q=宏运&state=REVOKED")
    (link,) = page.all("//a[@data-open]/@href")
    told = desk.get(str(link))
    assert GROUND in told.text, "the desk reads it in full"
    assert told.link("See the case").startswith("/desk/cases/")
    assert not told.all("//a[contains(@href, '/desk/dual-publicity/')]"), "what is reported is not theirs"
    elsewhere = reader(service, "head_of_ecology")
    assert "No permit was issued yet." in elsewhere.get("/desk/permits").text
    elsewhere.get(str(link), expect=404)
    desk.get("/desk/permits?since=x", expect=422)
    reader(service, "applicant_b").get("/desk/permits", expect=403)


def test_a_data_clerk_sees_what_is_due_first_and_every_field(service: Service) -> None:
    clerk = reader(service, "clerk_of_data")
    page = clerk.get("/desk/dual-publicity")
    assert len(page.all("//a[@data-open]")) == 4
    assert "permit ended before its time" in page.text
    assert "Nothing is overdue." in clerk.get("/desk/dual-publicity?show=late").text
    report = clerk.get(str(page.all("//a[@data-open]/@href")[0]))
    assert "7 working days from Tue 29 Sep" in report.text
    told, empty = report.all("//tbody/tr"), report.all("//details[contains(summary, 'Fields that stay empty')]//li")
    assert len(told) + len(empty) == 28
    assert len(report.all("//tbody//button/@data-copy")) == len(told)
    assert "—" not in "".join(report.all("//tbody//text()"))
    assert report.link("See the permit").startswith("/desk/permits/")
    reader(service, "first_reviewer").get("/desk/dual-publicity", expect=403)
    path = str(page.all("//a[@data-open]/@href")[0])
    reader(service, "head_of_ecology").get(path, expect=404)
    clerk.get(f"/desk/dual-publicity/{NOBODY}", expect=404)


def test_the_interface_answers_as_the_pages_do(service: Service) -> None:
    anybody = Caller(service, None)
    listed = anybody.get(f"{PERMITS}?status=REVOKED").get_json()["items"]
    assert [(each["number"], each["standing"], each["ended_on"]) for each in listed] == [
        (SECOND, "REVOKED", "2026-09-29")
    ]
    page = anybody.get(f"{PERMITS}?limit=2").get_json()
    rest = anybody.get(f"{PERMITS}?limit=2&cursor={page['next_cursor']}").get_json()
    assert [each["number"] for each in (*page["items"], *rest["items"])] == [SECOND, FIRST, THIRD]
    whole = anybody.get(f"{PERMITS}/{listed[0]['id']}").get_json()
    assert whole["end_reason"].startswith("核查发现运输车辆没有密闭")
    assert "13800138000" not in whole["end_reason"]
    assert anybody.get(f"{PERMITS}/{NOBODY}", expect=404).get_json()["code"] == "PERMIT_UNKNOWN"
    assert anybody.get(f"{PERMITS}?since=2026-02-30", expect=422).get_json()["errors"][0]["code"] == "INVALID_DATE"
    assert anybody.get(f"{PERMITS}?status=pigeon", expect=422).get_json()["errors"][0]["code"] == "NOT_A_CHOICE"


def test_an_owner_in_the_name_of_a_business_is_masked_and_not_found(database_url: str, tmp_path: Path) -> None:
    built = build_service(database_url, tmp_path / "data")
    trial.publish(built.tools)
    trial.grant(built.tools, built.actor("applicant_b"), built.actor("decider"), USCC_B, "CONSTRUCTION_WASTE")
    with built.tools.database.write() as unit:
        masked = {"kind": "INDIVIDUAL_BUSINESS", "name": "王建军清运站", "legal_representative": "王建军"}
        unit.session.execute(update(Subject).where(Subject.uscc == USCC_B).values(**masked))
        unit.commit()
    who = reader(built)
    assert "王**清运站" in who.get(PERMITS).text
    assert "王建军" not in who.get(PERMITS).text
    assert "No permit fits" in who.get(f"{PERMITS}?q=建军").text
    assert who.get(f"{PERMITS}?q=王**清运站").all("//a[@data-open]")
    assert "王建军" not in who.get(str(who.get(PERMITS).all("//a[@data-open]/@href")[0])).text
    built.parts.close()


def test_the_page_of_a_permit_shows_what_is_reported_to_those_who_report_it(service: Service) -> None:
    path = f"/desk/permits/{revoked(service).id}"
    page = reader(service, "clerk_of_data").get(path)
    assert len(page.all("//a[contains(@href, '/desk/dual-publicity/')]")) == 2, "grant and end"
    for each in ("Status in the record: 有效", "Status in the record: 无效", "撤销：", "prepared, not sent yet"):
        assert each in page.text
    assert "Status in the record" not in reader(service, "first_reviewer").get(path).text

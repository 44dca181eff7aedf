"""Pledges: public from the moment they are signed (rule A9), and only as long as the application stands (S04)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

import pytest
from builders import NOW, USCC_B, Service, build_service, serve, settings
from callers import API
from page_readers import Reader, decide, grant, hand_in, reader
from sqlalchemy import select

from workflow_app.domain.time import ZONE
from workflow_app.models import Pledge, Record, Subject
from workflow_app.parts import build
from workflow_app.services.pledges import pledges_of_record, search_pledges


@pytest.fixture
def who(service: Service) -> Reader:
    """Give a stranger before a browser."""
    return reader(service)


def only_pledge(who: Reader, words: str = "") -> str:
    (address,) = who.get(f"/public/pledges?q={words}").all("//a[@data-open]/@href")
    return address


def test_a_pledge_is_public_from_the_moment_it_is_signed(service: Service, who: Reader) -> None:
    assert "No pledge is published yet." in who.get("/public/pledges").text
    case = hand_in(reader(service, "applicant_b"))
    address = only_pledge(who)
    page = who.get(address)
    for told in (
        "ZM_URBAN-CN-2026-000001",
        "牟城管罚决字〔2026〕第031号",
        "王**",
        "29 Sep 2026",
        "3. We accept supervision",
    ):
        assert told in page.text
    assert "王建军" not in page.text
    assert page.link("Follow a case") == "/public/cases"
    assert reader(service, "applicant_b").get(case).link("ZM_URBAN-CN-2026-000001") == address
    desk = reader(service, "first_reviewer")
    assert desk.get(case.replace("/my/", "/desk/")).link("ZM_URBAN-CN-2026-000001") == address
    record = who.get("/public?q=宏运").all("//a[@data-open]/@href")[0]
    assert who.get(record).link("ZM_URBAN-CN-2026-000001") == address
    assert who.get("/public").link("Pledges") == "/public/pledges"


@contextmanager
def on_day(database_url: str, folder: Path, day: date) -> Iterator[Service]:
    """Give the service of a database as it is on another day."""
    parts = build(settings(database_url, folder, now=datetime.combine(day, time(23, 59), ZONE)))
    yield serve(parts)
    parts.close()


def record_id(service: Service) -> str:
    with service.tools.database.read() as work:
        return work.session.scalars(select(Record)).one().id


def test_a_pledge_is_public_to_the_last_day_of_its_display_and_says_so(database_url: str, tmp_path: Path) -> None:
    service = build_service(database_url, tmp_path / "pledges", penalties=("B/1",))
    applicant, who = reader(service, "applicant_b"), reader(service)
    case = hand_in(applicant)
    address = only_pledge(who)
    assert "29 Sep 2027" in who.get(address).text
    assert re.search(r"public since it was signed, until and including .*29 Sep 2027", applicant.get(case).text)
    service.parts.close()

    def is_read(then: Service) -> list[bool]:
        listed = then.client().get(f"{API}/public/pledges").get_json()["items"]
        found = reader(then).get("/public/pledges").all("//a[@data-open]")
        about = pledges_of_record(record_id(then), tools=then.tools)
        return [bool(listed), bool(found), bool(about)]

    with on_day(database_url, tmp_path / "pledges", date(2027, 9, 29)) as then:
        assert is_read(then) == [True, True, True]
    with on_day(database_url, tmp_path / "pledges", date(2027, 9, 30)) as then:
        assert is_read(then) == [False, False, False]
        reader(then).get(address, expect=404)
        assert re.search(r"it was on display until .*29 Sep 2027", reader(then, "applicant_b").get(case).text)


def test_a_pledge_is_read_in_chinese(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, lang="zh")
    page = who.get(only_pledge(who))
    assert "中牟宏运渣土清运有限公司因牟城管罚决字〔2026〕第031号受到行政处罚" in page.text
    assert "一、所提交材料真实、合法、完整；" in page.text


@pytest.mark.parametrize(
    ("words", "found"),
    [("宏运", 1), (USCC_B, 1), ("第031号", 1), ("CN-2026-000001", 1), ("CN-2026-000002", 0), ("%", 0), ("王建军", 0)],
)
def test_a_pledge_is_found_by_name_code_or_number(service: Service, who: Reader, words: str, found: int) -> None:
    hand_in(reader(service, "applicant_b"))
    assert len(who.get(f"/public/pledges?q={words.replace('%', '%25')}").all("//a[@data-open]")) == found


def test_a_pledge_of_an_application_that_was_withdrawn_is_not_shown(service: Service, who: Reader) -> None:
    applicant = reader(service, "applicant_b")
    case = hand_in(applicant)
    address = only_pledge(who)
    applicant.submit(applicant.get(f"{case}/withdraw"), "withdraw", {"reason": "材料有误"}, at=f"{case}/withdraw")
    who.get(address, expect=404)
    assert who.get("/public/pledges").all("//a[@data-open]") == []
    assert "not public any more" in applicant.get(case).text
    assert service.client().get(f"{API}/public/pledges").get_json() == {"items": [], "next_cursor": None}


def test_a_pledge_stays_whatever_was_decided(service: Service, who: Reader) -> None:
    grant(service)
    who.get(only_pledge(who))


def test_a_pledge_stays_after_a_refusal(service: Service, who: Reader) -> None:
    hand_in(reader(service, "applicant_b"))
    decide(service, "first_reviewer", {"first_opinion": "DISAGREE", "first_reason": "滞纳金未缴清，凭证金额不足。"})
    decide(service, "second_reviewer", {"second_opinion": "AGREE"})
    who.get(only_pledge(who))


def test_the_interface_lists_pledges_page_by_page_the_newest_first(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    copy_pledge(service, times=4)
    ask = service.client().get
    seen, cursor = [], ""
    while cursor is not None:
        page = ask(f"{API}/public/pledges?limit=2{cursor and '&cursor=' + cursor}").get_json()
        seen += page["items"]
        cursor = page["next_cursor"]
    assert [each["number"][-6:] for each in seen] == ["000005", "000004", "000003", "000002", "000001"]
    assert (seen[-1]["signer"], seen[-1]["items"][0], len(seen[-1]["items"])) == ("王**", {"key": "MATERIALS_TRUE"}, 5)
    assert "signed_by" not in seen[0]
    assert ask(f"{API}/public/pledges?cursor=x").status_code == 422


def copy_pledge(service: Service, *, times: int) -> None:
    """Publish the one pledge some times more, all of them at the same instant."""
    with service.tools.database.write() as work:
        (rows,) = work.pledges.search_public("", on=NOW.date())
        one = rows.pledge
        kept = {
            name: getattr(one, name)
            for name in [each.name for each in Pledge.__table__.columns]
            if name not in {"id", "number"}
        }
        for each in range(2, times + 2):
            work.add(Pledge(**kept, number=f"{one.number[:-6]}{each:06d}"))
            work.flush()
        work.commit()


@pytest.fixture
def shops(database_url: str, tmp_path: Path) -> Iterator[Service]:
    """Give a service whose one subject is called after its owner."""
    built = build_service(database_url, tmp_path / "shops", penalties=("B/1",))
    yield built
    built.parts.close()


def test_the_owner_of_a_business_is_masked_and_not_found_by_name(shops: Service) -> None:
    hand_in(reader(shops, "applicant_b"))
    with shops.tools.database.write() as work:
        subject = work.session.get(Subject, work.subjects.find_by_uscc(USCC_B).id)
        subject.kind, subject.name, subject.legal_representative = "INDIVIDUAL_BUSINESS", "王建军小吃店", "王建军"
        work.commit()
    (view,) = search_pledges("", tools=shops.tools).items
    assert (view.subject_name, view.signer) == ("王**小吃店", "王**")
    assert search_pledges("王建军", tools=shops.tools).items == []
    assert len(search_pledges("王**小吃店", tools=shops.tools).items) == 1


def test_what_is_wrong_with_a_pledge_of_ones_own_names_the_field(service: Service) -> None:
    who = reader(service, "applicant_b")
    told = who.submit(who.get("/my/pledges/new"), "pledge-form", {}, expect=422).all("//*[@id='error-summary']")
    (summary,) = told
    for words in ("What the pledge is about: ", "What you promise (1) · Promise: ", "Sentences of every pledge: "):
        assert words in summary.text_content()

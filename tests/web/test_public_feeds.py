"""Feeds of what is public: valid, masked, and without what was taken down; what robots are told; and guessing codes."""

from collections.abc import Iterator
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from builders import USCC_B, Service, build_service
from lxml import etree
from page_readers import Page, Reader, hand_in, reader
from sqlalchemy import select, update

from workflow_app.domain.time import machine_now
from workflow_app.models import Case, LimitCounter, Listing, Record, Subject
from workflow_app.services.guesses import GUESSES
from workflow_app.services.public_feeds import writable

FEED, REPAIRS = "/public/feed.xml", "/public/repairs/feed.xml"


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield built
    built.parts.close()


def items(page: Page) -> list[dict[str, str]]:
    """Return what a feed tells, having checked that it is one."""
    assert page.answer.content_type == "application/rss+xml; charset=utf-8"
    assert "noindex" in page.answer.headers["X-Robots-Tag"]
    assert page.answer.headers["Cache-Control"] == "no-store"
    root = etree.fromstring(page.answer.data)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    assert {each.tag for each in channel} >= {"title", "link", "description", "lastBuildDate"}
    found = [{str(each.tag): each.text or "" for each in item} for item in channel.findall("item")]
    for each in found:
        assert each["link"] == each["guid"]
        assert parsedate_to_datetime(each["pubDate"]).tzinfo is not None
    return found


def test_the_feed_tells_what_is_shown_and_each_link_opens(service: Service) -> None:
    public = reader(service)
    assert public.get("/public").all("//link[@rel='alternate'][@href='/public/feed.xml']")
    told = items(public.get(FEED))
    assert len(told) == 2
    assert told[0]["pubDate"].endswith("+0000") or "+0800" in told[0]["pubDate"]
    for each in told:
        page = public.get(urlsplit(each["link"]).path)
        assert each["title"].split(" · ")[1] in page.text


@pytest.mark.parametrize("status", ["REMOVING", "REMOVED", "PENDING"])
def test_what_is_taken_down_leaves_feed_search_page_and_interface_at_once(service: Service, status: str) -> None:
    public = reader(service)
    (first, second) = items(public.get(FEED))
    record = urlsplit(first["link"]).path.rpartition("/")[2]
    with service.tools.database.write() as unit:
        unit.session.execute(update(Listing).where(Listing.item_id == record).values(status=status))
        unit.commit()
    assert items(public.get(FEED)) == [second]
    if status == "REMOVING":
        return
    number = first["title"].split(" · ")[1]
    assert record not in str(public.get(f"/public?q={number}").answer.data)
    assert record not in str(public.get("/public").answer.data)
    public.get(f"/public/records/{record}", expect=404)
    assert record not in service.client().get("/api/v1/public/listings").get_data(as_text=True)


def test_what_was_shown_for_its_longest_period_has_left_the_feed(service: Service) -> None:
    public = reader(service)
    record = urlsplit(items(public.get(FEED))[0]["link"]).path.rpartition("/")[2]
    with service.tools.database.write() as unit:
        unit.session.execute(update(Record).where(Record.id == record).values(max_until=date(2026, 9, 28)))
        unit.commit()
    assert len(items(public.get(FEED))) == 1


def test_a_feed_masks_persons_and_stays_xml_whatever_a_name_holds(service: Service) -> None:
    with service.tools.database.write() as unit:
        (subject,) = unit.session.scalars(select(Subject).where(Subject.uscc == USCC_B))
        subject.name, subject.kind, subject.legal_representative = "张树林<小吃>&店", "INDIVIDUAL_BUSINESS", "张树林"
        unit.session.execute(
            update(Record).where(Record.subject_id == subject.id).values(document_no="]]>&\x0b<b>第1号", fine=None)
        )
        unit.commit()
    page = reader(service).get(FEED)
    titles = [each["title"] for each in items(page)]
    assert "张**<小吃>&店 · ]]>&<b>第1号" in titles
    assert "张树林" not in page.answer.get_data(as_text=True)


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert writable("a\x00b\x1fc\ufffed\ud800e\tf\n😀") == "abcde\tf\n😀"


def test_the_newest_shown_is_first_whenever_it_was_decided(service: Service) -> None:
    public = reader(service)
    last = urlsplit(items(public.get(FEED))[1]["link"]).path.rpartition("/")[2]
    with service.tools.database.write() as unit:
        later = service.tools.clock.now() + timedelta(hours=1)
        unit.session.execute(update(Listing).where(Listing.item_id == last).values(shown_at=later))
        unit.session.execute(update(Record).where(Record.id == last).values(decided_on=date(2020, 1, 1)))
        unit.commit()
    assert urlsplit(items(public.get(FEED))[0]["link"]).path.endswith(last)


def test_intended_repairs_have_a_feed_of_their_own(service: Service) -> None:
    public = reader(service)
    assert items(public.get(REPAIRS)) == []
    assert public.get("/public/repairs").all("//link[@rel='alternate']/@href") == [REPAIRS]


def test_robots_are_told_to_forget_records_and_where_they_have_no_business(service: Service) -> None:
    public = reader(service)
    rules = public.get("/robots.txt").answer
    assert rules.mimetype == "text/plain"
    assert "Disallow: /api/" in rules.get_data(as_text=True)
    assert "Disallow: /public\n" not in rules.get_data(as_text=True)
    record = urlsplit(items(public.get(FEED))[0]["link"]).path
    for path in ("/public", "/public?q=x", record, "/public/repairs", "/public/letters/AAAA"):
        expect = 404 if path.endswith("AAAA") else 200
        assert "noindex" in public.get(path, expect=expect).answer.headers["X-Robots-Tag"], path


def follow(who: Reader, number: str, code: str, *, expect: int = 200) -> Page:
    """Ask how a case stands."""
    who.get("/public/cases")
    return who.post("/public/cases", {"number": number, "code": code}, expect=expect)


def test_codes_of_one_case_are_not_guessed_from_many_places(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    with service.tools.database.read() as unit:
        (case,) = unit.session.scalars(select(Case).where(Case.number.is_not(None)))
    number, code = str(case.number), str(case.follow_code)
    assert number in follow(reader(service), number, code).text
    for guess in range(GUESSES):
        _another_place(service)
        follow(reader(service), number.replace("-", " "), f"AAAA{guess:02d}", expect=404)
    _another_place(service)
    assert "Too many wrong codes" in follow(reader(service), number, code, expect=429).text
    answer = service.client().get(f"/api/v1/public/cases/{number}?code={code}")
    assert (answer.status_code, answer.json["code"]) == (429, "CODES_GUESSED")
    assert "no case" in follow(reader(service), "修复-2026-9999", "AAAAAA", expect=404).text
    with service.tools.database.write() as unit:
        unit.session.execute(update(LimitCounter).values(expires_at=machine_now() - timedelta(seconds=1)))
        unit.commit()
    assert number in follow(reader(service), number, code).text


def test_a_number_that_is_nobodys_is_limited_in_the_same_way(service: Service) -> None:
    for _ in range(GUESSES):
        _another_place(service)
        follow(reader(service), "修复-2026-9999", "AAAAAA", expect=404)
    _another_place(service)
    follow(reader(service), "修复-2026-9999", "AAAAAA", expect=429)


def _another_place(service: Service) -> None:
    """Forget what was counted for one address, as if the next call came from another."""
    with service.tools.database.write() as unit:
        for each in unit.session.scalars(select(LimitCounter)):
            if not each.key.startswith("guess/"):
                unit.session.delete(each)
        unit.commit()


@pytest.mark.parametrize("written", ["{0}", "{0} ", "{1}", "{2}"])
def test_numbers_and_codes_are_taken_however_they_are_typed(service: Service, written: str) -> None:
    hand_in(reader(service, "applicant_b"))
    with service.tools.database.read() as unit:
        (case,) = unit.session.scalars(select(Case).where(Case.number.is_not(None)))
    code = str(case.follow_code)
    wide = "".join(chr(ord(each) + 0xFEE0) for each in code)
    assert follow(reader(service), str(case.number), written.format(code, wide, f"{code[:3]}—{code[3:].lower()}"))

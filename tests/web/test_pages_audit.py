"""The audit trail before the auditor's eyes: filtered, paged, in words, as a file; and before nobody else's."""

import csv
import io

import pytest
from builders import URBAN, Service, hire
from page_readers import Page, first_task, hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.time import machine_now
from workflow_app.services.audit import record

ENTRIES = "//main//table/tbody/tr"


@pytest.fixture
def office(service: Service) -> Service:
    """Give a service with one case that was handed in and claimed."""
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    task = first_task(who)
    who.press(who.get(task), "/claim")
    return service


def told(page: Page) -> list[str]:
    """Return what was done, line by line."""
    return [each.text_content() for each in page.all(f"{ENTRIES}//*[@class='xn-audit-act']")]


def rows_of(page: Page) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(page.answer.data.decode("utf-8-sig"))))


def many(service: Service, count: int) -> None:
    """Let so many things happen at an authority."""
    with service.tools.database.write() as unit:
        authority = unit.authorities.get_by_code(URBAN)
        for number in range(count):
            said = {"number": f"={number}"}
            actor = service.actor("data_clerk")
            record(unit, authority=authority, actor=actor, action="record.site_number", data=said, now=machine_now())
        unit.commit()


def test_the_newest_entries_come_first_in_the_words_of_the_histories(office: Service) -> None:
    page = reader(office, "auditor").get("/admin/audit")
    words = told(page)
    assert {"Logged in", "Taken in hand", "Application submitted", "New state: First review"} <= set(words)
    assert words.index("Taken in hand") < words.index("Application submitted") < words.index("Draft started")
    times = page.all(f"{ENTRIES}//time/@datetime")
    assert times == sorted(times, reverse=True)
    zh = told(reader(office, "auditor", lang="zh").get("/admin/audit"))
    assert not [each for each in zh if each.isascii()]


def test_entries_are_found_by_case_authority_person_act_and_day(office: Service) -> None:
    who = reader(office, "auditor")
    everything = set(told(who.get("/admin/audit")))
    (number,) = set(who.get("/admin/audit?action=task.claimed").all(f"{ENTRIES}//a[contains(@href, 'case=')]/text()"))
    assert "Logged in" not in told(who.get(f"/admin/audit?case={number}"))
    assert told(who.get(f"/admin/audit?case={number}&actor=first_reviewer")) == ["Taken in hand"]
    assert set(told(who.get(f"/admin/audit?authority={URBAN}"))) == everything
    assert told(who.get("/admin/audit?authority=ZZ_ECOLOGY&action=task.claimed")) == []
    assert set(told(who.get("/admin/audit?action=session/begun"))) == {"Logged in"}
    assert set(told(who.get("/admin/audit?from=2026-09-29&to=2026-09-29"))) == everything
    assert "Nothing fits what was asked for" in who.get("/admin/audit?from=2026-09-30").text
    assert told(who.get("/admin/audit?actor=nobody")) == []


def test_what_an_entry_keeps_is_folded_and_nothing_is_added_to_it(office: Service) -> None:
    page = reader(office, "auditor").get("/admin/audit?action=pledge.published")
    (fold,) = page.all(f"{ENTRIES}//details[not(@open)]")
    assert [each.text_content() for each in fold.xpath(".//dt")] == ["Code", "Chain", "number", "until", "SHA-256"]
    assert "宏运" not in page.text
    handed_in, *_ = reader(office, "auditor").get("/admin/audit?action=document.received").all(f"{ENTRIES}/th/div")
    assert handed_in.text_content().split()[:3] == ["Document", "handed", "in"]
    assert not handed_in.xpath("./span[@class='xn-muted']"), "the id of a file is no word for people"


def test_wrong_days_are_told_and_nothing_is_lost(office: Service) -> None:
    who = reader(office, "auditor")
    page = who.get("/admin/audit?from=yesterday&to=2026-09-30&actor=x", expect=422)
    assert "This is not a date" in page.text
    assert page.all("//input[@id='actor']/@value") == ["x"]
    assert "lies before the first" in who.get("/admin/audit?from=2026-09-30&to=2026-09-29", expect=422).text
    assert "lies before" in who.get("/admin/audit/entries.csv?from=2026-09-30&to=2026-09-29", expect=422).text


def test_pages_follow_each_other_without_gap_and_keep_the_filter(service: Service) -> None:
    many(service, 120)
    who = reader(service, "auditor")
    page, seen = who.get("/admin/audit?action=record.site_number"), []
    while True:
        seen += page.all(f"{ENTRIES}//details//div[2]/dd/text()")
        following = page.all("//a[@rel='next']/@href")
        if not following:
            break
        page = who.get(following[0])
    numbers = [int(each.strip(" ·")) for each in seen if each.strip(" ·").isdecimal()]
    assert len(numbers) == 120
    assert numbers == sorted(numbers, reverse=True)


def test_the_file_holds_what_the_filter_leaves_and_nothing_in_it_computes(office: Service) -> None:
    many(office, 3)
    who = reader(office, "auditor")
    rows = rows_of(who.get("/admin/audit/entries.csv?action=task.claimed"))
    assert [(each["words"], each["action"]) for each in rows] == [("Taken in hand", "task.claimed")]
    assert len(rows[0]["hash"]) == 64
    everything = rows_of(who.get("/admin/audit/entries.csv"))
    assert len(everything) > len(rows)
    assert not [cell for row in everything for cell in row.values() if cell[:1] in {"=", "+", "-", "@"}]


def test_the_check_of_the_trail_stands_beside_it(office: Service) -> None:
    who = reader(office, "auditor")
    assert "The trail is whole." in who.submit(who.get("/admin/audit"), "verify", {}, expect=200).text


def test_only_auditors_read_and_only_their_authorities(office: Service) -> None:
    hire(office, "elsewhere", Role.AUDITOR, authority="ZZ_ECOLOGY")
    hire(office, "here", Role.AUDITOR, authority=URBAN)
    there, here = (told(reader(office, name).get("/admin/audit")) for name in ("elsewhere", "here"))
    assert "Taken in hand" in here
    assert "Taken in hand" not in there
    page = reader(office, "elsewhere").get(f"/admin/audit?authority={URBAN}")
    assert told(page) == []
    hire(office, "system_admin", Role.SYSTEM_ADMIN)
    for name in ("first_reviewer", "system_admin", "applicant_b"):
        for path in ("/admin/audit", "/admin/audit/entries.csv"):
            reader(office, name).get(path, expect=403)

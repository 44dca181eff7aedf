"""Taking an objection or a report down at the window: found, written down, read back, and the receipt printed."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Service
from office import PENALTY_OF_B, B
from office_pages import pages_of
from page_readers import Fields, Reader, reader
from pledge_office import PledgeOffice

from workflow_app.domain.actors import Role

SAID = "九月二日晚在中牟大道看到两辆没有密闭的渣土车，车牌照片附后。"
NAME = "李明月"
WHO: Fields = {"name": NAME, "phone": "139-1234-5678", "relation": "NEIGHBOUR", "interest": "住在旁边的小区。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    made.hire("handler", Role.COMPLAINT_HANDLER)
    made.agent(B)
    yield made
    made.close()


@pytest.fixture
def service(office: PledgeOffice) -> Service:
    return pages_of(office)


ENTERED: Fields = {
    "way": "COUNTER",
    "identified": "ID_CARD",
    "ground": "CONTENT",
    "statement": SAID,
    "wanted": "请更正。",
    **WHO,
    "read_back": "on",
    "go": "send",
}


def at_window(office: PledgeOffice, service: Service) -> tuple[Reader, str]:
    """Return the clerk of the window, and the page on which an objection to the record of B is taken down."""
    office.hire("window", Role.WINDOW)
    clerk = reader(service, "window")
    asking = clerk.get(
        clerk.get("/desk/window").link("Somebody objects to what is public, or reports it: take it down")
    )
    assert asking.all("//form[@role='search' and @action='/desk/concerns/entry']")
    found = clerk.get(f"/desk/concerns/entry?q={PENALTY_OF_B}")
    return clerk, str(found.all("//a[starts-with(., 'They object')]/@href")[0])


def test_the_clerk_of_the_window_takes_an_objection_down_and_prints_the_receipt(
    office: PledgeOffice, service: Service
) -> None:
    clerk, place = at_window(office, service)
    page = clerk.get(place)
    wrong = clerk.submit(page, "take-down", {"go": "send"}, expect=422)
    for name in ("way", "ground", "statement", "name", "phone", "identified", "relation", "interest", "read_back"):
        assert wrong.all(f"//a[@href='#{name}']"), name
        assert wrong.all(f"//*[@id='{name}']"), name
    gone = clerk.submit(page, "take-down", ENTERED)
    receipt = clerk.get(gone.location)
    assert "异申-2026-0001" in receipt.text
    assert "identity card seen" in receipt.text
    assert SAID in receipt.text
    assert NAME not in receipt.text, "the paper may lie about; the clerk does not see it again either"
    assert receipt.all("//button[@data-print]")
    assert clerk.submit(page, "take-down", ENTERED).location == gone.location, "a second click takes nothing down again"
    handler = reader(service, "handler")
    assert "Taken down by" in handler.get(str(handler.get("/desk/concerns").all("//a[@data-open]/@href")[0])).text
    handler.get(gone.location, expect=404)
    reader(service, "intake").get(place, expect=403)


def test_what_is_tampered_with_at_the_window_is_refused_and_nothing_is_lost(
    office: PledgeOffice, service: Service
) -> None:
    clerk, place = at_window(office, service)
    page = clerk.get(place)
    wrong = clerk.submit(page, "take-down", {**ENTERED, "received_at": "2026-13-99T99:99"}, expect=422)
    assert SAID in wrong.all("//textarea[@id='statement']")[0].text_content()
    clerk.submit(page, "take-down", {**ENTERED, "way": "PUBLIC", "identified": "BLOOD"}, expect=422)
    clerk.submit(page, "take-down", {**ENTERED, "told_by": "PIGEON"}, expect=422)
    files = [(io.BytesIO(b"MZ\x90\x00"), "照片.pdf")]
    told = clerk.submit(page, "take-down", {**ENTERED, "proof": files}, expect=422)
    assert "照片.pdf" in told.all("//*[@id='error-summary']")[0].text_content()
    other = "/desk/concerns/entry/pledges/0190a000-0000-7000-8000-000000000000/report"
    clerk.get(other, expect=404)
    assert "answers “nothing”" in clerk.get("/desk/concerns/entry?q=nothing").text

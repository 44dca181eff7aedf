"""The repair of a broken pledge before a real browser: from the shut way to the grant, and through the way again."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from breach_repairs import AGREE, BreachOffice
from builders import PDF
from playwright.sync_api import FilePayload, Page, expect
from scenario_steps import move_to
from served_office import Served, database_in, served
from story_steps import log_in, main_button

from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.time import ZONE
from workflow_app.models import Record
from workflow_app.services.cases import list_cases
from workflow_app.services.views import CaseView

Look = Callable[[Page], list[str]]
QUESTIONS = re.compile(r"/my/tasks/[0-9a-f-]{36}/[a-z0-9_]+$")
FIRST_MORNING = datetime(2026, 12, 9, 9, 0, tzinfo=ZONE)
PROOF: FilePayload = {"name": "验收意见.pdf", "mimeType": "application/pdf", "buffer": PDF}
EASY_WAY = "/my/matters/ZM_URBAN/OUTDOOR_ADVERTISING/pledge_approval"
TYPED = {
    "promise_done_on": "2026-09-18",
    "promise_summary": "全部车辆加装密闭装置，九月十八日通过验收。",
    "contact_phone": "13800000000",
    "signer_name": "王建军",
}
CHOSEN = {"promise_state": "PUT_RIGHT", "appeal_declaration": "NONE", "signer_role": "LEGAL_REPRESENTATIVE"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served[BreachOffice]]:
    """Serve an office in which B's pledge was found false, on the first day of its repair."""
    folder: Path = tmp_path_factory.mktemp("breach")
    office = BreachOffice.staffed(database_in(folder), folder)
    office.broken(BreachKind.FALSE_PLEDGE)
    move_to(office, 2026, 12, 9, 9, 0)
    assert office.clock.instant == FIRST_MORNING
    with served(office) as found:
        yield found


def record_of(service: Served[BreachOffice]) -> Record:
    """Return the record of the breach."""
    (record,) = service.office.breach_records()
    return record


def newest(service: Served[BreachOffice]) -> CaseView:
    """Return the newest case, as the intake sees it."""
    actor = service.office.people["intake"]
    return list_cases(CaseFilter(), actor=actor, tools=service.office.tools).items[0]


def answer(page: Page) -> None:
    """Fill in what a page asks."""
    for box in page.locator("#answers input[type=checkbox]").all():
        box.check()
    for chosen in page.locator("#answers input[type=file]").all():
        chosen.set_input_files(PROOF)
    for name, value in CHOSEN.items():
        for option in page.locator(f"#answers [name={name}][value={value}]").all():
            option.check()
    for name, text in TYPED.items():
        if page.locator(f"#answers [name={name}]").count():
            page.fill(f"#answers [name={name}]", text)


def apply(page: Page, look_at: Look) -> None:
    """Go from the page before the questions through each of them, and hand the application in."""
    main_button(page).click()
    page.wait_for_url(QUESTIONS)
    while QUESTIONS.search(page.url):
        assert look_at(page) == []
        expect(page.locator("main")).not_to_contain_text(re.compile("penalt|surcharge|fine ", re.IGNORECASE))
        answer(page)
        was = page.url
        main_button(page).click()
        page.wait_for_url(lambda now, was=was: now != was)
    assert look_at(page) == []
    main_button(page).click()
    page.wait_for_url(re.compile("/submitted"))


def test_from_the_shut_way_to_the_grant_and_through_it(
    page: Page, service: Served[BreachOffice], look_at: Look
) -> None:
    record = record_of(service)
    log_in(page, "applicant_b")
    page.goto(f"{EASY_WAY}?lang=en")
    shut = page.get_by_text("This way is not open to you today")
    expect(shut).to_be_visible()
    expect(page.locator("main")).to_contain_text("have the breach repaired (first day: ")
    page.goto("/my?lang=en")
    row = page.locator(f"li:has(a[href^='/my/records/{record.id}'])")
    expect(row).to_contain_text("You can apply for its repair now.")
    page.goto(f"/my/records/{record.id}")
    assert look_at(page) == []
    expect(page.locator("#needs")).to_contain_text("Proof that the promise was kept")
    expect(page.locator("main")).not_to_contain_text("Fine")
    page.goto(f"/my/records/{record.id}/apply")
    assert look_at(page) == []
    expect(page.locator("main")).to_contain_text("No fine and no receipt")
    apply(page, look_at)
    office, case = service.office, newest(service)
    assert case.state == "SUBMITTED"
    case = office.complete(case, "intake", acceptance="ACCEPT")
    page.goto(f"/public/breaches/{office.breach_id(record)}?lang=en")
    assert look_at(page) == []
    case = office.complete(case, "first_reviewer", **AGREE)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    office.followed(office.complete(case, "decider", decision="GRANT"))
    page.goto(f"/my/records/{record.id}")
    expect(page.locator("#why")).to_contain_text("Repaired: it is no longer shown.")
    page.goto(f"/public/breaches/{office.breach_id(record)}")
    expect(page.locator("main")).not_to_contain_text(record.document_no)
    page.goto(EASY_WAY)
    expect(shut).to_have_count(0)
    expect(main_button(page)).to_be_visible()

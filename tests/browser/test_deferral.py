"""Documents that follow before a real browser: the case on a phone, one upload, one arrival, and the check."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import PDF
from deferral_story import CONTRACT, VEHICLES, DeferralOffice, at
from playwright.sync_api import Page, expect
from served_office import Served, database_in, served
from story_steps import log_in, main_button


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served[DeferralOffice]]:
    """Serve an office in which one case waits for two documents."""
    folder: Path = tmp_path_factory.mktemp("deferral")
    office = DeferralOffice.ready(database_in(folder), folder)
    office.accept(later=(CONTRACT, VEHICLES))
    office.clock.instant = at(9, 28)
    with served(office) as found:
        yield found


def test_documents_are_supplied_entered_and_checked(
    page: Page, service: Served[DeferralOffice], look_at: Callable[[Page], list[str]]
) -> None:
    case = service.office.case_id
    log_in(page, "applicant_s")
    assert look_at(page) == []
    page.get_by_role("link", name="补交材料").click()
    expect(page.get_by_text("还有2份材料等您补交")).to_be_visible()
    assert look_at(page) == []
    page.goto(f"/my/cases/{case}/supply/{CONTRACT}")
    assert look_at(page) == []
    main_button(page).click()
    expect(page.locator("#error-file")).to_contain_text("选择")
    assert look_at(page) == []
    page.set_input_files("#file", {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": PDF})
    main_button(page).click()
    expect(page.get_by_text("已到达，核验中")).to_be_visible()

    log_in(page, "intake")
    page.goto(f"/desk/cases/{case}/arrivals/{VEHICLES}")
    assert look_at(page) == []
    page.select_option("#channel", "POST")
    page.fill("#day", "2026-09-28")
    page.fill("#hour", "09:00")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已登记到达")).to_be_visible()
    assert look_at(page) == []
    page.get_by_role("link", name="打开待办").first.click()
    assert look_at(page) == []
    for material in (CONTRACT, VEHICLES):
        page.check(f"[name=check_{material}][value=RIGHT]")
    main_button(page).last.click()
    page.wait_for_url("**/desk")
    page.goto(f"/desk/cases/{case}?lang=en")
    expect(page.get_by_text("there and right").first).to_be_visible()
    assert look_at(page) == []

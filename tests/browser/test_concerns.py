"""A report and an objection before a real browser: from the public page to the answer, and a look with photographs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import PDF
from office import B
from playwright.sync_api import Page, expect
from pledge_office import PledgeOffice
from served_office import Served, database_in, served
from story_steps import log_in, main_button

from workflow_app.domain.actors import Role

Look = Callable[[Page], list[str]]
FILE = {"name": "现场照片.pdf", "mimeType": "application/pdf", "buffer": PDF}


@dataclass
class Spoken(Served[PledgeOffice]):
    """An office with a pledge that somebody speaks about."""

    pledge: str


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spoken]:
    """Serve an office with one public pledge."""
    folder: Path = tmp_path_factory.mktemp("concerns")
    office = PledgeOffice.staffed(database_in(folder), folder)
    office.hire("handler", Role.COMPLAINT_HANDLER)
    office.hire("window", Role.WINDOW)
    office.agent(B)
    pledge = office.published()
    with served(office) as found:
        yield Spoken(found.office, found.address, pledge)


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest, page: Page, service: Spoken) -> str:
    """Read in one language, then in the other."""
    page.context.add_init_script(f"document.cookie = 'lang={request.param}; path=/'")
    page.goto(f"{service.address}/login?lang={request.param}")
    return str(request.param)


def test_a_report_goes_from_the_public_page_to_its_answer(
    page: Page, service: Spoken, look_at: Look, lang: str
) -> None:
    number, code = report(page, service, look_at, lang)
    log_in(page, "handler")
    page.goto(f"/desk/concerns?lang={lang}")
    assert look_at(page) == []
    page.get_by_role("link", name=number).click()
    page.locator("form[action$='/contact'] button").click()
    expect(page.get_by_text("李明月")).to_be_visible()
    assert look_at(page) == []
    main_button(page).click()
    expect(page.locator("#error-summary")).to_be_visible()
    assert look_at(page) == []
    page.check("#verdict-take")
    main_button(page).click()
    expect(page.locator("#answer-form")).to_be_visible()
    assert look_at(page) == []
    page.select_option("#outcome", "UPHELD")
    page.fill("#answer", "经核查，两辆车没有密闭，已责令改正。")
    main_button(page).click()
    expect(page.locator("#answer-form")).to_have_count(0)
    assert look_at(page) == []
    page.context.clear_cookies()
    page.goto(f"/public/concerns?lang={lang}")
    assert look_at(page) == []
    page.fill("#number", number)
    page.fill("#code", code)
    main_button(page).click()
    expect(page.get_by_text("已责令改正")).to_be_visible()
    assert look_at(page) == []


def report(page: Page, service: Spoken, look_at: Look, lang: str) -> tuple[str, str]:
    """Report that the pledge is not kept, and return number and code."""
    page.goto(f"/public/pledges/{service.pledge}?lang={lang}")
    assert look_at(page) == []
    page.locator(f"a[href='/public/pledges/{service.pledge}/report']").click()
    main_button(page).last.click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    assert look_at(page) == []
    page.check("input[value=BROKEN_PROMISE]")
    page.fill("#statement", "九月二日晚在中牟大道看到两辆没有密闭的渣土车。")
    main_button(page).last.click()
    page.set_input_files("#proof", FILE)
    main_button(page).last.click()
    assert look_at(page) == []
    page.fill("#name", "李明月")
    page.fill("#phone", "13912345678")
    page.select_option("#relation", "NEIGHBOUR")
    main_button(page).last.click()
    page.wait_for_url("**/public/concerns/receipt")
    assert look_at(page) == []
    return page.locator(".xn-big-number").inner_text(), page.locator(".xn-list dd").first.inner_text()


def test_an_objection_to_a_record_and_the_sheets_for_who_would_rather_write(
    page: Page, service: Spoken, look_at: Look, lang: str
) -> None:
    record = service.office.record_id()
    page.goto(f"/public/records/{record}?lang={lang}")
    assert look_at(page) == []
    page.locator(f"a[href='/public/records/{record}/object']").click()
    page.check("input[value=IDENTITY]")
    page.fill("#statement", "这不是本公司的处罚，文号对应的是另一家公司。")
    page.keyboard.press("Tab")
    main_button(page).last.click()
    main_button(page).last.click()
    assert look_at(page) == []
    page.goto(f"/public/records/{record}/object/sheet")
    assert look_at(page) == []
    page.goto(f"/public/breaches/{record}/object")
    assert look_at(page) == []


def test_at_the_window_it_is_taken_down_read_back_and_printed(
    page: Page, service: Spoken, look_at: Look, lang: str
) -> None:
    log_in(page, "window")
    page.goto(f"/desk/concerns/entry?lang={lang}")
    page.fill("#q", "2026-000001")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entry?q=*")
    assert look_at(page) == []
    page.locator(f"a[href='/desk/concerns/entry/pledges/{service.pledge}/report']").click()
    main_button(page).click()
    expect(page.locator("#error-summary")).to_be_visible()
    assert look_at(page) == []
    page.select_option("#way", "TELEPHONE")
    page.select_option("#ground", "BROKEN_PROMISE")
    page.fill("#statement", "九月二日晚在中牟大道看到两辆没有密闭的渣土车。")
    page.fill("#name", "李明月")
    page.fill("#phone", "13912345678")
    page.select_option("#identified", "CALLED_BACK")
    page.select_option("#relation", "NEIGHBOUR")
    page.check("#read_back")
    main_button(page).click()
    page.wait_for_url("**/receipt")
    expect(page.locator(".xn-big-number")).to_be_visible()
    assert look_at(page) == []


@pytest.mark.parametrize("width", [360, 390])
def test_the_bar_of_an_applicant_fits_under_the_thumb(page: Page, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    log_in(page, "applicant_b")
    page.goto(f"/my?lang={lang}")
    entries = page.locator(".xn-tabs .xn-nav a").evaluate_all(
        "all => all.map(each => [each.getBoundingClientRect().right, each.scrollWidth - each.clientWidth])"
    )
    assert len(entries) == 6
    assert max(right for right, _cut in entries) <= width
    assert max(cut for _right, cut in entries) <= 0


def test_a_look_is_recorded_with_what_shows_it(page: Page, service: Spoken, look_at: Look, lang: str) -> None:
    pledge = service.office.published()
    (look,) = service.office.looks(pledge)
    log_in(page, "verifier")
    page.goto(f"/desk/pledges/looks/{look.id}?lang={lang}")
    page.set_input_files("#proof", FILE)
    page.locator("button[name=go][value=add]").click()
    expect(page.get_by_text(FILE["name"]).first).to_be_visible()
    assert look_at(page) == []
    page.select_option("#result", "NOT_FULFILLED")
    page.fill("#findings", "抽查两辆车未密闭。")
    page.fill("#evidence", "检查记录第9号。")
    main_button(page).click()
    expect(page.get_by_role("link", name=str(FILE["name"]))).to_be_visible()
    assert look_at(page) == []

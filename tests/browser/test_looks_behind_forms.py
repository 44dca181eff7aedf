"""Pages that answer to a form and have no address of their own, in both languages, as axe sees them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from running_town import Town, running_town
from story_steps import PASSWORD, log_in, main_button
from told_town import IDS, fill, told_template

SHOWN = "SELECT id FROM \"case\" WHERE state = 'REPAIR_PUBLICITY'"
FOLLOWED = "SELECT number, follow_code FROM \"case\" WHERE state = 'FIRST_REVIEW'"
Look = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def town(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Give a service in which there is one of everything, on the first morning of a demonstration."""
    with running_town(told_template(run_folder), tmp_path_factory.mktemp("town"), prepare=fill) as running:
        yield running


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest, page: Page, town: Town) -> str:
    """Read in one language, then in the other."""
    page.context.add_init_script(f"document.cookie = 'lang={request.param}; path=/'")
    page.goto(f"{town.address}/login?lang={request.param}")
    return str(request.param)


def _as(page: Page, username: str, lang: str) -> None:
    log_in(page, username)
    page.goto(f"/account/contact?lang={lang}")


def test_what_the_public_gets_for_a_number_and_a_code(page: Page, town: Town, look_at: Look, lang: str) -> None:
    number, code = town.ask(FOLLOWED)[0]
    page.goto(f"/public/cases?lang={lang}")
    page.fill("#number", str(number))
    page.fill("#code", "AAAAAA")
    main_button(page).click()
    expect(page.locator("[role=alert]").first).to_be_visible()
    assert look_at(page) == []
    page.fill("#number", str(number))
    page.fill("#code", str(code))
    main_button(page).click()
    expect(page.locator("main")).to_contain_text(str(number))
    assert look_at(page) == []


def test_an_objection_up_to_its_receipt(page: Page, town: Town, look_at: Look, lang: str) -> None:
    page.goto(f"/public/repairs/{UUID(str(town.ask(SHOWN)[0][0]))}/object?lang={lang}")
    main_button(page).last.click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    assert look_at(page) == []
    page.check("input[value=NOT_RECTIFIED]")
    page.fill("#statement", "7月底仍看到该公司的户外广告未拆除。")
    main_button(page).last.click()
    expect(page.locator("#proof")).to_be_attached()
    assert look_at(page) == []
    main_button(page).last.click()
    page.fill("#name", "李明月")
    page.fill("#phone", "13912345678")
    page.select_option("#relation", "NEIGHBOUR")
    assert look_at(page) == []
    main_button(page).last.click()
    page.wait_for_url("**/public/repairs/objections/receipt")
    assert look_at(page) == []
    number, code = page.locator(".xn-big-number").inner_text(), page.locator(".xn-list dd").first.inner_text()
    page.goto("/public/repairs/objections")
    page.fill("#number", number)
    page.fill("#code", code)
    main_button(page).click()
    expect(page.locator("main")).to_contain_text(number)
    assert look_at(page) == []


def test_a_page_scrolls_at_once_so_that_a_click_that_has_begun_hits_what_it_was_meant_for(
    page: Page, town: Town, lang: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/public/repairs/{UUID(str(town.ask(SHOWN)[0][0]))}/object?lang={lang}")
    main_button(page).last.click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    assert page.evaluate("(scrollTo(0, 0), scrollTo(0, 300), Math.round(scrollY))") == 300, "it does not glide there"
    page.check("input[value=NOT_RECTIFIED]")
    page.fill("#statement", "7月底仍看到该公司的户外广告未拆除。")
    main_button(page).last.click(delay=200)
    expect(page.locator("#proof")).to_be_attached()


def test_a_letter_to_a_site_and_another_calendar(page: Page, look_at: Look, lang: str) -> None:
    _as(page, "data_clerk", lang)
    page.goto("/desk/removals")
    page.locator("input[name=removals]").first.check()
    page.locator("button[name=act][value=letter]").click()
    expect(page.locator("#board")).to_have_count(0)
    assert look_at(page) == []
    _as(page, "system_admin", lang)
    page.goto("/admin/calendars?year=2026")
    page.fill("#date", "2026-12-31")
    page.select_option("#kind", "HOLIDAY")
    page.fill("#name_zh", "调休")
    page.locator("#day button[type=submit]").click()
    expect(page.locator("#day")).to_have_count(0)
    assert look_at(page) == []


def test_a_link_for_somebody_and_the_codes_of_a_second_step(page: Page, look_at: Look, lang: str) -> None:
    _as(page, "security_admin", lang)
    page.goto("/admin/accounts?q=verifier")
    page.locator("form[action$='/link'] button").first.click()
    page.locator("#xn-confirm [data-part=yes]").click()
    expect(page.locator("h1")).to_contain_text("verifier")
    assert look_at(page) == []
    _as(page, {"zh": "process_admin", "en": "process_admin_2"}[lang], lang)
    page.goto("/account/second-step")
    page.fill("#offer-proof", PASSWORD)
    page.locator("#offer-form button[type=submit]").click()
    expect(page.locator(".xn-qr svg")).to_be_visible()
    assert look_at(page) == []
    secret = page.locator("ol code").inner_text().replace(" ", "")
    page.locator("#confirm-form input:not([type=hidden])").first.fill(pyotp.TOTP(secret).now())
    page.locator("#confirm-form button[type=submit]").click()
    expect(page.locator(".xn-codes code")).to_have_count(10)
    assert look_at(page) == []


def test_an_answer_from_two_windows_and_a_page_of_an_earlier_session(
    page: Page, browser: Browser, town: Town, look_at: Look, lang: str
) -> None:
    _as(page, "applicant_aa", lang)
    page.goto(f"/my/tasks/{json.loads((town.service.data / IDS).read_text())['drafted']}/contact")
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("#field-contact_phone", {"zh": "13900139000", "en": "13900139001"}[lang])
    main_button(other).click()
    other.wait_for_load_state()
    page.fill("#field-contact_phone", "13700137000")
    main_button(page).click()
    expect(page.locator("input[value=THEIRS]")).to_be_visible()
    assert look_at(page) == []
    with browser.new_context(base_url=town.address, locale="zh-CN") as place:
        late = place.new_page()
        late.goto(f"/public/cases?lang={lang}")
        late.fill("#number", "1")
        place.clear_cookies(name="session")
        main_button(late).click()
        assert look_at(late) == []

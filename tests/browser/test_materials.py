"""Materials photographed on a telephone: pages in order, a connection that breaks, and what the reviewer sees."""

import re
import socket
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from photographs import heic, jpeg, receipt
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from running_town import Town
from story_steps import fill_application, import_sample, main_button, open_form

FIELD = ".xn-field:has(#field-receipt)"
PATIENCE = 8_000


@pytest.fixture(scope="module", autouse=True)
def records(
    browser: Browser, browser_context_args: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bring in the sample file, for every test of this module."""
    with browser.new_context(**browser_context_args) as context:
        import_sample(context.new_page(), tmp_path_factory.mktemp("sample"))


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Return three receipts as telephones keep them."""
    made = {
        "IMG_1.jpg": jpeg(receipt(1, width=900, height=1200), lying=True),
        "IMG_2.HEIC": heic(receipt(2, width=900, height=1200)),
        "IMG_3.jpg": jpeg(receipt(3, width=900, height=1200)),
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in made]


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, object]) -> Page:
    """Give a telephone that opens the form and has no page yet."""
    arguments = browser_context_args | {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = browser.new_context(**arguments).new_page()
    page.context.set_default_timeout(PATIENCE)
    open_form(page, "applicant_b")
    while (there := pages(page).count()) > 0:
        act(page, 0, "remove").click()
        expect(pages(page)).to_have_count(there - 1)
    return page


def pages(page: Page) -> Locator:
    return page.locator(f"{FIELD} [data-page]")


def act(page: Page, number: int, name: str) -> Locator:
    return pages(page).nth(number).locator(f"[data-page-act={name}]")


def names(page: Page) -> list[str]:
    return [each.strip() for each in page.locator(f"{FIELD} [data-page] .xn-muted").all_text_contents()]


def test_photographs_are_put_in_order_by_keyboard_and_seen_as_the_reviewer_will(
    phone: Page, photos: list[Path], axe_violations: Callable[[Page], list[str]]
) -> None:
    expect(phone.locator(f"{FIELD} input[capture=environment]")).to_be_attached()
    expect(phone.get_by_text("拍照", exact=True).first).to_be_visible()
    phone.set_input_files("#field-receipt", photos)
    expect(pages(phone)).to_have_count(3)
    assert names(phone) == ["IMG_1.jpg", "IMG_2.HEIC", "IMG_3.jpg"]
    expect(pages(phone).locator("img").first).to_have_js_property("naturalWidth", 270)  # upright: 270 of 360
    act(phone, 2, "up").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator(f"{FIELD} [data-pages-told]")).to_have_text("已完成，共 3 项。")
    assert names(phone) == ["IMG_1.jpg", "IMG_3.jpg", "IMG_2.HEIC"]
    expect(act(phone, 1, "up")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(act(phone, 0, "up")).to_be_focused()
    act(phone, 0, "turn").click()
    expect(pages(phone).locator("img").first).to_have_js_property("naturalWidth", 360)
    assert axe_violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    fill_application(phone, but="receipt")
    main_button(phone).click()
    phone.wait_for_url(re.compile(r"confirm=1$"))
    shown = phone.locator("[data-pdf-name*='缴款凭证.pdf']").first
    shown.scroll_into_view_if_needed()
    expect(shown.locator("canvas[data-drawn='1']")).to_be_visible()
    expect(shown.get_by_role("status")).to_have_text("1 / 3")


def test_a_connection_that_breaks_is_said_and_the_file_is_sent_when_it_is_back(phone: Page, photos: list[Path]) -> None:
    phone.set_input_files("#field-receipt", photos[0])
    expect(pages(phone)).to_have_count(1)
    phone.context.set_offline(True)
    phone.set_input_files("#field-receipt", photos[1:])
    waiting = phone.locator(f"{FIELD} [data-state=broken]")
    expect(waiting).to_contain_text("连接中断：IMG_2.HEIC")
    main_button(phone).click()
    expect(phone.locator(f"{FIELD} [data-hold]")).to_be_attached()  # the form waits and nothing is lost
    assert pages(phone).count() == 1
    form = phone.url
    with phone.expect_navigation(timeout=30_000):  # goes on by itself once the last file is there
        phone.context.set_offline(False)
    phone.goto(form)
    assert names(phone) == ["IMG_1.jpg", "IMG_2.HEIC", "IMG_3.jpg"]


def test_a_file_that_is_refused_says_so_where_it_stands_and_the_others_are_taken(
    phone: Page, photos: list[Path], tmp_path: Path
) -> None:
    half = tmp_path / "half.jpg"
    half.write_bytes(photos[0].read_bytes()[:9000])
    wrong = tmp_path / "drawing.svg"
    wrong.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    phone.set_input_files("#field-receipt", [half, wrong, photos[2]])
    expect(pages(phone)).to_have_count(1)
    refused = phone.locator(f"{FIELD} [data-state=refused]")
    expect(refused).to_have_count(2)
    expect(refused.first).to_contain_text("文件已损坏")
    expect(refused.last).to_contain_text("HEIC")
    refused.first.get_by_role("button").click()
    expect(refused).to_have_count(1)


def test_a_request_that_is_killed_in_the_middle_leaves_no_page_and_the_service_well(
    phone: Page, photos: list[Path], town: Town
) -> None:
    url = phone.locator(f"{FIELD} [data-pages]").get_attribute("data-pages")
    token = phone.locator("meta[name=csrf-token]").get_attribute("content")
    content = photos[0].read_bytes()
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    body = head + content + b"\r\n--b--\r\n"
    for _ in range(3):
        with socket.create_connection(_place_of(town)) as line:
            line.sendall(_request(str(url), phone.context, token, len(body)))
            line.sendall(body[: len(body) // 2])
    phone.reload()
    assert names(phone) == []
    phone.set_input_files("#field-receipt", photos[0])
    expect(pages(phone)).to_have_count(1)


def _place_of(town: Town) -> tuple[str, int]:
    host, _, port = town.service.address.rpartition("//")[2].partition(":")
    return host, int(port)


def _request(path: str, context: BrowserContext, token: str | None, length: int) -> bytes:
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in context.cookies())
    lines = (
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Cookie: {cookies}",
        f"X-CSRFToken: {token}",
        "Content-Type: multipart/form-data; boundary=b",
        f"Content-Length: {length}",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def test_without_scripts_the_field_takes_several_files_in_the_order_in_which_they_were_chosen(
    browser: Browser, browser_context_args: dict[str, object], phone: Page, photos: list[Path]
) -> None:
    arguments = browser_context_args | {"java_script_enabled": False}
    with browser.new_context(**arguments, storage_state=phone.context.storage_state()) as context:
        page = context.new_page()
        answer = page.goto(phone.url)
        assert answer
        assert answer.status == HTTPStatus.OK
        expect(page.locator("#field-receipt")).to_be_visible()
        page.set_input_files("#field-receipt", photos)
        page.click("main button[value=later]")
        page.goto(phone.url)
        assert names(page) == ["IMG_1.jpg", "IMG_2.HEIC", "IMG_3.jpg"]
        expect(page.locator(f"{FIELD} [data-page-act]").first).to_be_hidden()

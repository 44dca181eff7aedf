"""A form before a browser: what depends stands below, errors go when answered, and nothing too large is sent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from story_steps import (
    DONE,
    fill_application,
    give_opinion,
    import_sample,
    look_over,
    main_button,
    open_application,
    open_form,
    open_task,
    wait_out_publicity,
)

SUMMARY = "#field-rectification_summary"


@pytest.fixture(scope="module", autouse=True)
def records(
    browser: Browser, browser_context_args: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bring in the sample file, for every test of this module."""
    with browser.new_context(**browser_context_args) as context:
        import_sample(context.new_page(), tmp_path_factory.mktemp("sample"))


@pytest.fixture(autouse=True)
def faults(page: Page) -> Iterator[list[str]]:
    """Collect what goes wrong in the page, and what the content security policy stops: nothing may."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda told: found.append(told.text) if "Content Security" in told.text else None)
    yield found
    assert found == []


def _three_pages() -> bytes:
    pages = "".join(f"{n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\n" for n in (3, 4, 5))
    kids = "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>endobj\n"
    start = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    return f"{start}{kids}{pages}trailer<</Root 1 0 R>>\n%%EOF\n".encode()


def test_a_long_text_may_be_pasted_whole_and_a_file_is_looked_at_before_it_is_sent(page: Page) -> None:
    open_application(page, "applicant_d")
    page.fill(SUMMARY, "字" * 1980)
    expect(page.locator("#count-rectification_summary")).to_have_text("1,980 / 2,000 字")
    page.fill(SUMMARY, "字" * 2100)
    expect(page.locator(SUMMARY)).to_have_value("字" * 2100)
    expect(page.locator("#count-rectification_summary")).to_contain_text("超出 100 字")

    assert page.input_value("#field-signer_name") == ""
    page.click("[data-suggests='field-signer_name']")
    assert page.input_value("#field-signer_name") != ""

    for name, size, told in (("a.pdf", 21 * 1024 * 1024, "超过 20.0 MB"), ("a.docx", 10, "PDF、OFD、JPG、PNG 或 HEIC")):
        page.set_input_files("#field-receipt", {"name": name, "mimeType": "application/pdf", "buffer": b"0" * size})
        expect(page.locator("#error-receipt")).to_contain_text(told)
    form = page.url
    main_button(page).click()
    expect(page.locator("#field-receipt")).to_be_focused()
    assert page.url == form
    expect(page.locator(SUMMARY)).to_have_value("字" * 2100)


def test_a_file_that_the_browser_stops_stands_in_the_summary_above_too(page: Page) -> None:
    open_form(page, "applicant_d")
    main_button(page).click()
    summary = page.locator("[data-error-summary] li")
    receipt = summary.locator("a[href='#field-receipt']")
    expect(receipt).to_have_count(1)
    before = summary.count()
    page.set_input_files("#field-receipt", {"name": "a.docx", "mimeType": "application/msword", "buffer": b"0"})
    expect(receipt).to_contain_text("a.docx")
    assert summary.count() == before


def test_a_reviewer_sees_the_pdf_and_what_depends_on_the_answer_stands_below_it(page: Page) -> None:
    open_application(page)
    fill_application(page, but="receipt")
    receipt = {"name": "凭证.pdf", "mimeType": "application/pdf", "buffer": _three_pages()}
    page.set_input_files("#field-receipt", receipt)  # type: ignore[arg-type] # a payload
    look_over(page)
    pledge = page.locator(".xn-changeable").filter(has=page.locator(".xn-numbered"))
    change, words = pledge.locator(".xn-change").bounding_box(), pledge.locator("ul").bounding_box()
    assert change
    assert words
    assert abs(change["y"] - words["y"]) < change["height"]
    expect(pledge.locator("ul")).to_have_css("list-style-type", "none")
    main_button(page).click()
    page.wait_for_url(DONE)

    give_opinion(page, "intake")
    open_task(page, "first_reviewer")
    shown = page.locator(".xn-pdf").first  # below it stand the other papers
    canvas = shown.locator("canvas")
    expect(canvas).to_have_attribute("data-drawn", "1")
    expect(shown.locator(".xn-pdf-bar [role=status]")).to_have_text("1 / 3")
    shown.get_by_role("button", name="下一页").click()
    expect(canvas).to_have_attribute("data-drawn", "2")
    narrow = canvas.bounding_box()
    shown.get_by_role("button", name="放大", exact=True).click()
    expect(canvas).not_to_have_css("width", f"{narrow['width'] if narrow else 0}px")
    shown.get_by_role("button", name="放大查看").click()
    expect(page.locator("dialog.xn-pdf-full")).to_be_visible()
    page.get_by_role("button", name="退出放大").click()
    expect(page.locator("dialog.xn-pdf-full")).to_be_hidden()
    expect(shown.locator(".xn-pdf-frame")).to_be_visible()

    _answer_the_opinion(page)
    _refuse(page)


def _answer_the_opinion(page: Page) -> None:
    """Choose an opinion: its error goes, and what depends on it stands below."""
    main_button(page).click()
    expect(page.locator("#error-first_opinion")).to_be_visible()
    radio = page.locator("input[name=first_opinion][value=AGREE]")
    before = radio.bounding_box()
    radio.check()
    expect(page.locator("#error-first_opinion")).to_have_count(0)
    after, tick = radio.bounding_box(), page.locator("input[name=duties]").first.bounding_box()
    assert before
    assert after
    assert tick
    assert tick["y"] > after["y"]


def _refuse(page: Page) -> None:
    """The day from which one may apply again is asked of a refusal only."""
    give_opinion(page, "first_reviewer")
    give_opinion(page, "second_reviewer")
    wait_out_publicity(page)
    open_task(page, "decider")
    expect(page.locator("#field-reapply_on")).to_be_hidden()
    page.check("input[name=decision][value=REFUSE]")
    expect(page.locator("#field-reapply_on")).to_be_visible()
    page.check("input[name=decision][value=GRANT]")
    expect(page.locator("#field-reapply_on")).to_be_hidden()

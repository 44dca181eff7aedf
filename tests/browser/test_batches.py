"""An agent applies for three records at once, with a receipt for each and one signature under all of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from story_steps import APPLICANT, RECEIPT, import_sample, log_in

ENTERPRISE, COUNT, MOST_PAGES, MOMENTS = "砺石建筑劳务", 3, 40, 60
NUMBERS = ".xn-number"
OWN = {
    "paid_on": "2026-07-20",
    "receipt_no": "0412345678",
    "paid_amount": "20000",
    "rectification_summary": "已按要求整改，并通过了复查验收，今后每日检查。",
    "rectified_on": "2026-07-18",
}
Look = Callable[[Page], list[str]]


@pytest.fixture
def clear(look_at: Look) -> Callable[[Page], None]:
    """Look at a page with axe, wide and on a phone."""

    def look(page: Page) -> None:
        assert look_at(page) == []
        page.set_viewport_size({"width": 1280, "height": 900})

    return look


def test_three_records_become_three_cases_with_three_pledges(
    page: Page, tmp_path: Path, clear: Callable[[Page], None]
) -> None:
    import_sample(page, tmp_path)
    _choose(page, clear)
    _fill_in(page, clear)
    page.get_by_role("link", name="核对无误").click()
    page.wait_for_url("**/sign?**")
    for language in ("en", "zh"):
        page.goto(f"{page.url.partition('&lang')[0]}&lang={language}")
        clear(page)
    _sign(page)
    expect(page.locator("h1")).to_have_text(f"已提交{COUNT}件申请")
    assert len(set(page.locator(NUMBERS).all_inner_texts())) == COUNT
    assert len(set(page.locator("main a[href*='/public/pledges/']").all_inner_texts())) == COUNT
    clear(page)
    _see_the_mark(page, clear)


def _choose(page: Page, clear: Callable[[Page], None]) -> None:
    """Wait until the records are there, and tick the first of them."""
    log_in(page, APPLICANT)
    several = page.locator(f"h3:has-text('{ENTERPRISE}') ~ .xn-several a").first
    for _ in range(MOMENTS):
        page.goto("/my")
        if several.count():
            break
        page.wait_for_timeout(500)
    several.click()
    page.wait_for_url("**/my/batches/new?**")
    page.get_by_label("全选").check()
    expect(page.locator("[data-chosen]")).to_have_text(re.compile(r"6$"))
    page.get_by_label("全选").uncheck()
    for box in page.locator("input[name=records]").all()[:COUNT]:
        box.check()
    clear(page)
    page.get_by_role("button", name="用所选记录继续").click()
    page.wait_for_url("**/answers")


def _fill_in(page: Page, clear: Callable[[Page], None]) -> None:
    """Answer what is common, then each question of each record, up to the last look."""
    clear(page)
    page.fill("#field-contact_phone", "13800138000")
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_url("**/my/tasks/**")
    for _ in range(MOST_PAGES):
        if page.url.endswith("/check"):
            break
        _answer(page)
    clear(page)


def _answer(page: Page) -> None:
    here = page.url
    for key, value in OWN.items():
        if page.locator(f"#field-{key}").count():
            page.fill(f"#field-{key}", value)
    if page.locator("[name=appeal_declaration]").count():
        page.check("[name=appeal_declaration][value=NONE]")
    for key in ("receipt", "rectification", "t16"):
        field = page.locator(f"input[type=file]#field-{key}")
        if field.count():
            field.set_input_files(RECEIPT)
            expect(page.locator(f"[data-pages$='/{key}'] [data-pages-list]")).to_contain_text("缴款凭证")
    page.locator("button[name=act][value=save]").click()
    page.wait_for_url(lambda url: url != here)


def _sign(page: Page) -> None:
    """Tick every sentence, sign, and press the button twice as the hasty do."""
    for box in page.locator("input[name=pledge]").all():
        box.check()
    page.check("input[name=signer_role][value=LEGAL_REPRESENTATIVE]")
    page.fill("#field-signer_name", "石立强")
    page.locator("button[value=submit]").dblclick()
    page.wait_for_url(re.compile(r"/my/batches/[0-9a-f-]{36}$"))


def _see_the_mark(page: Page, clear: Callable[[Page], None]) -> None:
    log_in(page, "intake")
    page.goto("/desk")
    mark = page.locator(".xn-batch").first
    expect(mark).to_have_text(f"{COUNT}件同批")
    mark.click()
    page.wait_for_url("**batch=**")
    expect(page.locator("[data-preview]")).to_have_count(COUNT)
    clear(page)

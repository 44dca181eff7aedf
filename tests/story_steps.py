"""People before a browser: each function is one of the things somebody does in the story that README.md tells.

`clicks` is how often the hasty press the button of a form.
"""

import re
from pathlib import Path

from builders import PDF
from playwright.sync_api import FilePayload, Locator, Page

MANY_LIMITS = 8
PASSWORD = "Demo-2026-pass"
APPLICANT = "applicant_b"
ENTERPRISES = {
    "applicant_b": "宏运渣土",
    "applicant_c": "海蓝化工",
    "applicant_d": "张记广告部",
    "applicant_e": "澄焰燃气",
}
DOCUMENT_NO = "牟城管罚决字〔2026〕第031号"
RECEIPT: FilePayload = {"name": "缴款凭证.pdf", "mimeType": "application/pdf", "buffer": PDF}
FOUND_RIGHT = "已向处罚机关核实，可以认定义务已经履行。"
PAPERS = ("receipt", "rectification", "t16", "authorisation")
APPLICATION = {
    "paid_on": "2026-05-20",
    "receipt_no": "0412345678",
    "paid_amount": "20000",
    "rectification_summary": "围挡已于 2026 年 5 月 18 日恢复，现场每日巡查并留有记录。",
    "rectified_on": "2026-05-18",
    "contact_phone": "13800138000",
    "signer_name": "李晓岚",
    "authorisation_until": "2026-12-31",
}
ANSWERS = {
    "intake": ("acceptance", "ACCEPT"),
    "first_reviewer": ("first_opinion", "AGREE"),
    "second_reviewer": ("second_opinion", "AGREE"),
    "decider": ("decision", "GRANT"),
}
TASK = re.compile(r"/(desk|my)/tasks/[0-9a-f-]{36}(\?all=1)?$")
QUESTION = re.compile(r"/my/tasks/[0-9a-f-]{36}/[a-z0-9_]+$")
DONE = re.compile(r"/my/cases/[0-9a-f-]{36}/submitted$")
MOST_QUESTIONS = 30
CASE = re.compile(r"/my/cases/[0-9a-f-]{36}$")


def log_in(page: Page, username: str) -> None:
    """Become somebody, whoever one was before."""
    page.context.clear_cookies()
    page.goto("/login")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/(my|desk|admin|studio|public)"))


def main_button(page: Page) -> Locator:
    """Return the one primary button of a page."""
    return page.locator("main button.btn-primary[type=submit]")


def apply_button(page: Page, applicant: str) -> Locator:
    """Return the button beside the record that can be repaired, under the name of the applicant's first enterprise."""
    named = page.locator(f"h3:has-text('{ENTERPRISES[applicant]}') + .xn-rows")
    return (named if named.count() else page.locator(".xn-rows")).locator("a[href$='/apply']")


def import_sample(page: Page, folder: Path, *, clicks: int = 1) -> None:
    """Download the sample file that the page offers, and bring it in."""
    log_in(page, "data_clerk")
    page.goto("/desk/imports")
    with page.expect_download() as download:
        page.click("a[href='/desk/imports/sample.xlsx']")
    sample = folder / download.value.suggested_filename
    download.value.save_as(sample)
    page.set_input_files("#file", sample)
    main_button(page).click(click_count=clicks)
    page.wait_for_url(re.compile(r"/desk/imports/[0-9a-f-]{36}$"))


def begin_application(page: Page, applicant: str = APPLICANT, *, clicks: int = 1) -> None:
    """Begin a case about the applicant's record, up to its first question."""
    log_in(page, applicant)
    apply_button(page, applicant).click()
    page.wait_for_url("**/apply")
    main_button(page).click(click_count=clicks)
    page.wait_for_url(QUESTION)


def open_application(page: Page, applicant: str = APPLICANT, *, clicks: int = 1) -> None:
    """Begin a case about the applicant's record, and have all its questions on one page."""
    begin_application(page, applicant, clicks=clicks)
    show_all(page)


def show_all(page: Page) -> None:
    """Change from one question to all of them on one page."""
    page.locator("main a[href$='?all=1']").click()
    page.wait_for_url(TASK)


def open_form(page: Page, applicant: str) -> None:
    """Open all questions of the applicant's application, begun now or in a test before."""
    log_in(page, applicant)
    page.goto("/my")
    begun = page.locator("main a[href^='/my/tasks/']")
    if begun.count():
        page.goto(f"{begun.first.get_attribute('href')}?all=1")
    else:
        open_application(page, applicant)


def fill_application(page: Page, *, but: str = "") -> None:
    """Fill in what the page asks of this record, as an agent; a fine is not paid before it is decided.

    `but` is a paper that is handed in otherwise. The page has all questions, or one.
    """
    for choice in ("input[name=signer_role][value=AGENT]", "#field-appeal_declaration"):
        if page.locator(choice).count():
            page.check(choice)
    asked = {field: text for field, text in APPLICATION.items() if page.locator(f"#field-{field}").count()}
    for field, text in asked.items():
        page.fill(f"#field-{field}", text)
    if "paid_on" in asked:
        decided_on = page.get_attribute("#field-paid_on", "min") or ""
        page.fill("#field-paid_on", max(decided_on, APPLICATION["paid_on"]))
    for field in PAPERS:
        if field != but and page.locator(f"#field-{field}").count():
            page.set_input_files(f"#field-{field}", RECEIPT)
    for box in page.locator("input[name=pledge], #field-electronic_service_consent").all():
        box.check()


def answer_questions(page: Page, *, clicks: int = 1) -> None:
    """Answer one question after the other, up to the page that shows the answers once more."""
    for _ in range(MOST_QUESTIONS):
        if page.url.endswith("?confirm=1"):
            return
        here = page.url
        fill_application(page)
        main_button(page).click(click_count=clicks)
        page.wait_for_url(lambda url, here=here: url != here)  # type: ignore[misc] # the one of this round
    raise AssertionError(page.url)


def look_over(page: Page, *, clicks: int = 1) -> None:
    """Go on to the page that shows the answers once more."""
    main_button(page).click(click_count=clicks)
    page.wait_for_url("**/my/tasks/*?confirm=1")


def apply_for_repair(page: Page, applicant: str = APPLICANT, *, clicks: int = 1) -> str:
    """Apply as the story tells; returns the path of the applicant's case page."""
    begin_application(page, applicant, clicks=clicks)
    answer_questions(page, clicks=clicks)
    main_button(page).click(click_count=clicks)
    page.wait_for_url(DONE)
    page.locator("main a.btn-primary").click()
    page.wait_for_url(CASE)
    return page.url.removeprefix(page.url.partition("/my/")[0])


def open_task(page: Page, username: str, applicant: str = APPLICANT) -> None:
    """Open the task in an applicant's case that waits for somebody of the staff."""
    log_in(page, username)
    page.goto(f"/desk?scope=group&q={ENTERPRISES[applicant]}")
    page.locator("[data-open]").first.click()
    page.wait_for_url(TASK)


def fill_opinion(page: Page, username: str) -> None:
    """Choose the answer of the story."""
    field, value = ANSWERS[username]
    page.check(f"input[name={field}][value={value}]")
    for duty in page.locator("input[name=duties]").all():
        duty.check()
    for doubt in page.locator("textarea[name^=answer_]").all():
        doubt.fill(FOUND_RIGHT)


def give_opinion(page: Page, username: str, applicant: str = APPLICANT, *, clicks: int = 1) -> None:
    """Agree, as the story does at each step of the staff."""
    if username == "decider":
        wait_out_publicity(page, applicant)
    open_task(page, username, applicant)
    fill_opinion(page, username)
    main_button(page).click(click_count=clicks)
    if username == "decider":
        page.wait_for_url("**/desk/tasks/*?confirm=1")
        main_button(page).click(click_count=clicks)
    page.wait_for_url(re.compile(r"/desk$"))


def wait_out_publicity(page: Page, applicant: str = APPLICANT) -> None:
    """Move time on until what the office intends was on display long enough, and the decision is due."""
    log_in(page, "decider")
    for _ in range(MANY_LIMITS):
        page.goto(f"/desk?scope=group&q={ENTERPRISES[applicant]}")
        if page.locator("[data-open]").count():
            return
        to_next_due(page)
    raise AssertionError(page.url)


def to_next_due(page: Page) -> None:
    """Press the button of the bar that moves time on."""
    page.locator("form[action='/demo/next-due'] button").click()
    page.wait_for_load_state()

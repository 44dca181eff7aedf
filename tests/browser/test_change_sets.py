"""The rules changed: asked what, two editors are filled in, and everything is confirmed together, on a phone."""

import re
from collections.abc import Callable

from builders import PDF
from playwright.sync_api import Page, ViewportSize, expect
from story_steps import log_in, main_button
from studio_steps import all_saved

LookAt = Callable[[Page], list[str]]
PHONE: ViewportSize = {"width": 390, "height": 844}
SET = re.compile(r"/rule-changes/[0-9a-f-]{36}")
TITLE = "补正期限 10 日改为 5 日"
LETTER = "PROCESS|credit_repair|letters/t08_correct.toml"
TESTED = 120_000
"""Milliseconds that submitting and the last consent may take: the tests of the process are run."""
OLD, NEW = "逾期不补正的", "期限届满前可以分次上传；逾期不补正的"


def begin(page: Page, look_at: LookAt) -> str:
    """Say what changes, from which day and by which document, and return the address of the set."""
    page.goto("/studio")
    page.get_by_role("link", name="规则变了").click()
    main_button(page).click()
    expect(page.locator("#error-summary")).to_contain_text("依据文号")
    assert look_at(page) == []
    page.fill("#title", TITLE)
    page.fill("#effective_on", "2026-10-12")
    page.fill("#basis", "牟信用办〔2026〕17号")
    page.fill("#reason", "补正期限缩短，通知书同时写明可以分次上传。")
    page.set_input_files("#document", {"name": "通知.pdf", "mimeType": "application/pdf", "buffer": PDF})
    main_button(page).click()
    page.wait_for_url(SET)
    return page.url.partition("#")[0]


def write_letter(page: Page, here: str, look_at: LookAt) -> None:
    """Say that a sentence in a letter changed, and change it where the editor opens."""
    page.goto(here)
    page.get_by_role("link", name="文书里的一句话").click()
    assert look_at(page) == []
    page.select_option("#target", LETTER)
    main_button(page).click()
    expect(page.get_by_text("属于变更单")).to_be_visible()
    text = page.locator("#text")
    assert OLD in text.input_value()
    text.fill(text.input_value().replace(OLD, NEW))
    all_saved(page)


def leave_wish(page: Page, here: str, look_at: LookAt) -> None:
    """Leave the period to those who may change it."""
    page.goto(f"{here}/add?what=VALUE")
    expect(page.get_by_text("期限和类别由系统管理员提出")).to_be_visible()
    assert look_at(page) == []
    page.fill("#text", "补正期限由 10 个工作日改为 5 个工作日")
    main_button(page).click()
    expect(page.locator("#wishes")).to_contain_text("改为 5 个工作日")


def propose_value(page: Page, here: str, look_at: LookAt) -> None:
    """Change the period in the set, and tick the wish off."""
    page.goto(here)
    page.get_by_role("link", name="期限或类别").click()
    page.select_option("#target", "repair.correction_wd")
    assert look_at(page) == []
    main_button(page).click()
    expect(page.get_by_text("将纳入变更单")).to_be_visible()
    assert look_at(page) == []
    page.fill("#value", "5")
    page.select_option("#regime", "R2026")
    page.get_by_role("button", name="纳入变更单").click()
    page.wait_for_url(SET)
    page.get_by_role("button", name="勾销").click()
    expect(page.locator("#wishes")).to_contain_text("已落实")


def consent(page: Page, here: str, who: str, look_at: LookAt) -> None:
    """Read everything on one page of a phone and consent."""
    log_in(page, who)
    page.goto(here)
    assert look_at(page) == []
    page.set_viewport_size(PHONE)
    expect(page.get_by_text("10 个工作日 → 5 个工作日").first).to_be_visible()
    expect(page.locator("ins").first).to_contain_text("可以分次上传")
    expect(page.get_by_role("link", name="通知.pdf")).to_be_visible()
    main_button(page).click()


def test_the_rules_change_together(page: Page, look_at: LookAt) -> None:
    page.set_default_timeout(TESTED)
    log_in(page, "process_admin")
    here = begin(page, look_at)
    write_letter(page, here, look_at)
    leave_wish(page, here, look_at)
    main_button(page).click()
    expect(page.get_by_text("有一项要求尚未落实")).to_be_visible()
    assert look_at(page) == []

    log_in(page, "system_admin")
    propose_value(page, here, look_at)
    main_button(page).click()
    expect(page.get_by_text("变更单已提交，已通知须表示同意的人员。")).to_be_visible()

    consent(page, here, "security_admin", look_at)
    expect(page.get_by_text("您已同意。").first).to_be_visible()
    consent(page, here, "process_admin_2", look_at)
    expect(page.get_by_text("变更单已确认，各项内容自施行日起同时施行。")).to_be_visible()
    expect(page.get_by_text("已发布为第 2 版").first).to_be_visible()
    page.goto("/rule-changes")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    assert look_at(page) == []
    page.goto(f"{here}?lang=en")
    assert look_at(page) == []

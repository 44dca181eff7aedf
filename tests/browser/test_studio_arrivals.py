"""A diagram that another tool drew, brought to the studio: what was adapted, and the drawing that it came without."""

import re
from collections.abc import Callable

from foreign_diagrams import SITE_VISIT
from playwright.sync_api import Page, expect
from story_steps import log_in
from studio_steps import all_saved

ARRIVAL = re.compile(r"/studio/drafts/[0-9a-f-]{36}/arrival$")


def test_a_foreign_diagram_is_adapted_told_and_laid_out(page: Page, look_at: Callable[[Page], list[str]]) -> None:
    log_in(page, "process_admin")
    page.goto("/studio")
    page.set_input_files("#bundle", {"name": "visit.bpmn", "mimeType": "text/xml", "buffer": SITE_VISIT})
    page.get_by_role("button", name="导入为草稿").click()
    page.wait_for_url(ARRIVAL)
    changed = page.locator("#changed")
    expect(changed.get_by_text("camunda:class").first).to_be_visible()
    expect(changed.get_by_text("请留意").first).to_be_visible()
    expect(page.locator("#findings").get_by_text("第 7 行").first).to_be_visible()
    page.locator("#rewritten summary").click()
    assert look_at(page) == []
    page.get_by_role("link", name="编辑流程图").click()
    place = page.locator("[data-ready]")
    expect(place).to_be_visible()
    expect(page.locator("[data-laid-out]").first).to_contain_text("已自动排布")
    expect(place.locator("[data-element-id='note_the_visit']").first).to_be_visible()
    all_saved(page)
    page.reload()
    expect(page.locator("[data-ready]")).to_be_visible()
    expect(page.locator("p[data-laid-out]")).to_be_hidden()

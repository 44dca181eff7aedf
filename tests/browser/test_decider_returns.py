"""The decider on a phone: a case is sent back with reasons, reviewed again, and then only granted or refused."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from story_steps import (
    apply_for_repair,
    give_opinion,
    import_sample,
    log_in,
    main_button,
    open_task,
    wait_out_publicity,
)

PHONE = {"width": 390, "height": 844}
WHY = "请复核五月二十日的缴款凭证是否属于本处罚。"


def test_a_decider_on_a_phone_returns_a_case_and_decides_it_when_it_is_back(
    page: Page, axe_violations: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    import_sample(page, tmp_path)
    case = apply_for_repair(page)
    for who in ("intake", "first_reviewer", "second_reviewer"):
        give_opinion(page, who)
    wait_out_publicity(page)
    page.set_viewport_size(PHONE)
    open_task(page, "decider")
    reasons = page.locator("textarea[name=return_reason]")
    expect(reasons).to_be_hidden()
    page.get_by_label("退回复审（写明理由）").check()
    expect(main_button(page)).to_have_text("下一步：核对退回内容")
    reasons.fill(WHY)
    assert axe_violations(page) == []
    main_button(page).click()
    page.wait_for_url("**/desk/tasks/*?confirm=1")
    expect(page.locator("main")).to_contain_text("尚未退回")
    expect(page.locator("main")).to_contain_text(WHY)
    assert axe_violations(page) == []
    expect(main_button(page)).to_have_text("退回复审")
    main_button(page).dblclick()
    page.wait_for_url(re.compile(r"/desk$"))

    log_in(page, "second_reviewer")
    page.goto("/desk")  # it is theirs already: nobody has to claim it
    page.locator("[data-open]").first.click()
    page.wait_for_url("**/desk/tasks/*")
    expect(page.locator("#opinion-part")).to_contain_text(WHY)
    assert axe_violations(page) == []
    page.check("input[name=second_opinion][value=AGREE]")
    main_button(page).click()
    page.wait_for_url(re.compile(r"/desk$"))

    open_task(page, "decider")
    assert page.locator("input[name=decision]").evaluate_all("each => each.map(one => one.value)") == [
        "GRANT",
        "REFUSE",
    ]
    log_in(page, "applicant_b")
    page.goto(case)
    expect(page.locator("main")).not_to_contain_text(WHY)

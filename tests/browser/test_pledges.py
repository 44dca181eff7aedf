"""Pledges before a real browser: written, published, looked at, broken, heard, and read by everybody (T05, S17)."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from story_steps import log_in, main_button, open_task

Look = Callable[[Page], list[str]]
PLEDGE = re.compile(r"/pledges/[0-9a-f-]{36}$")
CASE = re.compile(r"/desk/cases/[0-9a-f-]{36}$")
ROUNDS = 30
DOCUMENT = "牟城管罚决字〔2026〕第209号"


def test_a_pledge_goes_from_its_signer_to_its_breach(page: Page, look_at: Look) -> None:
    pledge = sign(page, look_at)
    publish(page, pledge, look_at)
    case = allege(page, pledge, look_at)
    serve(page, case, "违诺认定告知书")
    reply(page, look_at)
    decide(page, look_at)
    serve(page, case, "违诺认定决定书")
    log_in(page, "applicant_b")
    page.goto(f"/my/pledges/{pledge}")
    expect(page.locator(".xn-title-line")).to_contain_text("已认定违诺")
    assert look_at(page) == []
    read_by_everybody(page, pledge, look_at)


def sign(page: Page, look_at: Look) -> str:
    """Take a template, leave a sentence out, then sign; return the id of the pledge."""
    log_in(page, "applicant_b")
    page.goto("/my/pledges")
    page.get_by_role("link", name="作出承诺").click()
    page.get_by_role("link", name="渣土车辆密闭运输").click()
    page.wait_for_url(re.compile("template=CLOSED_TRANSPORT"))
    page.select_option("#authority", "ZM_URBAN")
    page.fill("#how_0", "")
    page.fill("#how_1", "")
    main_button(page).click()
    expect(page.locator("#error-summary")).to_contain_text("请勾选每一条")
    assert look_at(page) == []
    for box in page.locator("input[name=confirmed]").all():
        box.check()
    main_button(page).click()
    expect(page.locator("#error-summary")).to_contain_text("没有可以核查的事项")
    page.fill("#how_0", "现场抽查车辆")
    page.fill("#day_0", "2027-09-28")
    main_button(page).dblclick()
    page.wait_for_url(PLEDGE)
    expect(page.get_by_text("已签署，机关公示后对外可见")).to_be_visible()
    assert look_at(page) == []
    return page.url.rsplit("/", 1)[1]


def publish(page: Page, pledge: str, look_at: Look) -> None:
    """Find the pledge among those to be published, and put it on show."""
    page.goto(f"/public/pledges/{pledge}")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("密闭")
    log_in(page, "credit_office")
    page.goto("/desk/pledges?show=publish")
    page.get_by_role("link", name="渣土车辆密闭运输").click()
    assert look_at(page) == []
    main_button(page).click()
    expect(page.get_by_text("承诺已公示，跟踪核查已安排")).to_be_visible()
    page.goto("/desk/pledges/looks?show=all")
    page.get_by_role("link", name="渣土运输车辆全部密闭运输").click()
    page.select_option("#result", "NOT_FULFILLED")
    page.fill("#findings", "抽查发现两辆车未密闭。")
    page.fill("#evidence", "检查记录（牟城管检字〔2026〕第9号）")
    main_button(page).click()
    expect(page.get_by_text("核查结果本身不构成违诺认定")).to_be_visible()
    assert look_at(page) == []


def allege(page: Page, pledge: str, look_at: Look) -> str:
    """Allege the breach, and return the address of the case that hears it."""
    page.goto(f"/desk/pledges/{pledge}/breach")
    page.locator("button[form=breach-form]").click()
    expect(page.locator("#error-summary")).to_be_visible()
    assert look_at(page) == []
    page.select_option("#item_id", index=1)
    page.fill("#facts", "抽查发现两辆车未密闭。")
    page.fill("#evidence", "检查记录（牟城管检字〔2026〕第9号）")
    page.locator("button[form=breach-form]").dblclick()
    page.wait_for_url(CASE)
    assert look_at(page) == []
    return page.url


def serve(page: Page, case: str, title: str) -> None:
    """Hand the letter of a case over, as the clerk."""
    log_in(page, "clerk_of_office")
    page.goto(case)
    for _round in range(ROUNDS):  # its PDF is made and sealed behind the page
        if page.locator("li", has_text=title).get_by_role("link", name="下载 PDF").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.goto("/desk/letters")
    page.get_by_role("link", name=title).first.click()
    page.select_option("#way", "DIRECT")
    page.select_option("#result", "SERVED")
    page.fill("#made_on", "2026-09-29")
    page.fill("#receiver", "王建军")
    page.fill("#address", "中牟县牟山路1号")
    main_button(page).click()
    expect(page.locator("main")).to_contain_text("已登记送达")


def finish(page: Page) -> None:
    """Hand a form in, by way of the last look where it has one."""
    main_button(page).click()
    page.wait_for_url(re.compile(r"(confirm=1|/desk|/my/cases/.*)$"))
    if page.url.endswith("confirm=1"):
        main_button(page).click()
        page.wait_for_url(re.compile(r"(/desk|/my/cases/.*)$"))


def reply(page: Page, look_at: Look) -> None:
    """State one's case within the time."""
    log_in(page, "applicant_b")
    page.goto("/my")
    task = page.get_by_role("link", name="陈述申辩").first.get_attribute("href")
    page.goto(f"{task}?all=1")
    page.check("input[name=reply][value=ADMIT]")
    assert look_at(page) == []
    finish(page)


def decide(page: Page, look_at: Look) -> None:
    """Propose as the credit office, confirm as the decider."""
    open_task(page, "credit_office")
    page.check("input[name=proposal][value=CONFIRM]")
    page.fill("textarea[name=proposal_findings]", "两辆车未密闭，当事人无异议。")
    page.fill("input[name=document_no]", DOCUMENT)
    page.fill("input[name=document_on]", "2026-09-21")
    assert look_at(page) == []
    finish(page)
    open_task(page, "decider")
    page.check("input[name=confirmation][value=AGREE]")
    assert look_at(page) == []
    finish(page)


def read_by_everybody(page: Page, pledge: str, look_at: Look) -> None:
    """Find the pledge and its breach without an account."""
    page.context.clear_cookies()
    page.goto("/public/pledges?kind=VOLUNTARY&status=BREACH_CONFIRMED")
    page.locator(f"a[href='/public/pledges/{pledge}']").click()
    assert look_at(page) == []
    page.get_by_role("link", name="查看认定决定和修复途径").click()
    expect(page.locator("main")).to_contain_text(DOCUMENT)
    assert look_at(page) == []
    page.goto("/public/breaches?q=宏运")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    assert look_at(page) == []


def test_an_official_pledges_and_the_public_finds_nothing(page: Page, look_at: Look) -> None:
    log_in(page, "verifier")
    page.goto("/desk/staff-pledges/new")
    page.fill("#title", "廉洁执法")
    page.fill("#text_0", "不收受礼品礼金")
    page.fill("#how_0", "查阅廉政档案")
    for box in page.locator("input[name=confirmed]").all():
        box.check()
    main_button(page).click()
    page.wait_for_url(PLEDGE)
    expect(page.get_by_text("存入公职人员诚信档案").first).to_be_visible()
    assert look_at(page) == []
    where = page.url
    log_in(page, "section_head")
    page.goto("/desk/staff-pledges")
    page.get_by_role("link", name="廉洁执法").click()
    assert look_at(page) == []
    for who, status in (("credit_office", 404), ("applicant_b", 403)):
        log_in(page, who)
        answer = page.goto(where)
        assert answer is not None
        assert answer.status == status
    page.context.clear_cookies()
    for path in ("/public/pledges?q=廉洁", "/public/pledges?q=不收受", "/public?q=廉洁"):
        page.goto(path)
        expect(page.locator("main")).not_to_contain_text("廉洁执法")
    answer = page.goto(where.replace("/desk/", "/public/"))
    assert answer is not None
    assert answer.status == 404

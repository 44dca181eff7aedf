"""At the window a clerk files for a permit with documents to follow, in Chinese, on a wide screen and a phone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import PDF
from deferral_story import CONTRACT, SUBJECT, VEHICLES, WASHING, DeferralOffice
from playwright.sync_api import FilePayload, Page, expect
from served_office import Served, database_in, served
from story_steps import log_in, main_button

FORM, CASE = re.compile(r"/form$"), re.compile(r"/desk/window/cases/[0-9a-f-]{36}$")
PAPER: FilePayload = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": PDF}
SIGNED: FilePayload = {"name": "签字页.pdf", "mimeType": "application/pdf", "buffer": PDF + b"%signed"}
WASTE = "/matters/ZM_URBAN/CONSTRUCTION_WASTE"
Look = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served[DeferralOffice]]:
    """Serve an office to which a clean enterprise comes in person."""
    folder: Path = tmp_path_factory.mktemp("window")
    with served(DeferralOffice.ready(database_in(folder), folder)) as found:
        yield found


def test_a_permit_is_applied_for_at_the_window_with_a_document_to_follow(
    page: Page, service: Served[DeferralOffice], look_at: Look
) -> None:
    begun = service.office.begin().id
    log_in(page, "window")
    choose(page, look_at, begun)
    fill_in(page, look_at)
    sign_and_hand_in(page, look_at)
    service.office.case_id = page.url.rsplit("/", 1)[-1]
    service.office.do("intake", acceptance="ACCEPT")
    page.reload()
    assert look_at(page) == []
    page.get_by_role("link", name="登记到达").first.click()
    assert look_at(page) == []


def choose(page: Page, look_at: Look, begun: str) -> None:
    """Find the enterprise, the matter and the way, and note who is there; a draft begun online stays as it is."""
    page.goto("/desk/window/subjects/new")
    assert look_at(page) == []
    page.goto(f"/desk/window?q={SUBJECT}")
    page.locator("a[href^='/desk/window/subjects/']").click()
    assert look_at(page) == []
    page.get_by_role("link", name="在窗口继续办理").click()
    page.wait_for_url(f"**/desk/window/drafts/{begun}")
    assert look_at(page) == []
    page.get_by_role("link", name="取消").click()
    page.get_by_role("link", name="申请办理事项").click()
    page.wait_for_url("**/matters")
    assert look_at(page) == []
    page.locator(f"a[href$='{WASTE}']").click()
    page.wait_for_url(f"**{WASTE}")
    assert look_at(page) == []
    main_button(page).click()
    expect(page.locator("#error-way")).to_be_visible()
    assert look_at(page) == []
    page.check("input[name=way][value=deferred_acceptance]")
    page.fill("#name", "常泽")
    page.check("input[name=acts_as][value=LEGAL_REPRESENTATIVE]")
    page.check("input[name=shown][value=ID_CARD]")
    page.fill("#phone", "13955556666")
    main_button(page).click()
    page.wait_for_url(FORM)


def fill_in(page: Page, look_at: Look) -> None:
    """Type what is said, scan what is brought, and promise the rest."""
    expect(page.locator("[name=signer_name]")).to_have_value("常泽")
    page.fill("[name=application_content]", "广惠街项目土方3.2万立方米，2026年10月至11月外运。")
    for material, answer in ((CONTRACT, "LATER"), (VEHICLES, "NOW"), (WASHING, "NOW")):
        page.check(f"[name=has_{material}][value={answer}]")
    page.fill(f"[name=reason_{CONTRACT}]", "合同正在盖章。")
    for chosen in page.locator("#answers input[type=file]").all():
        if str(chosen.get_attribute("name")).startswith("material_") and chosen.is_visible():
            chosen.set_input_files(PAPER)
    page.check("[name=requested_wd][value='10']")
    for box in page.locator("[name=promise]").all():
        box.check()
    assert look_at(page) == []
    page.locator("button[form=answers][value=check]").click()
    page.wait_for_url(CASE)
    assert look_at(page) == []


def sign_and_hand_in(page: Page, look_at: Look) -> None:
    """Print the paper, scan it, hand it in, print the receipt."""
    with page.expect_download() as paper:
        page.locator("a[href$='/sheet.pdf']").click()
    page.fill("#mark", paper.value.suggested_filename[:15])
    page.set_input_files("#pages", [SIGNED])
    page.locator("#signed-form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("签字材料已保存")
    page.locator("#hand-in-form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("请打印收件回执")
    expect(page.locator("#deferred")).to_contain_text("合同")
    assert look_at(page) == []

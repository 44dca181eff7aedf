"""Key pages as they were looked at and found good, compared with how they look now (decision 0090).

`make kept-pictures` takes them anew; look at each before it is committed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from kept_pictures import compare, halved, keep, marked
from looked_at_ids import ids_of
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize
from running_service import RunningService
from story_steps import log_in
from told_town import told_template

KEPT = Path(__file__).parent / "kept"
FONTS = KEPT / "fonts.json"
MORNING = {"WORKFLOW_APP_NOW": "2026-09-29T09:00:00+08:00"}
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
CODES = "[data-code]"
"""What is drawn by lot in every told past; a picture has a plain box there."""
TALL = "document.documentElement.scrollHeight"
"""A window as tall as its page: bars at the foot of the window then stand at the same place in every picture."""
ALL_DRAWN = """() => [...document.querySelectorAll("[data-pdf-url], [data-diagram-url]")]
  .filter((place) => place.checkVisibility())
  .every((place) => place.matches("[data-drawn]") || place.querySelector("canvas[data-drawn]"))"""
"""Papers and diagrams are drawn when they come into view."""
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WIDTHS = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  const own = getComputedStyle(document.body).fontFamily;
  return Object.fromEntries(["400", "600"].flatMap((weight) =>
    ["修复信用公示期限", "Record as removed 0123456789"].map((text) => {
      pen.font = `${weight} 100px ${own}`;
      return [`${weight} ${text}`, Math.round(pen.measureText(text).width)];
    })));
}"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that is kept: its name, who sees it, how wide, in which language."""

    name: str
    who: str
    path: str
    size: ViewportSize
    lang: str

    @property
    def file(self) -> Path:
        """Where its picture lies."""
        return KEPT / f"{self.name}-{self.lang}-{self.size['width']}.png"


PAGES = (
    Kept("login", "", "/login", PHONE, "zh"),
    Kept("search", "", "/public", WIDE, "zh"),
    Kept("search", "", "/public", PHONE, "en"),
    Kept("intended-repair", "", "/public/repairs/{case_shown}", PHONE, "en"),
    Kept("applicant-home", "applicant_b", "/my", PHONE, "zh"),
    Kept("applicant-home", "applicant_b", "/my", WIDE, "en"),
    Kept("before", "applicant_e", "/my/records/{record_open}/apply", PHONE, "en"),
    Kept("question", "applicant_l", "/my/tasks/{task_draft}/payment", PHONE, "zh"),
    Kept("last-look", "applicant_l", "/my/tasks/{task_draft}?confirm=1", PHONE, "zh"),
    Kept("case", "applicant_b", "/my/cases/{case_first}", PHONE, "zh"),
    Kept("inbox", "first_reviewer", "/desk?scope=group", WIDE, "zh"),
    Kept("review", "first_reviewer", "/desk/tasks/{task_first}", WIDE, "zh"),
    Kept("removals", "data_clerk", "/desk/removals", WIDE, "en"),
    Kept("parameters", "system_admin", "/admin/parameters?q=repair", WIDE, "en"),
)


@pytest.fixture(scope="module")
def service(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """Serve the first morning of a demonstration, at which time stands still and nothing happens by itself."""
    data = tmp_path_factory.mktemp("kept") / "data"
    with RunningService.on_copy(told_template(run_folder), data, "--no-worker", environment=MORNING) as running:
        yield running


@pytest.fixture(scope="module")
def ids(service: RunningService) -> dict[str, str]:
    """Give what the paths of pages need."""
    return ids_of(service.data, {})


@pytest.fixture(scope="module")
def same_letters(browser: Browser, service: RunningService, pytestconfig: pytest.Config) -> None:
    """Compare only where letters have the widths they had when the pictures were kept."""
    with browser.new_context(base_url=service.address) as context:
        page = context.new_page()
        page.goto("/login")
        found = page.evaluate(WIDTHS)
    if _renews(pytestconfig):
        KEPT.mkdir(exist_ok=True)
        FONTS.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    if found != json.loads(FONTS.read_text()):
        pytest.skip(f"the fonts of this machine have other widths than those of the kept pictures: {found}")


@pytest.mark.parametrize("kept", PAGES, ids=lambda each: each.file.stem)
@pytest.mark.usefixtures("same_letters")
def test_a_key_page_looks_as_it_was_kept(
    page: Page, ids: dict[str, str], kept: Kept, pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    seen = halved(_take(page, kept, ids))
    if _renews(pytestconfig):
        keep(seen, kept.file)
    before = Image.open(kept.file)
    difference = compare(before, seen)
    if difference.is_seen:
        marked(seen, difference).save(tmp_path / "seen.png")
    assert not difference.is_seen, (
        f"{kept.path} looks different in {len(difference.cells)} places and is {difference.taller} px taller: compare "
        f"{tmp_path / 'seen.png'} with {kept.file}; if it is better now, run `make kept-pictures` and commit it"
    )


def _renews(config: pytest.Config) -> bool:
    """Tell whether the pictures are taken anew."""
    return bool(config.getoption("--keep-pictures", default=False))


def _take(page: Page, kept: Kept, ids: dict[str, str]) -> bytes:
    """Open a page and take it as it stands when all is there."""
    page.set_viewport_size(kept.size)
    if kept.who:
        log_in(page, kept.who)
    path = kept.path.format_map(ids)
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={kept.lang}")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    for _ in range(2):  # what is drawn when it comes into view makes the page taller
        page.set_viewport_size({**kept.size, "height": max(kept.size["height"], page.evaluate(TALL))})
        page.wait_for_function(ALL_DRAWN)
    page.evaluate(DRAWN)
    codes = [page.locator(CODES)]
    return page.screenshot(animations="disabled", scale="css", mask=codes, mask_color="#dde3ea")

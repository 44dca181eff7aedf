"""Process administrators before a browser: they begin drafts, and draw in the editor."""

import re
from collections.abc import Callable

from playwright.sync_api import FloatRect, Page, expect

SEEN = """(id) => {
  const drawing = document.querySelector("[data-studio]").drawing;
  drawing.get("canvas").zoom(1);
  drawing.get("canvas").scrollToElement(drawing.get("elementRegistry").get(id), 300);
}"""
DRAWN = """([source, target]) => document.querySelector("[data-studio]").drawing.get("elementRegistry")
  .find((each) => each.source?.id === source && each.target?.id === target)"""
BETWEEN = """([source, target]) => {
  const drawing = document.querySelector("[data-studio]").drawing;
  const flow = drawing.get("elementRegistry").find((each) => each.source?.id === source && each.target?.id === target);
  const [from, to] = flow.waypoints;
  const { x, y, scale } = drawing.get("canvas").viewbox();
  const place = drawing.get("canvas").getContainer().getBoundingClientRect();
  const on = (start, end, least, edge) => ((start + end) / 2 - least) * scale + edge;
  return [on(from.x, to.x, x, place.left), on(from.y, to.y, y, place.top)];
}"""
"""The middle of the first stretch of a flow, in the window."""
DRAFT = re.compile(r"/studio/drafts/[0-9a-f-]{36}$")
TESTS_RUN = 60_000
"""How long, in milliseconds, process tests may be run in the answer to one click where the machine is busy."""


def begin(page: Page, title: str, process: str = "credit_repair") -> str:
    """Begin a draft as whoever is logged in, open its diagram, and return the address of the draft."""
    page.goto(f"/studio/processes/{process}")
    page.fill("#title", title)
    page.get_by_role("button", name="新建草稿").click()
    page.wait_for_url(DRAFT)
    where = page.url
    open_diagram(page, where)
    return where


def open_diagram(page: Page, draft: str) -> None:
    page.goto(f"{draft}/diagram")
    page.locator("[data-ready]").wait_for()


def choose(page: Page, element: str) -> None:
    page.locator(f'[data-element-id="{element}"] .djs-hit').first.click(force=True)


def rename(page: Page, element: str, name: str) -> None:
    choose(page, element)
    page.get_by_label("中文名称").fill(name)
    page.keyboard.press("Tab")


def all_saved(page: Page) -> None:
    """Wait until what is drawn or written is saved, be it in order yet or not."""
    expect(page.locator("p[data-saved]")).to_have_text(re.compile("^已全部保存$|^已保存，但尚有"))


def see(page: Page, element: str) -> None:
    """Bring an element into view, as large as it is drawn."""
    page.evaluate(SEEN, element)


def pick(page: Page, element: str) -> None:
    """Click on an element near its corner, beside whatever hangs over it."""
    page.locator(f'[data-element-id="{element}"] .djs-hit').first.click(force=True, position={"x": 8, "y": 20})


def pick_flow(page: Page, source: str, target: str) -> None:
    """Click on the first stretch of the flow between two elements."""
    page.mouse.click(*page.evaluate(BETWEEN, [source, target]))


def name_element(page: Page, zh: str, en: str, element: str = "") -> None:
    """Say what the element that is chosen is called, and by which identifier it goes."""
    page.get_by_label("中文名称").fill(zh)
    page.get_by_label("英文名称").fill(en)
    if element:
        page.get_by_label("标识").fill(element)
    page.keyboard.press("Tab")


def make_room(page: Page, element: str, pixels: int) -> None:
    """Move everything right of an element to the right."""
    box = box_of(page, element)
    x, y = box["x"] + box["width"] + 16, box["y"] - 25
    page.locator(".djs-palette [data-action='space-tool']").click()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels / 2, y, steps=5)
    page.mouse.move(x + pixels, y, steps=5)
    page.mouse.up()


def lay(page: Page, kind: str, x: float, y: float) -> None:
    """Take something from the palette and lay it down at a place of the window."""
    page.locator(f".djs-palette [data-action='create.{kind}']").click()
    page.mouse.move(x - 2, y - 2, steps=3)
    page.mouse.move(x, y, steps=3)
    page.mouse.down()
    page.mouse.up()


def turn_into(page: Page, kind: str) -> None:
    """Give what is chosen another kind."""
    page.locator(".djs-context-pad [data-action='replace']").click()
    page.locator(f".djs-popup [data-id='replace-with-{kind}']").click()


def connect(page: Page, source: str, target: str) -> None:
    """Draw a flow from one element to another."""
    page.locator(".djs-palette [data-action='global-connect-tool']").click()
    for element in (source, target):
        box = box_of(page, element)
        at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.move(at[0] - 3, at[1] - 3, steps=3)
        page.mouse.move(*at, steps=3)
        page.mouse.down()
        page.mouse.up()
    page.wait_for_function(DRAWN, arg=[source, target])


def box_of(page: Page, element: str) -> FloatRect:
    """Return where an element or a flow is in the window."""
    box = page.locator(f'[data-element-id="{element}"] .djs-hit').first.bounding_box()
    assert box is not None
    return box


def expect_what_comes_now(page: Page, draft: str) -> None:
    """Put right each process test that a draft rightly passes otherwise, though all its steps can be done."""
    _for_each(page, draft, "草稿无误，以目前结果为准", lambda: None)


def walk_tests_again(page: Page, draft: str) -> None:
    """Put right each process test that stops at a step of which it knows nothing: do that, and let the rest follow."""

    def walk() -> None:
        page.get_by_role("button", name="填入样例答案").click()
        page.wait_for_url("**fill=1*")
        page.get_by_role("button", name="完成这一步").click()
        page.get_by_role("button", name="续走其余步骤").click()
        page.get_by_role("button", name="替换测试").click()
        expect(page.get_by_text("该测试已改正")).to_be_visible(timeout=TESTS_RUN)

    _for_each(page, draft, "从走不通处重走", walk)


def _for_each(page: Page, draft: str, name: str, act: Callable[[], None]) -> None:
    """Press the buttons of a name on the page of process tests, one after the other, until there is none any more."""
    page.goto(f"{draft}/tests?run=1")
    button = page.get_by_role("button", name=name)
    for _each in range(button.count()):
        button.first.click()
        with page.expect_navigation():
            page.locator("#xn-confirm [data-part=yes]").click()
        act()
        page.goto(f"{draft}/tests?run=1")
    expect(button).to_have_count(0)

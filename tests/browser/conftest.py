"""A real Chromium before a real service; every test below this folder carries the marker `browser`."""

import runpy
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from running_service import RunningService, demo_template
from running_town import Town, running_town

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDTHS = (WIDE["width"], PHONE["width"])
PATIENCE = 15_000
"""Milliseconds that a page may take to say what is expected; machines may be busy."""

expect.set_options(timeout=PATIENCE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the kept pictures be taken anew; known where a path below this folder is named."""
    parser.addoption("--keep-pictures", action="store_true", help="take the pictures of key pages anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies below this folder."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for the fixture of pytest-playwright, whose form pytest warns about; `service` says where to go."""
    return


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Use the machine's Chromium; nothing is downloaded."""
    chromium = runpy.run_path(str(ROOT / "scripts" / "browser.py"))["find_browser"]()
    assert chromium, "Chromium is missing: python3 scripts/browser.py"
    return browser_type_launch_args | {"executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="module")
def town(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Give the tests of one module a service and two other sites, with demo data of their own."""
    with running_town(demo_template(run_folder), tmp_path_factory.mktemp("town")) as running:
        yield running


@pytest.fixture(scope="module")
def service(town: Town) -> RunningService:
    """Give the tests of one module their service."""
    return town.service


@pytest.fixture(scope="module")
def browser_context_args(browser_context_args: dict[str, object], service: RunningService) -> dict[str, object]:
    """Let pages be named by their path, and be read as in Zhengzhou."""
    place = {"base_url": service.address, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
    return browser_context_args | place


@pytest.fixture
def phone_page(page: Page) -> Page:
    """Give a page as wide as a phone."""
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture(scope="session")
def axe_violations() -> Callable[[Page], list[str]]:
    """Give a function that names what axe finds on a page, one line per rule and place.

    A click waits until the page it leads to begins, not until it is there: the function waits for the rest.
    """
    source = AXE.read_text()

    def look(page: Page) -> list[str]:
        page.wait_for_load_state()
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found = page.evaluate("async () => (await axe.run({resultTypes: ['violations'], preload: false})).violations")
        return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return look


@pytest.fixture(scope="session")
def look_at(axe_violations: Callable[[Page], list[str]]) -> Callable[[Page], list[str]]:
    """Give a function that looks at a page on both screens, all its folds open; wider than a screen counts too.

    Who looks in both languages may let axe see one wide and the other narrow, by width: the elements are the same.
    """

    def look(page: Page, seen_on: Sequence[int] = WIDTHS) -> list[str]:
        said = []
        page.wait_for_load_state()
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            where = f"{page.url} {page.locator('html').get_attribute('lang')} {size['width']}"
            said += [f"{where}: {found}" for found in (axe_violations(page) if size["width"] in seen_on else ())]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                said.append(f"{where}: wider than the screen")
        return said

    return look

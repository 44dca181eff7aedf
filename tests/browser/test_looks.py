"""Every page, in both languages, on a wide screen and on a phone, as axe sees it."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import looked_at
import pytest
from looked_at_ids import ids_of
from playwright.sync_api import Page
from running_town import Town, running_town
from story_steps import log_in
from told_town import IDS, fill, told_template

SEEN_ON = {"en": (390,), "zh": (1280,)}
"""On which screen axe sees a page in which language; how wide it is counts on both in both."""
SWITCH = "form#switch"
GIVEN = {f"WORKFLOW_APP_{name}": value for name, value in looked_at.PROVIDER.items()}
Look = Callable[[Page, Sequence[int]], list[str]]


@pytest.fixture(scope="module")
def town(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Give a service in which there is one of everything, on the first morning of a demonstration."""
    with running_town(told_template(run_folder), tmp_path_factory.mktemp("town"), GIVEN, fill) as running:
        yield running


@pytest.fixture(scope="module")
def ids(town: Town) -> dict[str, str]:
    """Give what the paths of pages need."""
    data = town.service.data
    return ids_of(data, json.loads((data / IDS).read_text()))


@pytest.mark.parametrize("places", looked_at.PAGES, ids=lambda each: f"{each.role or 'anybody'} {each.paths[0]}")
def test_axe_finds_nothing_on_any_page(
    page: Page, ids: dict[str, str], look_at: Look, places: looked_at.Places
) -> None:
    if places.role:
        log_in(page, places.role)
    assert [each for path in places.paths for each in _look(page, path, ids, look_at)] == []


def _look(page: Page, place: str, ids: dict[str, str], look_at: Look) -> Iterator[str]:
    """Look at one page in both languages; it must be there for its reader, or be shut as the list says."""
    path = place.removeprefix(looked_at.AS_STRANGER).format_map(ids)
    for language, widths in SEEN_ON.items():
        page.set_viewport_size({"width": 1280, "height": 800})
        answer = page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        if answer is None or answer.status != looked_at.SHUT.get(place, 200):
            yield f"{path} {language}: {answer and answer.status}"
        if page.locator(
            SWITCH
        ).count():  # what was opened belongs to another enterprise: the page that asks, then the page
            yield from look_at(page, widths)
            page.locator("button[form=switch]").click()
            page.wait_for_load_state()
        yield from look_at(page, widths)

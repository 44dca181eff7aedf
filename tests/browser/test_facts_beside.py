"""Facts beside a page before a real browser: the column is narrow, and each is read in whole lines all the same."""

import pytest
from playwright.sync_api import Page
from story_steps import log_in
from studio_steps import begin

BROKEN = """() => {
  const drawn = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range;
  };
  const lines = (element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const bottoms = [];
    while (texts.nextNode()) bottoms.push(...[...drawn(texts.currentNode).getClientRects()].map((each) => each.bottom));
    bottoms.sort((one, other) => one - other);
    return bottoms.filter((each, index) => index === 0 || each - bottoms[index - 1] > 9).length;
  };
  const said = [];
  for (const list of document.querySelectorAll(".xn-cols-side > :last-child .xn-list")) {
    const whole = list.getBoundingClientRect();
    for (const value of list.querySelectorAll("dd")) {
      if (drawn(value).getBoundingClientRect().right > whole.right + 1) said.push(`sticks out: ${value.textContent}`);
      if (lines(value) > 1 && value.offsetWidth < whole.width / 2) said.push(`narrow lines: ${value.textContent}`);
    }
    for (const badge of list.querySelectorAll(".xn-badge")) {
      if (lines(badge) > 1) said.push(`broken badge: ${badge.textContent}`);
    }
  }
  return said;
}"""
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_stands_beside_a_draft_and_a_version_is_not_broken_into_narrow_lines(page: Page, language: str) -> None:
    log_in(page, "process_admin")
    draft = begin(page, "两旁的事实")
    for path, shown in ((draft, "#checks .xn-badge"), ("/studio/processes/credit_repair/versions/1", "dd time")):
        page.goto(f"{path}?lang={language}")
        assert page.locator(f".xn-cols-side {shown}").count()
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            assert page.evaluate(BROKEN) == []

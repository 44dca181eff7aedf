"""A form that takes its time says that it is still at work, and what with; a quick one says nothing."""

import pytest
from playwright.sync_api import Page, expect

STILL = "#xn-still"
HANG = "form => form.addEventListener('submit', event => event.preventDefault())"
"""Let a form wait for its answer for ever: the page sees it sent, and nothing comes back."""


@pytest.fixture
def form(page: Page) -> Page:
    """Open a page with a form whose answer does not come."""
    page.goto("/login")
    page.locator("main form").first.evaluate(HANG)
    page.fill("[name=username]", "nobody")
    page.fill("[name=password]", "not the password")
    return page


def send(form: Page) -> None:
    form.locator("main form button[type=submit]").first.click()


def test_what_takes_longer_than_a_moment_says_so(form: Page) -> None:
    send(form)
    expect(form.locator(STILL)).to_be_hidden()
    expect(form.locator(STILL)).to_have_text("仍在处理，请不要关闭本页。")
    expect(form.locator(STILL)).to_be_visible()


def test_a_form_names_what_it_waits_for(form: Page) -> None:
    form.locator("main form").first.evaluate("form => { form.dataset.still = '正在试算'; }")
    send(form)
    expect(form.locator(STILL)).to_have_text("正在试算")


def test_who_comes_back_to_the_page_is_not_told_any_more(form: Page) -> None:
    send(form)
    expect(form.locator(STILL)).to_be_visible()
    form.evaluate("window.dispatchEvent(new Event('pageshow'))")
    expect(form.locator(STILL)).to_be_hidden()

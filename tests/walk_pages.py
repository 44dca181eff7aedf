"""The page of a walk in the hands of a test: its buttons pressed, its forms filled in."""

from lxml.html import HtmlElement
from page_readers import Page, Reader
from werkzeug.datastructures import MultiDict

Fields = MultiDict[str, object]


def form_of(page: Page, act: str, what: str = "") -> Fields:
    """Return what a form of the walk would send as it stands."""

    def fits(form: HtmlElement) -> bool:
        sent = dict(form.form_values())
        return sent.get("walk-act") == act and what in (sent.get("walk-what") or "")

    form = next(each for each in page.all("//form[@method='post']") if fits(each))
    return MultiDict([(name, value) for name, value in form.form_values() if name])


def do(who: Reader, here: str, page: Page, act: str, *, expect: int = 303, **changed: object) -> Page:
    """Press the first button of a kind, and return the page that it leads to."""
    fields = form_of(page, act)
    for name, value in changed.items():
        fields[name.replace("_", "-", 1) if name.startswith("walk_") else name] = value
    answer = who.post(here, fields, expect=expect)
    return who.get(here) if expect == 303 else answer


def done(who: Reader, here: str) -> Page:
    """Fill in what is open and complete it."""
    filled = who.get(f"{here}?fill=1")
    return do(who, here, filled, "COMPLETE")

"""People at the service window: a clerk before a browser, and the steps of a filing."""

import io

from builders import PDF, URBAN, USCC_B, Service, hire
from page_readers import APPLICATION, Page, Reader, papers, reader
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.models import WindowFiling

WINDOW, CLERK = "/desk/window", "window_clerk"
OWNER, PHONE = "王建军", "13955556666"
PERSON = {"name": OWNER, "acts_as": "LEGAL_REPRESENTATIVE", "shown": "ID_CARD", "phone": PHONE}
NO_MANDATE = {"mandate_until": ""}


def clerk(service: Service, name: str = CLERK, *, lang: str = "en") -> Reader:
    """Return a clerk of the window; who has no account yet gets one."""
    with service.tools.database.read() as unit:
        known = unit.accounts.find_by_username(name) is not None
    if not known:
        hire(service, name, Role.WINDOW, authority=URBAN)
    return reader(service, name, lang=lang)


def record_path(who: Reader, q: str = USCC_B) -> str:
    """Find an enterprise and return where its record can be applied for."""
    found = who.get(f"{WINDOW}?q={q}")
    (subject,) = found.all("//a[contains(@href, '/desk/window/subjects/')]/@href")
    (record,) = who.get(str(subject)).all("//a[contains(@href, '/desk/window/records/')]/@href")
    return str(record)


def begin(who: Reader, **changed: str) -> str:
    """Begin an application for who stands at the counter and return where its case is."""
    path = record_path(who)
    sent = who.submit(who.get(path), "person-form", {**PERSON, **NO_MANDATE, **changed})
    return sent.location.removesuffix("/form")


def fill_in(who: Reader, case: str, **changed: object) -> Page:
    """Fill in the form and return the page of the case."""
    sent = who.submit(who.get(f"{case}/form"), "answers", {**APPLICATION, **papers(), **changed, "act": "check"})
    return who.get(sent.location)


def mark_on(page: Page) -> str:
    """Return the number that the paper to sign has now."""
    (found,) = page.all("//a[contains(@href, '/sheet.pdf')]/ancestor::section//p/text()[contains(., 'carries')]")
    return str(found).split("the number ")[1].split(";")[0]


def scan(number: int = 1) -> tuple[io.BytesIO, str, str]:
    """Return a scanned page, unlike every other."""
    return io.BytesIO(PDF + b"%" + str(number).encode()), f"page-{number}.pdf", "application/pdf"


def sign(who: Reader, case: str, *, mark: str = "", first: int = 1, expect: int = 303) -> Page:
    """Keep two pages of the signed paper."""
    page = who.get(case)
    fields = {"mark": mark or mark_on(page), "pages": [scan(first), scan(first + 1)]}
    return who.submit(page, "signed-form", fields, expect=expect)


def hand_in(who: Reader, case: str, *, expect: int = 303, **changed: object) -> Page:
    """Hand in what was signed."""
    return who.submit(who.get(case), "hand-in-form", changed, expect=expect)


def filed(who: Reader) -> str:
    """File for who stands at the counter, from the first click to the last, and return where the case is."""
    case = begin(who)
    fill_in(who, case)
    sign(who, case)
    hand_in(who, case)
    return case


def filing_of(service: Service, case: str) -> WindowFiling:
    """Return what is kept of a filing."""
    with service.tools.database.read() as unit:
        row = unit.session.scalar(select(WindowFiling).where(WindowFiling.case_id == case.rsplit("/", 1)[-1]))
        assert row is not None
        return row

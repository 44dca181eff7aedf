"""Every page, in both languages, on a wide screen and on a phone, as axe sees it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page
from running_town import Town
from story_steps import (
    ENTERPRISES,
    apply_for_repair,
    give_opinion,
    import_sample,
    log_in,
    open_application,
    to_next_due,
)

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
STAFF = ("intake", "first_reviewer", "second_reviewer", "decider")


@dataclass(frozen=True, slots=True)
class Places:
    """The pages of one role, by their paths."""

    role: str
    paths: tuple[str, ...]


@pytest.fixture(scope="module")
def told(
    browser: Browser, browser_context_args: dict[str, object], town: Town, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Make a finished case, one under review and a draft; returns what the paths of pages need."""
    with browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        import_sample(page, tmp_path_factory.mktemp("sample"))
        apply_for_repair(page)
        for username in STAFF:
            give_opinion(page, username)
        apply_for_repair(page, "applicant_d")
        give_opinion(page, "intake", "applicant_d")
        open_application(page, "applicant_e")
        to_next_due(page)
    return _ids(town)


def _ids(town: Town) -> dict[str, str]:
    """Return ids of what there is, by name."""

    def one(question: str, *values: str) -> str:
        return str(town.ask(question, *values)[0][0])

    case = 'SELECT "case".id FROM "case" JOIN subject ON subject.id = subject_id WHERE name LIKE ?'
    names = {"finished": "applicant_b", "running": "applicant_d", "draft": "applicant_e"}
    ids = {name: one(case, f"%{ENTERPRISES[applicant]}%") for name, applicant in names.items()}
    task = "SELECT id FROM task WHERE case_id = ? AND status = ?"
    record = 'SELECT record_id FROM "case" WHERE id = ?'
    return ids | {
        "review": one(task, ids["running"], "OPEN"),
        "form": one(task, ids["draft"], "OPEN"),
        "done": one("SELECT id FROM task WHERE case_id = ? AND element = 'review_first'", ids["finished"]),
        "repaired": one(record, ids["finished"]),
        "shown": one(record, ids["running"]),
        "import": one("SELECT id FROM record_import"),
        "pledge": one("SELECT id FROM pledge WHERE case_id = ?", ids["running"]),
        "code": one("SELECT code FROM letter"),
        "proposal": one("SELECT id FROM proposal"),
    }


CALCULATOR = "/admin/regimes?decided_on=2025-12-20&filed_on=2026-04-01&data_class=WORK_SAFETY"
PAGES = (
    Places("", ("/login", "/public", "/public?q=无", "/public/records/{shown}", "/public/records/{repaired}")),
    Places("", ("/public/cases", "/public/letters", "/public/letters/{code}", "/public/letters/AAAA", "/nowhere")),
    Places("", ("/register", "/forgotten", "/setup/nothing", "/consent/nothing")),
    Places("applicant_b", ("/my/enterprises", "/my/enterprises/add", "/my/enterprises/add/notice")),
    Places("applicant_b", ("/my/enterprises/add/consent", "/my/enterprises/add/mandate")),
    Places("intake", ("/desk/bindings", "/desk/bindings?show=answered")),
    Places("", ("/public/pledges", "/public/pledges?q=无", "/public/pledges/{pledge}")),
    Places("applicant_b", ("/my", "/my/letters", "/my/records/{repaired}", "/my/cases/{finished}", "/desk")),
    Places("applicant_b", ("/account/contact", "/demo/messages", "/notices")),
    Places("applicant_d", ("/my", "/my/cases/{running}", "/my/cases/{running}/withdraw")),
    Places("applicant_e", ("/my", "/my/cases/{draft}", "/my/tasks/{form}", "/my/tasks/{form}?confirm=1")),
    Places("first_reviewer", ("/desk?scope=group", "/desk?scope=mine", "/desk?scope=done", "/desk/tasks/{review}")),
    Places("first_reviewer", ("/desk/tasks/{done}", "/desk/cases", "/desk/cases/{running}", "/desk/cases/{finished}")),
    Places("data_clerk", ("/desk/imports", "/desk/imports/{import}", "/desk/removals")),
    Places(
        "data_clerk", ("/desk/records", "/desk/records?q=nobody", "/desk/records/{shown}", "/desk/records/{repaired}")
    ),
    Places("process_admin", ("/studio", "/studio/processes/credit_repair")),
    Places("auditor", ("/admin", "/admin/audit", "/admin/processes", "/admin/processes/credit_repair")),
    Places(
        "", ("/public/clocks", "/public/clocks?from=2026-09-30&amount=10", "/public/clocks?from=x", "/public/outages")
    ),
    Places("system_admin", ("/admin/calendars?year=2026", "/admin/calendars?year=2027", "/admin/outages")),
    Places("system_admin", ("/admin", "/admin/sites", "/admin/accounts", "/admin/parameters?q=repair")),
    Places("system_admin", ("/admin/parameters/repair.correction_wd", CALCULATOR, "/admin/classes")),
    Places("security_admin", ("/admin/accounts",)),
    Places("security_admin", ("/admin/proposals", "/admin/proposals/{proposal}", "/admin/proposals?show=decided")),
)


@pytest.mark.parametrize("places", PAGES, ids=lambda places: f"{places.role or 'anybody'} {places.paths[0]}")
def test_axe_finds_nothing_on_any_page(
    page: Page, told: dict[str, str], axe_violations: Callable[[Page], list[str]], places: Places
) -> None:
    if places.role:
        log_in(page, places.role)
    assert [each for path in places.paths for each in _look(page, path.format(**told), axe_violations)] == []


def _look(page: Page, path: str, axe_violations: Callable[[Page], list[str]]) -> Iterator[str]:
    """Look at one page in both languages and widths; a page that is wider than its screen counts too."""
    for language in ("en", "zh"):
        page.set_viewport_size(WIDE)
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            where = f"{path} {language} {size['width']}"
            yield from (f"{where}: {found}" for found in axe_violations(page))
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                yield f"{where}: wider than the screen"

"""Every page, in both languages, on a wide screen and on a phone, as axe sees it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page
from running_service import command
from running_town import Town
from story_steps import (
    ENTERPRISES,
    MANY_LIMITS,
    apply_for_repair,
    give_opinion,
    import_sample,
    log_in,
    main_button,
    open_application,
    to_next_due,
)

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
RECORD_OF = 'SELECT record_id FROM "case" JOIN subject ON subject.id = subject_id WHERE name LIKE ?'
COURSE_OF = (
    'SELECT course_version.id FROM course_version JOIN "case" USING (authority_id) WHERE "case".id = ? '
    "ORDER BY course_version.version DESC"
)
CLASS = {
    "title": "2026年10月信用修复培训班",
    "place": "三楼会议室",
    "starts_at": "2026-10-29T09:00",
    "ends_at": "2026-10-29T11:30",
    "capacity": "30",
    "hours": "3",
    "trainer": "叶书白",
}
DASHED, PLAIN = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), re.compile("[0-9a-f]{32}")
BARRED = (403, 404, 500)
MISSING = (
    *("/nowhere", "/public/letters/AAAA", "/public/records/{repaired}", "/desk"),
    *("/setup/nothing", "/consent/nothing"),
)
"""What is not there for its reader, and is looked at for the page that says so; every other page must be there."""
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
        _plan_class(page)
        _leave_nobody(page, town)
        _hide(page, _one(town, RECORD_OF, f"%{ENTERPRISES['applicant_e']}%"))
        to_next_due(page)
    return _ids(town)


def _plan_class(page: Page) -> None:
    """Plan a class that anybody may come to."""
    log_in(page, "trainer")
    page.goto("/desk/training/sessions/new")
    for field, text in CLASS.items():
        page.fill(f"#{field}", text)
    main_button(page).click()
    page.wait_for_url(re.compile(r"/desk/training/sessions/[0-9a-f-]{36}$"))


def _leave_nobody(page: Page, town: Town) -> None:
    """Bring a case to its second review when the one who does it has left, until somebody is asked to name another."""
    apply_for_repair(page, "applicant_c")
    for username in STAFF[:2]:
        give_opinion(page, username, "applicant_c")
    command("user", "disable", "second_reviewer", data=town.service.data)
    for _ in range(MANY_LIMITS):
        if town.count("appointment"):
            return
        to_next_due(page)
    raise AssertionError("nobody was asked")


def _hide(page: Page, record_id: str) -> None:
    """Hide a record in an emergency."""
    log_in(page, "data_clerk")
    page.goto(f"/desk/records/{record_id}/hide")
    page.select_option("#reason", index=1)
    page.fill("#note", "当事人名称与决定书不一致，先行撤下核对。")
    main_button(page).click()
    page.wait_for_load_state()


def _one(town: Town, question: str, *values: str) -> str:
    """Return the first value of the first row, an id with its dashes: SQLite keeps it without, addresses have them."""
    asked = [each.replace("-", "") if DASHED.fullmatch(each) else each for each in values]
    found = str(town.ask(question, *asked)[0][0])
    return str(UUID(found)) if PLAIN.fullmatch(found) else found


def _ids(town: Town) -> dict[str, str]:
    """Return ids of what there is, by name."""

    def one(question: str, *values: str) -> str:
        return _one(town, question, *values)

    case = 'SELECT "case".id FROM "case" JOIN subject ON subject.id = subject_id WHERE name LIKE ?'
    names = {"finished": "applicant_b", "running": "applicant_d", "draft": "applicant_e", "stuck": "applicant_c"}
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
        "letter": one("SELECT id FROM letter WHERE kind = 'T22_GRANT'"),
        "series": one("SELECT number_series.id FROM number_series JOIN letter USING (authority_id, series, year)"),
        "removal": one("SELECT id FROM removal"),
        "hiding": one("SELECT id FROM hiding"),
        "appointment": one("SELECT id FROM appointment"),
        "class": one("SELECT id FROM training_session"),
        "course": one(COURSE_OF, ids["finished"]),
        "own": one('SELECT subject_id FROM "case" WHERE id = ?', ids["finished"]),
    }


CALCULATOR = "/admin/regimes?decided_on=2025-12-20&filed_on=2026-04-01&data_class=WORK_SAFETY"
PAGES = (
    Places("", ("/login", "/public", "/public?q=无", "/public/records/{shown}", "/public/records/{repaired}")),
    Places("", ("/public/cases", "/public/letters", "/public/letters/{code}", "/public/letters/AAAA", "/nowhere")),
    Places("", ("/register", "/forgotten", "/setup/nothing", "/consent/nothing")),
    Places("applicant_b", ("/my/enterprises", "/my/enterprises/add", "/my/enterprises/add/notice")),
    Places("applicant_b", ("/my/enterprises/add/consent", "/my/enterprises/add/mandate")),
    Places("intake", ("/desk/bindings", "/desk/bindings?show=answered")),
    Places("", ("/public/matters", "/public/matters?q=无", "/public/matters/ZM_URBAN/CONSTRUCTION_WASTE")),
    Places("credit_office", ("/desk/matters",)),
    Places("", ("/public/pledges", "/public/pledges?q=无", "/public/pledges/{pledge}")),
    Places("applicant_b", ("/my", "/my/letters", "/my/records/{repaired}", "/my/cases/{finished}", "/desk")),
    Places("applicant_b", ("/account/contact", "/demo/messages", "/notices")),
    Places("applicant_d", ("/my", "/my/cases/{running}", "/my/cases/{running}/withdraw")),
    Places("applicant_e", ("/my", "/my/cases/{draft}", "/my/tasks/{form}", "/my/tasks/{form}?confirm=1")),
    Places("first_reviewer", ("/desk?scope=group", "/desk?scope=mine", "/desk?scope=done", "/desk/tasks/{review}")),
    Places("first_reviewer", ("/desk/tasks/{done}", "/desk/cases", "/desk/cases/{running}", "/desk/cases/{finished}")),
    Places("first_reviewer", ("/desk?scope=waiting", "/desk/cases?q=031", "/desk/cases/{running}/calls")),
    Places("section_head", ("/desk?scope=group", "/desk/section", "/desk/section/districts")),
    Places("data_clerk", ("/desk/imports", "/desk/imports/{import}", "/desk/removals")),
    Places(
        "data_clerk", ("/desk/records", "/desk/records?q=nobody", "/desk/records/{shown}", "/desk/records/{repaired}")
    ),
    Places("clerk_of_office", ("/desk/letters", "/desk/letters/{letter}", "/desk/letters/{letter}/paper")),
    Places("clerk_of_office", ("/desk/letters/open", "/desk/letters/numbers", "/desk/letters/numbers/{series}")),
    Places("clerk_of_office", ("/desk/cases/{finished}/sheet", "/desk/cases/{stuck}/sheet")),
    Places("section_head", ("/desk/appointments", "/desk/appointments?show=all", "/desk/appointments/{appointment}")),
    Places("data_clerk", ("/desk/removals/hidden", "/desk/removals/hidden/{hiding}", "/desk/records/{shown}/hide")),
    Places("data_clerk", ("/desk/removals/{removal}", "/desk/site-jobs", "/desk/site-batches", "/desk/inbound")),
    Places("intake", ("/desk/inbound/new",)),
    Places("data_clerk", ("/desk/records/{repaired}/letters",)),
    Places("complaint_handler", ("/desk/objections",)),
    Places("trainer", ("/desk/training", "/desk/training/sessions/new", "/desk/training/sessions/{class}")),
    Places("trainer", ("/desk/training/sessions/{class}/change", "/desk/training/sessions/{class}/sheet")),
    Places("trainer", ("/desk/training/courses", "/desk/training/courses/{course}", "/desk/training/certificates")),
    Places("applicant_b", ("/my/training", "/my/training/records/{repaired}", "/my/training/sessions/{class}")),
    Places(
        "applicant_b",
        ("/my/training/courses/{course}?subject={own}", "/my/training/courses/{course}/lessons/1?subject={own}"),
    ),
    Places("system_admin", ("/admin/sites/new", "/admin/sites/CREDIT_ZZ", "/admin/sites/CREDIT_CHINA")),
    Places("process_admin", ("/studio", "/studio/processes/credit_repair")),
    Places("auditor", ("/admin", "/admin/audit", "/admin/processes", "/admin/processes/credit_repair")),
    Places(
        "", ("/public/clocks", "/public/clocks?from=2026-09-30&amount=10", "/public/clocks?from=x", "/public/outages")
    ),
    Places("system_admin", ("/admin/calendars?year=2026", "/admin/calendars?year=2027", "/admin/outages")),
    Places("system_admin", ("/admin", "/admin/sites", "/admin/accounts", "/admin/parameters?q=repair")),
    Places("system_admin", ("/admin/parameters/repair.correction_wd", CALCULATOR, "/admin/classes")),
    Places("security_admin", ("/admin/accounts", "/account/second-step")),
    Places("security_admin", ("/admin/proposals", "/admin/proposals/{proposal}", "/admin/proposals?show=decided")),
)


@pytest.mark.parametrize("places", PAGES, ids=lambda places: f"{places.role or 'anybody'} {places.paths[0]}")
def test_axe_finds_nothing_on_any_page(
    page: Page, told: dict[str, str], axe_violations: Callable[[Page], list[str]], places: Places
) -> None:
    if places.role:
        log_in(page, places.role)
    assert [each for path in places.paths for each in _look(page, path, told, axe_violations)] == []


def _look(page: Page, place: str, told: dict[str, str], axe_violations: Callable[[Page], list[str]]) -> Iterator[str]:
    """Look at one page in both languages and widths; a page that is wider than its screen counts too."""
    path = place.format(**told)
    for language in ("en", "zh"):
        page.set_viewport_size(WIDE)
        answer = page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        if answer is None or (answer.status in BARRED and place not in MISSING):
            yield f"{path} {language}: not there for its reader"
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            where = f"{path} {language} {size['width']}"
            yield from (f"{where}: {found}" for found in axe_violations(page))
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                yield f"{where}: wider than the screen"

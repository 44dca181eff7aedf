"""Menus offer what opens: every entry of every area, for every role."""

import pytest
from builders import URBAN, Service, hire
from page_readers import Page, reader

from workflow_app.domain.actors import Role


@pytest.mark.parametrize("role", list(Role))
def test_every_entry_of_every_menu_opens_for_whom_it_is_shown_to(module_service: Service, role: Role) -> None:
    username = f"menu_{role.lower()}"
    hire(module_service, username, role, authority=URBAN)
    who = reader(module_service, username)
    start = who.get("/", expect=303).location
    seen, waiting = set[str](), {start, "/notices"}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        page = who.get(address)
        offered = page.all("//nav[@aria-label='Menu']//a/@href | //header//*[@class='xn-menu-box']/a/@href")
        waiting |= {str(each) for each in offered if str(each).startswith("/")} - seen
    assert len(seen) > 2


def marked(page: Page) -> set[str]:
    return {str(each) for each in page.all("//nav[@aria-label='Menu']//a[@aria-current]/@href")}


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        ("/public", "/public"),
        ("/public/pledges", "/public/pledges"),
        ("/public/breaches", "/public/pledges"),
        ("/public/concerns", "/public/cases"),
        ("/public/repairs/objections", "/public/repairs"),
    ],
)
def test_a_page_without_an_entry_of_its_own_marks_the_one_it_belongs_to(
    module_service: Service, page: str, entry: str
) -> None:
    assert marked(reader(module_service).get(page)) == {entry}


def test_taking_down_belongs_to_the_window_or_to_who_handles_objections(module_service: Service) -> None:
    for name, role, entry in (
        ("marks_window", Role.WINDOW, "/desk/window"),
        ("marks_handler", Role.COMPLAINT_HANDLER, "/desk/concerns"),
    ):
        hire(module_service, name, role, authority=URBAN)
        assert marked(reader(module_service, name).get("/desk/concerns/entry")) == {entry}

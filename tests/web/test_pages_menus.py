"""Menus offer what opens: every entry of every area, for every role."""

import pytest
from builders import URBAN, Service, hire
from page_readers import reader

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

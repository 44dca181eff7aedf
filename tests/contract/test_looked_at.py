"""No page exists that nobody looks at: the addresses of the application, held against the lists of `looked_at.py`."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import looked_at
import looked_at_elsewhere
import pytest
from werkzeug.exceptions import NotFound
from werkzeug.routing import Map

from workflow_app.app import create_app
from workflow_app.config import from_env
from workflow_app.parts import build

BROWSER = Path(__file__).parents[1] / "browser"
NO_ID = "0190b1d2-0000-7000-8000-000000000000"
PROGRAMS = "/api/v1/"
FOR_PEOPLE = {"/api/v1/docs"}


class AnyId(dict[str, str]):
    """Names of ids, each with an id of nothing."""

    def __missing__(self, _name: str) -> str:
        return NO_ID


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Map:
    settings = from_env({"WORKFLOW_APP_DATA_DIR": str(tmp_path_factory.mktemp("data"))})
    with closing(build(settings)) as parts:
        return create_app(parts).url_map


def pages_of(addresses: Map) -> Iterator[str]:
    """Yield the endpoint of whatever a browser can ask for, but what is for programs."""
    for rule in addresses.iter_rules():
        for_programs = rule.rule.startswith(PROGRAMS) and rule.rule not in FOR_PEOPLE
        if "GET" in (rule.methods or ()) and not for_programs:
            yield rule.endpoint


def looked_at_by(addresses: Map) -> dict[str, str]:
    """Return the endpoints of the places that are looked at; one that is not there on purpose has none."""
    adapter, found = addresses.bind("localhost"), {}
    for place in (path for each in looked_at.PAGES for path in each.paths):
        path = place.removeprefix(looked_at.AS_STRANGER).format_map(AnyId()).partition("?")[0]
        try:
            found[adapter.match(path)[0]] = place
        except NotFound:
            assert place in looked_at.SHUT, f"{place} leads nowhere"
    return found


def test_every_page_is_looked_at_or_says_why_not(addresses: Map) -> None:
    excused = looked_at.NOT_PAGES.keys() | looked_at_elsewhere.ELSEWHERE.keys()
    assert sorted(set(pages_of(addresses)) - looked_at_by(addresses).keys() - excused) == []


def test_no_excuse_is_left_over(addresses: Map) -> None:
    excused = looked_at.NOT_PAGES.keys() | looked_at_elsewhere.ELSEWHERE.keys()
    assert sorted(excused - set(pages_of(addresses))) == []
    assert sorted(excused & looked_at_by(addresses).keys()) == []
    assert not looked_at.NOT_PAGES.keys() & looked_at_elsewhere.ELSEWHERE.keys()


def test_what_is_looked_at_elsewhere_really_is() -> None:
    files = {*looked_at_elsewhere.ELSEWHERE.values(), *looked_at_elsewhere.TEMPLATES_ELSEWHERE.values()}
    assert sorted(name for name in files if "look_at(" not in (BROWSER / name).read_text()) == []

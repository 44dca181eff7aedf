"""Every page that has no object in its address, asked with what no link of ours says: refused or ignored, no fault."""

import inspect
import re
import sys
from collections.abc import Iterator

import pytest
from builders import Service, hire
from page_readers import reader

from workflow_app.domain.actors import Role

ODD = (
    "9" * 5000,
    "-1",
    "999999999999999999999",
    "0001-01-01",
    "9999-12-31",
    "٠٩",
    "'\"<>&%",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "AAAA",
    "\ud800",
)
SERVER_FAULT = 500


def addresses(service: Service) -> Iterator[tuple[str, str]]:
    """Yield each page with each name that its module looks for in an address."""
    app = service.app
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments and not rule.rule.startswith(("/api", "/static")):
            yield from ((rule.rule, name) for name in _names(app.view_functions[rule.endpoint]))


def _names(view: object) -> set[str]:
    module = sys.modules.get(str(getattr(view, "__module__", "")))
    source = inspect.getsource(module) if module is not None else ""
    looked_for = re.findall(r'args\.(?:get|getlist)\("(\w+)"', source)
    return {*looked_for, *re.findall(r'"(\w+)" (?:not )?in request\.args', source), "q", "batch"}


@pytest.mark.long
@pytest.mark.parametrize("role", [None, *Role])
def test_an_odd_address_is_never_a_fault(service: Service, role: Role | None) -> None:
    if role is not None:
        hire(service, "somebody", role)
    who = reader(service, "somebody" if role else None)
    client, faults = who.client, []  # odd bytes, which a reader would not send
    open_pages = {path for path, _ in addresses(service) if client.get(path).status_code < 300}
    for path, name in addresses(service):
        for value in ODD if path in open_pages else ():
            answer = client.get(path, query_string={name: value.encode("utf-8", "surrogatepass")}, buffered=True)
            if answer.status_code >= SERVER_FAULT:
                faults.append((path, name, value[:20], answer.status_code))
    assert open_pages
    assert faults == []

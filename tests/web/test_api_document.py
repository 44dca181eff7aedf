"""The OpenAPI document says what the service does: no path more, no path less."""

import re
from collections.abc import Callable

from builders import Service
from callers import API, Caller

Callers = Callable[[str | None], Caller]
UNDOCUMENTED = {f"{API}/openapi.json", f"{API}/docs"}


def test_document_is_openapi_3_1_and_needs_no_login(caller: Callers) -> None:
    document = caller(None).json("/openapi.json")
    assert document["openapi"].startswith("3.1")
    assert set(document["components"]["securitySchemes"]) == {"bearer", "session", "csrf", "site"}


def test_every_documented_path_exists_and_every_path_is_documented(service: Service, caller: Callers) -> None:
    documented = set(caller(None).json("/openapi.json")["paths"])
    routed = {
        re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rule.rule)
        for rule in service.app.url_map.iter_rules()
        if rule.rule.startswith(f"{API}/")
    }
    assert routed - UNDOCUMENTED == documented


def test_every_operation_names_its_errors_as_problems(caller: Callers) -> None:
    document = caller(None).json("/openapi.json")
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method == "parameters":
                continue
            statuses = set(operation["responses"])
            assert {"422", "429", "503"} <= statuses, path
            assert ("401" in statuses) is (operation.get("security") != []), path
            assert operation["operationId"], path
    for response in document["components"]["responses"].values():
        assert set(response["content"]) == {"application/problem+json"}


def test_page_that_shows_the_document_runs_only_our_scripts(caller: Callers) -> None:
    page = caller(None).get("/docs").get_data(as_text=True)
    assert 'data-url="/api/v1/openapi.json"' in page
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


def test_path_that_is_not_built_is_a_problem_of_its_own(caller: Callers) -> None:
    answer = caller(None).get("/nothing", expect=404)
    assert answer.content_type == "application/problem+json"
    assert caller("first_reviewer").get("/cases/not-an-id", expect=404).get_json()["code"] == "NOT_FOUND"

"""A walk is kept as a test of its process: run again it tells the first thing that differs, and stops a submission."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from walkers import answered, opened, seen, shipped, to_the_end

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ConflictError, InvalidError, RefusedError
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.process_tests import read_test
from workflow_app.domain.process_walks import Act
from workflow_app.services.draft_tests import (
    KeptTest,
    keep_test,
    list_tests,
    name_test,
    remove_test,
    renew_test,
    run_draft_tests,
)
from workflow_app.services.process_confirming import submit_draft
from workflow_app.services.process_draft_views import get_draft, read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_terms import Terms
from workflow_app.services.process_tests import record_test, run_tests
from workflow_app.services.tested_bundles import check_with_tests
from workflow_app.services.tools import Tools
from workflow_app.services.walks import read_walk, walk_on

KEY = "ordinary_approval"
DIAGRAM, PATH = f"{KEY}.bpmn", "tests/test_1.json"
LETTER = "letters/t09_accept.toml"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    made.hire("process_admin_2", Role.PROCESS_ADMIN)
    yield made
    made.close()


@pytest.fixture
def writer(office: Office) -> Actor:
    return office.people["process_admin"]


def acts_of(tools: Tools, steps: int = 4) -> tuple[Act, ...]:
    """Return the acts that open a case and do so many of its tasks."""
    acts: tuple[Act, ...] = (opened(KEY, shipped(KEY), tools),)
    for _step in range(steps):
        acts += (answered(seen(KEY, shipped(KEY), acts, tools)),)
    return acts


def with_test(tools: Tools) -> dict[str, bytes]:
    """Return the shipped process with a test that opens a case, does all its tasks and ends with a permit."""
    files = shipped(KEY)
    return files | {PATH: record_test(KEY, files, acts_of(tools), "一次通过", tools=tools).to_bytes()}


def walked(office: Office, writer: Actor) -> str:
    """Begin a draft, walk through it, and return it."""
    draft = begin_draft(KEY, "试走", actor=writer, tools=office.tools)
    for number, act in enumerate(acts_of(office.tools, 2)):
        walk_on(draft, act, seen=number, actor=writer, tools=office.tools)
    return draft


def kept(office: Office, writer: Actor, title: str = "受理") -> str:
    """Keep a walk as a test, and return its draft."""
    draft = walked(office, writer)
    keep_test(draft, title, seen=3, actor=writer, tools=office.tools)
    return draft


def mine(office: Office, writer: Actor, draft: str) -> KeptTest | None:
    """Return the test that was kept here, among those that the process brings."""
    return next((each for each in list_tests(draft, actor=writer, tools=office.tools) if each.path == PATH), None)


def differing(office: Office, files: dict[str, bytes]) -> tuple[int, str, tuple[str, ...], tuple[str, ...]]:
    (result,) = run_tests(KEY, files, tools=office.tools)
    assert result.differs is not None
    return (result.differs.step, result.differs.what, result.differs.expected, result.differs.happened)


def test_a_test_is_green_where_nothing_changed_and_says_what_it_passes(office: Office) -> None:
    files = with_test(office.tools)
    (result,) = run_tests(KEY, files, tools=office.tools)
    assert (result.is_green, result.title) == (True, "一次通过")
    assert {"check_materials", "issue_permit", "granted"} <= set(result.passed)
    assert check_with_tests(files, tools=office.tools).passed


def test_the_first_thing_that_differs_is_told(office: Office) -> None:
    files = with_test(office.tools)
    test = json.loads(files[PATH])
    renamed = files[DIAGRAM].replace(b"review_application", b"review_anew")
    assert differing(office, files | {DIAGRAM: renamed})[:2] == (3, "PATH")
    test["steps"][1]["reaches"].insert(1, "third_review")
    assert differing(office, files | {PATH: json.dumps(test).encode()})[:3] == (2, "PATH", ("third_review",))
    test = json.loads(files[PATH])
    test["ends"]["letters"].append("T99")
    assert differing(office, files | {PATH: json.dumps(test).encode()})[1] == "LETTERS"
    test["ends"] = {"state": "REFUSED", "status": "ENDED", "letters": []}
    assert differing(office, files | {PATH: json.dumps(test).encode()})[1:] == ("STATE", ("REFUSED",), ("GRANTED",))
    test["steps"][2]["act"]["who"] = "applicant"
    assert differing(office, files | {PATH: json.dumps(test).encode()})[:2] == (3, "ACT")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b'{"title": "", "steps": [], "ends": {}}', b"[" * 100_000,
        b'{"title": "x", "steps": [], "ends": {"state": "A", "status": "B", "letters": []}}',
        b'{"title": "x", "steps": [{"act": {"does": "SHELL"}}], "ends": {"state": "A", "status": "B", "letters": []}}',
    ],
)  # fmt: skip
def test_what_is_no_test_is_a_finding(office: Office, content: bytes) -> None:
    report = check_with_tests(shipped(KEY) | {PATH: content}, tools=office.tools)
    assert [each.code for each in report.errors] == ["TEST_UNREADABLE"]


def test_a_walk_is_kept_run_renamed_and_removed(office: Office, writer: Actor) -> None:
    draft = kept(office, writer)
    found = mine(office, writer, draft)
    assert found is not None
    assert (found.path, found.title, found.steps) == (PATH, "受理", 3)
    titles = {each.path: each.title_zh for each in get_draft(draft, actor=writer, tools=office.tools).files}
    assert titles[PATH] == "受理"
    run = run_draft_tests(draft, actor=writer, tools=office.tools)
    assert all(each.is_green for each in run.results)
    assert "check_materials" in run.passed
    assert "run_special" in run.left_out
    name_test(draft, PATH, " 受理  一次 ", seen=found.digest, actor=writer, tools=office.tools)
    named = mine(office, writer, draft)
    assert named is not None
    assert named.title == "受理 一次"
    with pytest.raises(ConflictError):
        remove_test(draft, PATH, seen=found.digest, actor=writer, tools=office.tools)
    with pytest.raises(RefusedError):
        remove_test(draft, LETTER, seen="", actor=writer, tools=office.tools)
    remove_test(draft, PATH, seen=named.digest, actor=writer, tools=office.tools)
    assert mine(office, writer, draft) is None


def test_what_is_kept_is_what_was_looked_at(office: Office, writer: Actor) -> None:
    draft = walked(office, writer)
    with pytest.raises(ConflictError):
        keep_test(draft, "受理", seen=2, actor=writer, tools=office.tools)
    for title in ("", "x" * 101):
        with pytest.raises(InvalidError):
            keep_test(draft, title, seen=3, actor=writer, tools=office.tools)
    assert read_test(read_draft_file(kept(office, writer), PATH, actor=writer, tools=office.tools)).title == "受理"
    fresh = begin_draft(KEY, "空", actor=writer, tools=office.tools)
    assert read_walk(fresh, actor=writer, tools=office.tools).acts == ()
    with pytest.raises(ConflictError) as refused:
        keep_test(fresh, "空", seen=0, actor=writer, tools=office.tools)
    assert refused.value.code == "WALK_EMPTY"


def test_a_red_test_keeps_a_draft_from_being_submitted(office: Office, writer: Actor) -> None:
    draft = kept(office, writer)
    content = read_draft_file(draft, PATH, actor=writer, tools=office.tools)
    wrong = content.replace(b'"IN_REVIEW"', b'"GRANTED"')
    assert wrong != content
    save_file(draft, PATH, wrong, seen=digest(content), actor=writer, tools=office.tools)
    revision = get_draft(draft, actor=writer, tools=office.tools).draft.revision
    with pytest.raises(ProcessRefusedError) as refused:
        submit_draft(draft, Terms("试"), seen=revision, actor=writer, tools=office.tools)
    assert [each.code for each in refused.value.findings] == ["TEST_FAILED"]
    save_file(draft, PATH, content, seen=digest(wrong), actor=writer, tools=office.tools)
    submit_draft(draft, Terms("试"), seen=revision + 1, actor=writer, tools=office.tools)
    assert get_draft(draft, actor=writer, tools=office.tools).draft.status == "SUBMITTED"


def test_flows_are_counted_as_they_were_taken_and_not_by_their_ends(office: Office) -> None:
    repair = shipped("credit_repair")
    acts, _view = to_the_end("credit_repair", repair, office.tools)
    test = record_test("credit_repair", repair, acts, "公示后准予", tools=office.tools)
    (result,) = run_tests("credit_repair", repair | {PATH: test.to_bytes()}, tools=office.tools)
    assert {("route_chosen", "publish_intent"), ("publicity_over", "decide_repair")} <= result.moved
    assert {"route_chosen", "decide_repair"} <= set(result.passed)
    assert ("route_chosen", "decide_repair") not in result.moved


def test_what_all_tests_of_a_draft_take_is_told_by_flow(office: Office, writer: Actor) -> None:
    run = run_draft_tests(kept(office, writer), actor=writer, tools=office.tools)
    assert {"materials_judged_to_issue_acceptance", "application_granted_to_issue_grant"} <= set(run.flows_passed)
    assert "issue_special_to_run_special" in set(run.flows) - set(run.flows_passed)
    assert {end for each in run.flows_passed for end in run.flows[each]} <= set(run.passed)


def test_a_test_expects_what_comes_now_once_the_draft_is_right(office: Office, writer: Actor) -> None:
    draft = kept(office, writer)
    content = read_draft_file(draft, PATH, actor=writer, tools=office.tools)
    wrong = content.replace(b'"IN_REVIEW"', b'"GRANTED"')
    save_file(draft, PATH, wrong, seen=digest(content), actor=writer, tools=office.tools)
    with pytest.raises(ConflictError):
        renew_test(draft, PATH, seen=digest(content), actor=writer, tools=office.tools)
    renew_test(draft, PATH, seen=digest(wrong), actor=writer, tools=office.tools)
    assert read_draft_file(draft, PATH, actor=writer, tools=office.tools) == content


def test_green_tests_are_not_run_again_for_the_same_files_and_red_ones_are(office: Office) -> None:
    files = with_test(office.tools)
    first = run_tests(KEY, files, tools=office.tools)
    assert run_tests(KEY, files, tools=office.tools) is first
    red = files | {PATH: files[PATH].replace(b'"GRANTED"', b'"REFUSED"')}
    again = run_tests(KEY, red, tools=office.tools)
    assert not again[0].is_green
    assert run_tests(KEY, red, tools=office.tools) is not again

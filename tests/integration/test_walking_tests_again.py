"""A test whose steps no longer fit a draft is walked again: as far as it goes, on by hand, and then as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from walkers import answered

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.services.draft_tests import keep_test, list_tests, remove_test, run_draft_tests
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_tests import Result
from workflow_app.services.walk_again import go_on, take_up
from workflow_app.services.walk_views import WalkView, get_walk
from workflow_app.services.walks import walk_back, walk_on

KEY = "ordinary_approval"
DIAGRAM, PATH = f"{KEY}.bpmn", "tests/granted.json"
OLD = 'sourceRef="review_judged" targetRef="decide_application"'
THIRD = """<bpmn:userTask id="review_third" name="三审" xn:nameEn="Third review" xn:role="SECTION_HEAD" xn:form="review"
 xn:state="IN_REVIEW"><bpmn:incoming>review_judged_to_decide_application</bpmn:incoming>
 <bpmn:outgoing>review_third_to_decide</bpmn:outgoing></bpmn:userTask>
 <bpmn:sequenceFlow id="review_third_to_decide" sourceRef="review_third" targetRef="decide_application" />
 <bpmn:sequenceFlow """


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    yield made
    made.close()


@pytest.fixture
def writer(office: Office) -> Actor:
    return office.people["process_admin"]


@pytest.fixture
def draft(office: Office, writer: Actor) -> str:
    """Return a draft that puts a third review between, so that no test that is granted goes to its end any more."""
    draft = begin_draft(KEY, "增加三审", actor=writer, tools=office.tools)
    old = read_draft_file(draft, DIAGRAM, actor=writer, tools=office.tools)
    drawn = third_drawn(old.decode()).encode()
    save_file(draft, DIAGRAM, drawn, seen=digest(old), actor=writer, tools=office.tools)
    return draft


def third_drawn(diagram: str) -> str:
    at = diagram.index(OLD)
    start = diagram.rindex("<bpmn:sequenceFlow", 0, at)
    flow = diagram[start : diagram.index(">", at) + 1]
    moved = flow.replace('targetRef="decide_application"', 'targetRef="review_third"')
    return diagram.replace(flow, THIRD.rpartition("<bpmn:sequenceFlow ")[0] + moved)


def result_of(office: Office, writer: Actor, draft: str) -> Result:
    run = run_draft_tests(draft, actor=writer, tools=office.tools)
    return next(each for each in run.results if each.path == PATH)


def seen_of(office: Office, writer: Actor, draft: str) -> str:
    return next(each.digest for each in list_tests(draft, actor=writer, tools=office.tools) if each.path == PATH)


def taken_up(office: Office, writer: Actor, draft: str) -> WalkView:
    take_up(draft, PATH, seen=seen_of(office, writer, draft), actor=writer, tools=office.tools)
    return get_walk(draft, actor=writer, tools=office.tools)


def test_a_test_that_no_longer_fits_says_so(office: Office, writer: Actor, draft: str) -> None:
    result = result_of(office, writer, draft)
    assert (result.is_green, result.fits) == (False, False)
    assert "review_third" in result.passed


def test_it_is_walked_as_far_as_it_goes_on_by_hand_and_then_as_it_was(
    office: Office, writer: Actor, draft: str
) -> None:
    tools = office.tools
    view = taken_up(office, writer, draft)
    assert view.error is None
    assert view.test is not None
    assert view.test.rest
    assert view.scene is not None
    assert [each.detail.task.key for each in view.scene.tasks] == ["review_third"]
    walk_on(draft, answered(view), seen=view.revision, actor=writer, tools=tools)
    assert go_on(draft, seen=view.revision + 1, actor=writer, tools=tools) == 0
    done = get_walk(draft, actor=writer, tools=tools)
    assert done.scene is not None
    assert done.scene.case.status == "ENDED"
    path = keep_test(draft, "", seen=done.revision, actor=writer, tools=tools, in_place_of=PATH)
    assert path == PATH
    result = result_of(office, writer, draft)
    assert (result.is_green, result.fits) == (True, True)
    assert result.title == view.test.title


def test_what_stops_at_once_says_why_and_nothing_is_kept(office: Office, writer: Actor, draft: str) -> None:
    view = taken_up(office, writer, draft)
    with pytest.raises(ConflictError, match="WALK_NOT_OPEN"):
        go_on(draft, seen=view.revision, actor=writer, tools=office.tools)
    assert get_walk(draft, actor=writer, tools=office.tools).revision == view.revision


def test_a_walk_that_began_again_puts_no_test_right(office: Office, writer: Actor, draft: str) -> None:
    tools, view = office.tools, taken_up(office, writer, draft)
    walk_back(draft, 0, seen=view.revision, actor=writer, tools=tools)
    again = get_walk(draft, actor=writer, tools=tools)
    assert again.test is None
    with pytest.raises(ConflictError, match="NO_TEST_IN_HAND"):
        go_on(draft, seen=again.revision, actor=writer, tools=tools)


def test_an_old_page_takes_nothing_up_and_keeps_nothing(office: Office, writer: Actor, draft: str) -> None:
    tools, seen = office.tools, seen_of(office, writer, draft)
    with pytest.raises(ConflictError, match="STALE"):
        take_up(draft, PATH, seen="0" * 64, actor=writer, tools=tools)
    with pytest.raises(NotFoundError, match="FILE_UNKNOWN"):
        take_up(draft, "tests/none.json", seen=seen, actor=writer, tools=tools)
    view = taken_up(office, writer, draft)
    with pytest.raises(ConflictError, match="STALE"):
        go_on(draft, seen=view.revision - 1, actor=writer, tools=tools)
    with pytest.raises(ConflictError, match="NO_TEST_IN_HAND"):
        keep_test(draft, "", seen=view.revision, actor=writer, tools=tools, in_place_of="tests/refused.json")
    remove_test(draft, PATH, seen=seen, actor=writer, tools=tools)
    with pytest.raises(ConflictError, match="NO_TEST_IN_HAND"):
        keep_test(draft, "", seen=view.revision, actor=writer, tools=tools, in_place_of=PATH)
    assert get_walk(draft, actor=writer, tools=tools).test is None

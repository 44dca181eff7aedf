"""A step of a test that a walk has done already, by somebody else or earlier, is not asked for once more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from publicity_modes import set_publicity
from walkers import answered

from workflow_app.domain.actors import Role
from workflow_app.domain.process_tests import PATH, read_test
from workflow_app.domain.process_walks import Act, Does
from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.demo_story.third_review import FORM, KEY, MODEL, third_form, third_review_drawn
from workflow_app.services.demo_story.third_review_tests import LARGE, third_review_tests
from workflow_app.services.draft_tests import keep_test, list_tests, run_draft_tests
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, remove_file, save_file
from workflow_app.services.walk_again import go_on, handed_test, take_up
from workflow_app.services.walk_views import WalkView, get_walk
from workflow_app.services.walks import walk_on

DIAGRAM, SECOND, THIRD = f"{KEY}.bpmn", "second_reviewer_a", "review_third"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    set_publicity(made.tools, "BEFORE_REMOVAL")
    yield made
    made.close()


@pytest.fixture
def draft(office: Office) -> str:
    """Return the draft of the demonstration with the default of its gateway chosen; its red test alone."""
    writer, tools = office.people["process_admin"], office.tools
    made = begin_draft(KEY, "三审", actor=writer, tools=tools)
    files = bundle_files(find("bpmn") / KEY)
    drawn = third_review_drawn(files[DIAGRAM].decode())
    drawn = drawn.replace('id="fine_large"', 'id="fine_large" default="fine_large_to_choose_route"', 1)
    drawn = drawn.replace("<bpmn:conditionExpression>fine_amount &lt;= 500000</bpmn:conditionExpression>", "")
    new = {FORM: third_form(files[MODEL]), DIAGRAM: drawn.encode(), **dict(third_review_tests(files))}
    for path, text in new.items():
        seen = digest(files[path]) if path in files else ""
        save_file(made, path, text, seen=seen, actor=writer, tools=tools)
    for each in list_tests(made, actor=writer, tools=tools):
        if each.path != LARGE:
            remove_file(made, each.path, seen=each.digest, actor=writer, tools=tools)
    return made


def in_hand(office: Office, draft: str) -> WalkView:
    """Walk the red test again, do the step at which it stops by somebody who may, and return where that led."""
    writer, tools = office.people["process_admin"], office.tools
    seen = digest(read_draft_file(draft, LARGE, actor=writer, tools=tools))
    take_up(draft, LARGE, seen=seen, actor=writer, tools=tools)
    view = get_walk(draft, actor=writer, tools=tools)
    act = answered(view)
    assert (act.what, act.who) == (THIRD, "second_reviewer_b")
    walk_on(draft, act, seen=view.revision, actor=writer, tools=tools)
    return get_walk(draft, actor=writer, tools=tools)


def test_a_step_done_by_another_person_is_done_and_the_rest_follows(office: Office, draft: str) -> None:
    writer, tools = office.people["process_admin"], office.tools
    view = in_hand(office, draft)
    assert view.test is not None
    assert THIRD not in {each.what for each in view.test.rest}
    assert go_on(draft, seen=view.revision, actor=writer, tools=tools) == 0
    done = get_walk(draft, actor=writer, tools=tools)
    assert done.test is not None
    assert done.test.rest == ()
    keep_test(draft, "", seen=done.revision, actor=writer, tools=tools, in_place_of=LARGE)
    (result,) = run_draft_tests(draft, actor=writer, tools=tools).results
    assert result.is_green


def rest_of(files: dict[str, bytes], *acts: Act) -> tuple[Act, ...]:
    handed = handed_test(files, LARGE, acts)
    assert handed is not None
    return handed.rest


def test_what_was_done_earlier_than_the_test_does_it_is_done(office: Office) -> None:
    del office
    files = dict(third_review_tests(bundle_files(find("bpmn") / KEY)))
    acts = read_test(files[LARGE]).acts
    assert PATH.fullmatch(LARGE)
    assert rest_of(files, acts[0], acts[2], acts[1]) == acts[3:]
    assert rest_of(files, *acts[:2], acts[1]) == acts[2:]


def test_time_that_passed_counts_only_where_the_test_lets_it_pass(office: Office) -> None:
    del office
    files = dict(third_review_tests(bundle_files(find("bpmn") / KEY)))
    acts = read_test(files[LARGE]).acts
    assert rest_of(files, acts[0], Act(Does.NEXT_MOMENT), Act(Does.DAYS, number=3)) == acts[1:]

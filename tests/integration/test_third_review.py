"""The draft of the demonstration: a third review, drawn whole, that lacks nothing but the default of its gateway."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_bundles import check
from walkers import tools_of_nowhere

from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.demo_story.third_review import FORM, KEY, MODEL, third_form, third_review_drawn
from workflow_app.services.demo_story.third_review_tests import LARGE, third_review_tests
from workflow_app.services.process_tests import Differs, run_tests
from workflow_app.services.tools import Tools

DIAGRAM = f"{KEY}.bpmn"


@pytest.fixture
def tools(tmp_path: Path) -> Iterator[Tools]:
    with tools_of_nowhere(tmp_path) as made:
        yield made


@pytest.fixture
def files() -> dict[str, bytes]:
    shipped = bundle_files(find("bpmn") / KEY)
    drawn = third_review_drawn(shipped[DIAGRAM].decode()).encode()
    tests = dict(third_review_tests(shipped))
    return {**shipped, FORM: third_form(shipped[MODEL]), DIAGRAM: drawn, **tests}


def found_in(files: dict[str, bytes]) -> list[tuple[str, str | None]]:
    return [(each.code, each.element) for each in check(files).findings]


def test_the_gateway_without_a_default_is_all_that_is_found(files: dict[str, bytes]) -> None:
    assert found_in(files) == [("NO_DEFAULT", "fine_large")]


def with_default(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the draft as it is once its writer has chosen the default."""
    whole = files[DIAGRAM].replace(
        b'<bpmn:exclusiveGateway id="fine_large"',
        b'<bpmn:exclusiveGateway id="fine_large" default="fine_large_to_choose_route"',
    )
    whole = whole.replace(b"<bpmn:conditionExpression>fine_amount &lt;= 500000</bpmn:conditionExpression>", b"")
    return {**files, DIAGRAM: whole}


def test_with_its_default_it_could_be_published(files: dict[str, bytes]) -> None:
    assert found_in(with_default(files)) == []


def test_with_its_default_one_test_is_red_for_one_person_reviews_twice(files: dict[str, bytes], tools: Tools) -> None:
    whole = with_default(files)
    red = {each.path: each.differs for each in run_tests(KEY, whole, tools=tools) if not each.is_green}
    assert red == {LARGE: Differs(6, "ACT", ("review_third",), ("SOD_VIOLATION",))}
    by_another = whole[LARGE].replace(
        b'"who": "second_reviewer_a",\n        "what": "review_third"',
        b'"who": "second_reviewer_b",\n        "what": "review_third"',
    )
    assert by_another != whole[LARGE]
    assert all(each.is_green for each in run_tests(KEY, whole | {LARGE: by_another}, tools=tools))


def test_a_diagram_without_the_second_review_is_refused() -> None:
    with pytest.raises(ValueError, match=KEY):
        third_review_drawn("<bpmn:definitions/>")

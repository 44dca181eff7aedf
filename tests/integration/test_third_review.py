"""The draft of the demonstration: a third review, drawn whole, that lacks nothing but the default of its gateway."""

import pytest
from small_bundles import check

from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.demo_story.third_review import FORM, KEY, MODEL, third_form, third_review_drawn

DIAGRAM = f"{KEY}.bpmn"
UNASKED = ("DECISION_UNUSED", "repair_materials")


@pytest.fixture
def files() -> dict[str, bytes]:
    shipped = bundle_files(find("bpmn") / KEY)
    drawn = third_review_drawn(shipped[DIAGRAM].decode()).encode()
    return {**shipped, FORM: third_form(shipped[MODEL]), DIAGRAM: drawn}


def found_in(files: dict[str, bytes]) -> list[tuple[str, str | None]]:
    return [said for each in check(files).findings if (said := (each.code, each.element)) != UNASKED]


def test_the_gateway_without_a_default_is_all_that_is_found(files: dict[str, bytes]) -> None:
    assert found_in(files) == [("NO_DEFAULT", "fine_large")]


def test_with_its_default_it_could_be_published(files: dict[str, bytes]) -> None:
    whole = files[DIAGRAM].replace(
        b'<bpmn:exclusiveGateway id="fine_large"',
        b'<bpmn:exclusiveGateway id="fine_large" default="fine_large_to_choose_route"',
    )
    whole = whole.replace(b"<bpmn:conditionExpression>fine_amount &lt;= 500000</bpmn:conditionExpression>", b"")

    assert found_in({**files, DIAGRAM: whole}) == []


def test_a_diagram_without_the_second_review_is_refused() -> None:
    with pytest.raises(ValueError, match=KEY):
        third_review_drawn("<bpmn:definitions/>")

"""A step that gives an answer anew which nobody has asked yet is told, and how the ways out of it read."""

import pytest
from small_bundles import check

from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.demo_story.third_review import FORM, KEY, MODEL, third_form, third_review_drawn

DIAGRAM = f"{KEY}.bpmn"
ASKED = "fine_amount &gt; 500000 and second_opinion == 'AGREE'"
OTHERWISE = "fine_amount &lt;= 500000 or second_opinion == 'RETURN'"


def drawn(condition: str, otherwise: str) -> dict[str, bytes]:
    """Return the shipped process with a third review behind such a gateway."""
    files = bundle_files(find("bpmn") / KEY)
    diagram = third_review_drawn(files[DIAGRAM].decode())
    assert ASKED in diagram
    assert OTHERWISE in diagram
    gateway = '<bpmn:exclusiveGateway id="fine_large"'
    diagram = diagram.replace(gateway, f'{gateway} default="fine_large_to_choose_route"')
    diagram = diagram.replace(f"<bpmn:conditionExpression>{OTHERWISE}</bpmn:conditionExpression>", otherwise)
    return {**files, DIAGRAM: diagram.replace(ASKED, condition).encode(), FORM: third_form(files[MODEL])}


def told(files: dict[str, bytes]) -> list[tuple[str, str | None, dict[str, object]]]:
    return [(each.code, each.element, dict(each.values)) for each in check(files).findings]


def test_an_answer_that_the_next_step_gives_anew_unasked_is_told() -> None:
    values = {"other": "review_second", "name": "second_opinion"}
    assert told(drawn("fine_amount &gt; 500000", "")) == [("ANSWER_REPLACED", "review_third", values)]
    assert check(drawn("fine_amount &gt; 500000", "")).passed, "it stops nothing"


@pytest.mark.parametrize("condition", [ASKED, "second_opinion != 'RETURN'"])
def test_what_was_asked_on_the_way_may_be_given_anew(condition: str) -> None:
    assert told(drawn(condition, "")) == []


def test_an_answer_of_its_own_replaces_none() -> None:
    files = drawn("fine_amount &gt; 500000", "")
    files[FORM] = files[FORM].replace(b"second_opinion", b"third_opinion")
    assert "ANSWER_REPLACED" not in {code for code, _, _ in told(files)}


def test_the_same_form_asked_again_is_a_step_done_again() -> None:
    files = drawn("fine_amount &gt; 500000", "")
    files[DIAGRAM] = files[DIAGRAM].replace(b'xn:form="third_review"', b'xn:form="second_review"')
    assert "ANSWER_REPLACED" not in {code for code, _, _ in told(files)}

"""Where a case may be next, read from the diagram of the credit repair."""

from pathlib import Path

import pytest

from workflow_app.engine import CompiledProcess, compile_process, places_ahead
from workflow_app.services.bundle_reading import bundle_files

BUNDLE = Path(__file__).parents[2] / "bpmn" / "credit_repair"


@pytest.fixture(scope="module")
def process() -> CompiledProcess:
    return compile_process("credit_repair", bundle_files(BUNDLE))


@pytest.mark.parametrize(
    ("element", "ahead"),
    [
        ("apply_for_repair", [("check_materials", None)]),
        (
            "check_materials",
            [("await_correction_service", None), ("review_first", None), ("procedure_finished", "NOT_ACCEPTED")],
        ),
        ("review_second", [("await_publicity", None), ("decide_repair", None), ("review_again", None)]),
        (
            "decide_repair",
            [("review_second_again", None), ("await_removals", None), ("procedure_finished", "REFUSED")],
        ),
        ("review_second_again", [("await_publicity", None), ("decide_repair", None), ("review_again", None)]),
        ("await_removals", [("procedure_finished", "CLOSED")]),
        ("nobody_drew_this", []),
    ],
)
def test_the_nearest_places_come_in_the_order_of_the_diagram(
    process: CompiledProcess, element: str, ahead: list[tuple[str, str | None]]
) -> None:
    assert [(place.element.id, place.state) for place in places_ahead(process, element)] == ahead


def test_time_leads_on_from_a_wait_for_news(process: CompiledProcess) -> None:
    ahead = {place.element.id for place in places_ahead(process, "await_publicity")}
    assert ahead == {"decide_repair", "examine_objection"}


def test_a_limit_that_runs_out_is_no_way_on_from_the_work_of_people(process: CompiledProcess) -> None:
    assert [place.element.id for place in places_ahead(process, "supply_items")] == ["check_materials"]

"""What a completion asks of the database, from request to response: BEGIN and COMMIT are not counted."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import USCC_B, build_service
from callers import Caller, Json
from statement_counts import statements

from workflow_app.domain.actors import SERVICE
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.processes import publish_bundle

MOST = 8
FOR_A_KEY = 2
OPEN = {"process": "two_step_approval", "uscc": USCC_B, "values": {}}
STEPS = (
    ("applicant_b", {"title": "采购办公用品", "amount": "250.00"}),
    ("first_reviewer", {"first_opinion": "AGREE"}),
    ("second_reviewer", {"second_opinion": "AGREE"}),
)
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
Callers = dict[str, Caller]


@pytest.fixture(scope="module")
def approvals(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callers]:
    """Give the callers of a service that has the two-step approval beside its own processes."""
    service = build_service(module_database_url, tmp_path_factory.mktemp("data"), penalties=("B/1",))
    wanted = {".bpmn", ".dmn", ".json", ".toml"}
    files = {path: text for path, text in bundle_files(BENCHMARKS).items() if Path(path).suffix in wanted}
    publish_bundle("two_step_approval", files, by=SERVICE.id, approved_by=SERVICE.id, tools=service.tools)
    callers = {name: Caller(service, service.token(name)) for name, _ in STEPS}
    _drive(callers, [])  # what is read once and kept, is read now
    yield callers
    service.parts.close()


def _drive(callers: Callers, counts: list[list[str]]) -> Json:
    """Drive a case to its end and note the statements of each completion."""
    case = callers["applicant_b"].post("/cases", json=OPEN, expect=201).get_json()
    for name, values in STEPS:
        with statements(callers[name].service) as seen:
            case = callers[name].complete(case["tasks"][0]["id"], values)
        counts.append(seen)
    return case


def test_each_step_of_an_approval_costs_at_most_eight_statements(approvals: Callers) -> None:
    counts: list[list[str]] = []
    case = _drive(approvals, counts)
    assert (case["status"], case["state"]) == ("ENDED", "CLOSED")
    for seen in counts:
        assert 0 < len(seen) <= MOST, json.dumps(seen, indent=1)


def test_a_key_that_makes_a_repeat_harmless_costs_two_more(approvals: Callers) -> None:
    applicant = approvals["applicant_b"]
    case = applicant.post("/cases", json=OPEN, expect=201).get_json()
    with statements(applicant.service) as seen:
        applicant.complete(case["tasks"][0]["id"], STEPS[0][1], headers={"Idempotency-Key": "once-1"})
    assert len(seen) <= MOST + FOR_A_KEY, json.dumps(seen, indent=1)


def test_the_hundredth_case_costs_what_the_second_did(approvals: Callers) -> None:
    early: list[list[str]] = []
    _drive(approvals, early)
    for _ in range(20):
        _drive(approvals, [])
    late: list[list[str]] = []
    _drive(approvals, late)
    assert [len(seen) for seen in late] == [len(seen) for seen in early]

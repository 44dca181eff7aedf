"""A process whose steps overrun a legal limit is not published; one whose steps just fit is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from office import Office
from publicity_modes import set_parameter

from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.processes import get_process, publish_bundle
from workflow_app.services.seeding import publish_shipped_processes

DIAGRAM = "credit_repair.bpmn"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def drawn(**limits: str) -> dict[str, bytes]:
    """Return the shipped repair in which some steps have other internal limits."""
    files = bundle_files(find("bpmn") / "credit_repair")
    text = files[DIAGRAM].decode()
    for old, new in limits.items():
        text = text.replace(f'xn:internalLimit="repair.{old}"', f'xn:internalLimit="repair.{new}"')
    return files | {DIAGRAM: text.encode() + b"<!-- another -->"}


def publish(office: Office, files: dict[str, bytes]) -> int:
    one, other = office.people["decider"].id, office.people["intake"].id
    return publish_bundle("credit_repair", files, by=one, approved_by=other, tools=office.tools)


def test_steps_that_need_the_whole_limit_are_published(office: Office) -> None:
    before = get_process("credit_repair", tools=office.tools).current_version
    assert publish(office, drawn(decision_wd="first_review_wd")) == before + 1


def told(error: ProcessRefusedError) -> Mapping[str, object]:
    """Return what the first finding says of the limit."""
    return error.findings[0].values


def test_one_day_more_than_the_limit_is_refused_with_every_step(office: Office) -> None:
    before = get_process("credit_repair", tools=office.tools).current_version
    with pytest.raises(ProcessRefusedError, match="PATH_TOO_LONG") as refused:
        publish(office, drawn(decision_wd="first_review_wd", second_review_wd="first_review_wd"))
    values = told(refused.value)
    assert (values["clock"], values["planned"], values["limit"]) == ("repair.result", 11, 10)
    assert values["steps"] == ("受理审查", "初审", "复审", "拟修复公示", "作出决定")
    assert get_process("credit_repair", tools=office.tools).current_version == before


def test_the_limit_of_the_acceptance_counts_its_own_step_only(office: Office) -> None:
    set_parameter(office.tools, "repair.accept_internal_wd", 4)
    with pytest.raises(ProcessRefusedError, match="PATH_TOO_LONG") as refused:
        publish(office, drawn(second_review_wd="decision_wd"))
    values = told(refused.value)
    assert (values["clock"], values["planned"], values["limit"]) == ("repair.accept", 4, 3)
    assert values["steps"] == ("受理审查",)


def test_what_comes_with_the_product_is_published_whatever_the_limits_of_an_office(office: Office) -> None:
    before = get_process("credit_repair", tools=office.tools).current_version
    publish(office, drawn(decision_wd="second_review_wd"))
    set_parameter(office.tools, "repair.publicity_wd", 9)
    publish_shipped_processes(office.tools)
    assert get_process("credit_repair", tools=office.tools).current_version == before + 2

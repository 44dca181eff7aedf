"""A process that lets documents follow and could grant around their check is not published, whoever asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from deferral_story import DeferralOffice

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.processes import get_process, publish_bundle

KEY = "deferred_acceptance"
DIAGRAM = f"{KEY}.bpmn"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path)
    yield made
    made.close()


def publish(office: DeferralOffice, old: str, new: str, *, by_service: bool = False) -> int:
    files = bundle_files(find("bpmn") / KEY)
    text = files[DIAGRAM].decode()
    assert old in text
    changed = files | {DIAGRAM: text.replace(old, new).encode()}
    one, other = office.people["decider"].id, office.people["intake"].id
    by, approved_by = (SERVICE.id, SERVICE.id) if by_service else (one, other)
    return publish_bundle(KEY, changed, by=by, approved_by=approved_by, tools=office.tools)


@pytest.mark.parametrize("by_service", [False, True])
def test_a_way_around_the_check_is_refused_with_its_steps(office: DeferralOffice, *, by_service: bool) -> None:
    before = get_process(KEY, tools=office.tools).current_version
    with pytest.raises(ProcessRefusedError, match="GRANT_WITHOUT_CHECK") as refused:
        publish(office, 'sourceRef="review_again" targetRef="decide_application"',
                'sourceRef="review_again" targetRef="issue_grant"', by_service=by_service)  # fmt: skip
    found = next(each for each in refused.value.findings if each.code == "GRANT_WITHOUT_CHECK")
    assert "出具准予许可决定书" in found.values["steps"]  # type: ignore[operator] # names of steps
    assert (found.path[0], found.path[-1]) == ("deferral_opened", found.element)
    assert get_process(KEY, tools=office.tools).current_version == before


def test_a_check_that_is_another_operation_is_none(office: DeferralOffice) -> None:
    with pytest.raises(ProcessRefusedError, match="GRANT_WITHOUT_CHECK"):
        publish(office, 'xn:operation="deferral/confirm"', 'xn:operation="deferral/close"')


def test_any_other_change_is_published(office: DeferralOffice) -> None:
    before = get_process(KEY, tools=office.tools).current_version
    assert publish(office, 'name="作出决定"', 'name="决定"') == before + 1

"""Cases that a decision table routes: what is written down of it, and what a table without an answer leaves behind."""

from collections.abc import Iterator
from pathlib import Path

import clock_process
import pytest
import ruled_process
from clock_office import apply, staff, step
from office import Office

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.errors import StepRefusedError
from workflow_app.engine import ProcessRefusedError
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.incidents import list_incidents
from workflow_app.services.processes import get_process, publish_bundle
from workflow_app.services.tasks import get_task


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = staff(Office(database_url, tmp_path))
    publish(place, ruled_process.bundle())
    yield place
    place.close()


def publish(office: Office, files: dict[str, bytes]) -> int:
    return publish_bundle(ruled_process.KEY, files, by=SERVICE.id, approved_by=SERVICE.id, tools=office.tools)


def test_the_rules_that_decided_are_in_the_history_of_the_case(office: Office) -> None:
    case = step(office, apply(office), "first_reviewer", way="LOOK")
    assert [each.key for each in case.tasks if each.status == "OPEN"] == ["visit_site"]
    entries = case_history(case.id, actor=office.people["first_reviewer"], tools=office.tools)
    (noted,) = [each.data for each in entries if each.action == "case.table_decided"]
    assert (noted["element"], noted["table"], noted["rules"]) == ("stop_for_visit", "way_of_visit", [1])


def test_a_table_without_an_answer_is_an_incident_and_what_was_typed_is_kept(office: Office) -> None:
    case = apply(office)
    with pytest.raises(StepRefusedError):
        step(office, case, "first_reviewer", way="ELSEWHERE")
    admin = office.hire("process_admin", Role.PROCESS_ADMIN)
    (incident,) = list_incidents(actor=admin, tools=office.tools).items
    assert (incident.code, incident.element, incident.detail) == ("DECISION_NO_HIT", "stop_for_visit", "way_of_visit")
    reviewer = office.people["first_reviewer"]
    (task,) = get_case(case.id, actor=reviewer, tools=office.tools).tasks
    kept = get_task(task.id, actor=reviewer, tools=office.tools)
    assert (kept.task.status, kept.values) == ("OPEN", {"way": "ELSEWHERE"})


def test_the_same_tables_again_are_no_new_version_and_other_ones_are(office: Office) -> None:
    first = get_process(ruled_process.KEY, tools=office.tools).current_version
    assert publish(office, ruled_process.bundle()) == first
    assert publish(office, ruled_process.bundle(attributes='hitPolicy="FIRST"')) == first + 1
    (read,) = get_process(ruled_process.KEY, tools=office.tools).tables
    assert (read.key, read.policy, read.asked_by[0].en) == ("way_of_visit", "FIRST", "Find the way")


def test_a_case_stays_with_the_tables_of_its_own_version(office: Office) -> None:
    case = apply(office)
    publish(office, ruled_process.bundle([['"VISIT"', '"ACCEPT"']]))
    case = step(office, case, "first_reviewer", way="LOOK")
    assert [each.key for each in case.tasks if each.status == "OPEN"] == ["visit_site"]


def test_a_version_of_before_without_tables_still_loads(office: Office) -> None:
    publish(office, clock_process.bundle())
    assert get_process(ruled_process.KEY, tools=office.tools).tables == ()


def test_a_table_that_sets_what_the_process_does_not_declare_is_not_published(office: Office) -> None:
    files = ruled_process.bundle()
    broken = {**files, "ways.dmn": files["ways.dmn"].replace(b'name="way"', b'name="wya"')}
    with pytest.raises(ProcessRefusedError, match="UNKNOWN_NAME"):
        publish(office, broken)

"""What comes with a new version of the product: cases go on by the process they began with, new ones by the new one."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import another_penalty
from objections import now
from office import Office
from repair_detours import SENT_BACK
from scenario_steps import AGREE, open_record
from sqlalchemy import delete

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.returning import MOST
from workflow_app.models import Parameter
from workflow_app.services.audit_verify import verify
from workflow_app.services.processes import get_process, publish_bundle
from workflow_app.services.seeding import seed_installation
from workflow_app.services.views import CaseView

BEFORE = Path(__file__).parents[1] / "data/credit_repair_without_returns.zip"
"""The process as it was before a decider could send a case back."""
AGREES = {"second_opinion": "AGREE"}
ANOTHER = "牟城管罚决字〔2026〕第903号"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """Return an office as it was: the process of then, and no parameter that it did not know."""
    made = Office.with_sample(database_url, tmp_path)
    with zipfile.ZipFile(BEFORE) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    publish_bundle("credit_repair", files, by=SERVICE.id, approved_by=SERVICE.id, tools=made.tools)
    with made.tools.database.write() as unit:
        unit.session.execute(delete(Parameter).where(Parameter.key == MOST))
        for authority in unit.authorities.list_all():
            authority.parameter_version += 1
        unit.commit()
    another_penalty(made.tools)
    made.forget_compiled()
    yield made
    made.close()


def upgrade(office: Office) -> None:
    """Do what `workflow-app init` does after the programs were exchanged."""
    office.forget_compiled()
    seed_installation(office.tools, seed_days=seed_days)


def decided(office: Office, case: CaseView) -> CaseView:
    office.complete(case, "decider", decision="GRANT")
    office.work()
    office.pass_time(hours=2)
    office.pass_time(hours=2)
    return now(office, case)


def test_a_case_goes_on_to_its_end_by_the_process_it_began_with(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    before = get_process("credit_repair", tools=office.tools).current_version
    upgrade(office)
    assert get_process("credit_repair", tools=office.tools).current_version == before + 1
    case = office.complete(now(office, case), "second_reviewer", **AGREES)
    assert (case.process_version, case.tasks[0].key) == (before, "decide_repair")
    with pytest.raises(InvalidError) as refused:
        office.complete(case, "decider", **SENT_BACK)
    assert {each.field for each in refused.value.errors} == {"/values/decision", "/values/return_reason"}
    assert decided(office, case).state == "CLOSED"
    assert verify(office.tools) == ()


def test_a_new_case_can_be_sent_back_beside_an_old_one(office: Office) -> None:
    old = office.complete(office.apply(), "first_reviewer", **AGREE)
    upgrade(office)
    new = open_record(office, ANOTHER)
    new = office.complete(new, "applicant_b", **office.application(new))
    new = office.complete(office.complete(new, "intake", acceptance="ACCEPT"), "first_reviewer", **AGREE)
    assert new.process_version == old.process_version + 1
    new = office.complete(new, "second_reviewer", **AGREES)
    new = office.complete(new, "decider", **SENT_BACK)
    assert new.state == "RETURNED_TO_SECOND"
    new = office.complete(new, "second_reviewer", **AGREES)
    assert decided(office, new).state == "CLOSED"
    old = office.complete(now(office, old), "second_reviewer", **AGREES)
    assert decided(office, old).state == "CLOSED"


def test_doing_it_twice_publishes_once(office: Office) -> None:
    upgrade(office)
    version = get_process("credit_repair", tools=office.tools).current_version
    upgrade(office)
    assert get_process("credit_repair", tools=office.tools).current_version == version

"""What the applicant of a draft is told of a change set: why it was made, and which periods are others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from change_set_office import DAY, KEY, TERMS, ChangeSetOffice, change_set_office

from workflow_app.domain.time import start_of_day
from workflow_app.services.draft_changes import DraftChanges, ParameterChange, changes_of_task
from workflow_app.services.process_confirming import save_terms
from workflow_app.services.process_terms import Terms
from workflow_app.services.views import CaseView

CORRECTION = ParameterChange("repair.correction_wd", (10, "WORKING_DAYS"), (5, "WORKING_DAYS"))


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ChangeSetOffice]:
    with change_set_office(database_url, tmp_path) as made:
        made.import_sample()
        yield made


def told(office: ChangeSetOffice, case: CaseView) -> DraftChanges:
    found = changes_of_task(case.tasks[0].id, actor=office.agent(), tools=office.tools)
    assert found is not None
    return found


def test_why_the_set_was_made_is_told_and_not_what_was_drafted_for_its_version(office: ChangeSetOffice) -> None:
    case = office.open()
    change = office.begin()
    draft = change.draft()
    save_terms(draft, Terms("Contact: {authority_phone} → …"), actor=office.people["process_admin"], tools=office.tools)
    change.proposal()
    change.submit()
    for who in ("process_admin_2", "rules_approver"):
        change.consent(who)
    office.reach(start_of_day(DAY))
    office.work()
    found = told(office, case)
    assert [each.note for each in found.turns] == [TERMS.reason]
    assert found.parameters == (CORRECTION,)
    assert {each.path for each in found.compared.changes} == {"letters/t20_accept.toml"}


def test_internal_limits_and_periods_of_other_processes_are_not_told(office: ChangeSetOffice) -> None:
    case = office.open()
    change = office.begin()
    change.draft()
    change.proposal(key="repair.first_review_wd", value="1")
    change.submit()
    for who in ("process_admin_2", "rules_approver"):
        change.consent(who)
    office.reach(start_of_day(DAY))
    office.work()
    assert told(office, case).parameters == ()
    with office.tools.database.read() as unit:
        assert unit.processes.get_current(KEY, now=office.clock.now()).version == 2

"""Each authority numbers its own cases; a number with its code finds the right one."""

from dataclasses import replace
from pathlib import Path

import pytest
from office import Office

from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import NotFoundError
from workflow_app.services.cases import follow_case, get_case
from workflow_app.services.completing import complete_task
from workflow_app.services.opening import open_case
from workflow_app.services.views import CaseView

C = "91320700MA1T0B0215"


def apply_of_c(office: Office) -> CaseView:
    """Hand in a case about a record of C, which another authority decided."""
    agent = office.agent(C, "applicant_c")
    with office.tools.database.read() as unit:
        (rows, *_) = unit.records.list_of_subjects(list(agent.subject_ids))
        record_id, decided_on = rows.record.id, rows.record.decided_on
    case = open_case(OpenCase("credit_repair", C, {"record_id": record_id}), actor=agent, tools=office.tools)
    values = office.application(case, agent=agent) | {"paid_on": decided_on.isoformat()}
    return complete_task(CompleteTask(case.tasks[0].id, values), actor=agent, tools=office.tools)


def test_two_authorities_give_the_same_number_and_each_case_is_followed_by_its_code(
    database_url: str, tmp_path: Path
) -> None:
    office = Office(database_url, tmp_path)
    clerk = office.people["data_clerk"]
    everywhere = frozenset(replace(grant, authority_id=None) for grant in clerk.grants)
    office.people["data_clerk"] = replace(clerk, grants=everywhere)
    office.import_sample()
    first = office.apply()
    second = apply_of_c(office)
    assert first.number == second.number == "修复-2026-0001"
    for case, name in ((first, "applicant_b"), (second, "applicant_c")):
        code = get_case(case.id, actor=office.people[name], tools=office.tools).follow_code
        assert follow_case("修复-2026-0001", str(code), tools=office.tools).id == case.id
    with pytest.raises(NotFoundError):
        follow_case("修复-2026-0001", "AAAAAA", tools=office.tools)
    office.close()

"""The rules that a case keeps are stored with it: nobody relies on what another has not committed, or never will."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import B, Office

from workflow_app.domain.commands.cases import OpenCase
from workflow_app.services.opening import open_case, open_within


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    place.agent()
    yield place
    place.close()


def test_a_case_that_was_not_committed_leaves_nothing_that_the_next_relies_on(office: Office) -> None:
    agent, tools = office.people["applicant_b"], office.tools
    command = OpenCase("credit_repair", B, {"record_id": office.record_id()})
    with tools.database.write() as unit:
        lost = open_within(unit, command, actor=agent, tools=tools)
        tools.calendars.kept(lost.rows.case.parameters_digest, unit.snapshots)
    view = open_case(command, actor=agent, tools=tools)
    with tools.database.read() as unit:
        digest = unit.cases.get(view.id).case.parameters_digest
        assert unit.snapshots.get(digest) == lost.kept.content

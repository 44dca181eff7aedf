"""Finished procedures of a breach, which the office began, go through a draft once more; on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pledge_office import PledgeOffice

from workflow_app.domain.actors import Role
from workflow_app.domain.replays import Verdict
from workflow_app.services.process_drafting import begin_draft
from workflow_app.services.replay_views import get_replay
from workflow_app.services.replays import begin_replay


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    yield made
    made.close()


def heard(office: PledgeOffice, proposal: str) -> None:
    case = office.serve(office.allege(office.published()), "T15_NOTICE")
    case = office.complete(case, "applicant_b", reply="ADMIT")
    case = office.complete(case, "credit_office_2", proposal=proposal, proposal_findings="两辆车未密闭。")
    case = office.complete(case, "decider", confirmation="AGREE")
    if proposal == "CONFIRM":
        office.serve(case, "T15_DECISION")


def test_in_a_draft_that_changes_nothing_a_breach_takes_its_own_course(office: PledgeOffice) -> None:
    heard(office, "CLEAR")
    heard(office, "CONFIRM")
    writer = office.people["process_admin"]
    draft = begin_draft("pledge_breach", "试", actor=writer, tools=office.tools)
    begin_replay(draft, actor=writer, tools=office.tools)
    office.work()
    view = get_replay(draft, actor=writer, tools=office.tools)
    assert view is not None
    assert [each.recorded.end for each in reversed(view.lines)] == ["BREACH_CLEARED", "BREACH_CONFIRMED"]
    assert [each.came and each.came.verdict for each in view.lines] == [Verdict.SAME] * 2, view.lines

"""What is pledged for an approval, as long as nothing is decided: whole, taken back at will, and not public."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pledge_story import CONDITIONS, EcologyOffice

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import SwitchCase, WithdrawCase
from workflow_app.domain.commands.pledges import PublishPledge
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.services.pledging import publish
from workflow_app.services.switching import switch_case
from workflow_app.services.withdrawals import withdraw_case


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[EcologyOffice]:
    place = EcologyOffice.ready(database_url, tmp_path)
    yield place
    place.close()


def test_nothing_is_signed_by_half(office: EcologyOffice) -> None:
    case = office.apply_by_pledge()
    with pytest.raises(InvalidError) as refused:
        office.pledge(case, conditions_met=[CONDITIONS[0].upper()])
    assert {each.field for each in refused.value.errors} == {"/values/conditions_met"}
    assert office.seen(case).state == "NOTIFIED"


def test_the_applicant_withdraws_up_to_the_decision(office: EcologyOffice) -> None:
    case = office.pledge(office.apply_by_pledge())
    withdraw_case(WithdrawCase(case.id, "项目取消"), actor=office.people["applicant"], tools=office.tools)
    assert (office.seen(case).state, office.pledge_row(case).status) == ("WITHDRAWN", "WITHDRAWN")
    granted = office.granted()
    for act in (WithdrawCase(granted.id, "项目取消"), SwitchCase(granted.id, "改走一般程序")):
        with pytest.raises(ForbiddenError):
            (withdraw_case if isinstance(act, WithdrawCase) else switch_case)(  # type: ignore[operator] # each its own
                act, actor=office.people["applicant"], tools=office.tools
            )


def test_nobody_publishes_a_pledge_of_a_case_before_its_decision(office: EcologyOffice) -> None:
    case = office.pledge(office.apply_by_pledge())
    office.hire("eco_credit", Role.CREDIT_OFFICE)
    with pytest.raises(ConflictError, match="PLEDGE_NOT_SIGNED"):
        publish(PublishPledge(office.pledge_row(case).id), actor=office.people["eco_credit"], tools=office.tools)
    assert office.pledge_row(case).published_at is None

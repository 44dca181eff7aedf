"""Changes of the rules by four eyes, on both databases: what one proposes, another decides, and nothing is lost."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rule_office import FOR_EVERYBODY, RuleOffice, rule_office

from workflow_app.domain.actors import Role
from workflow_app.domain.audit import authority_chain
from workflow_app.domain.commands.proposals import DecideProposal, ProposeChange
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.parameters import lookup
from workflow_app.domain.regimes import select
from workflow_app.repositories.rules import as_regime
from workflow_app.services.audit_verify import verify
from workflow_app.services.case_rules import case_rules
from workflow_app.services.notices import list_notices
from workflow_app.services.proposals import decide, propose, withdraw


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RuleOffice]:
    with rule_office(database_url, tmp_path) as made:
        yield made


def value_on(office: RuleOffice, day: date, *, regime: str | None = "R2026") -> object:
    with office.tools.database.read() as unit:
        rows = unit.authorities.parameters(office.authority.id)
    return lookup(rows, key="repair.correction_wd", on=day, authority_id=office.authority.id, regime=regime).value


def test_an_approved_value_holds_from_its_day_and_the_old_one_until_the_day_before(office: RuleOffice) -> None:
    proposal_id = office.propose("PARAMETER", FOR_EVERYBODY)
    assert value_on(office, date(2026, 10, 10)) == 10, "a proposal changes nothing"

    office.approve(proposal_id)
    assert (value_on(office, date(2026, 10, 9)), value_on(office, date(2026, 10, 10))) == (10, 5)
    assert value_on(office, date(2026, 10, 10), regime="R2023") == 10
    assert office.proposal(proposal_id).status == "APPROVED"


def test_nothing_is_overwritten_and_each_row_knows_its_proposal(office: RuleOffice) -> None:
    general = {**FOR_EVERYBODY, "regime": ""}
    proposal_id = office.propose("PARAMETER", general)
    office.approve(proposal_id)
    with office.tools.database.read() as unit:
        rows = unit.rules.list_values("repair.correction_wd")
    assert [(row.value, row.valid_from, row.valid_to, row.proposal_id) for row in rows] == [
        (10, date(2019, 7, 1), date(2026, 10, 9), None),
        (5, date(2026, 10, 10), None, proposal_id),
    ]


def test_a_change_for_a_time_gives_way_to_the_value_before(office: RuleOffice) -> None:
    office.approve(office.propose("PARAMETER", FOR_EVERYBODY, regime="", valid_to="2026-12-31"))
    days = (date(2026, 10, 9), date(2026, 10, 10), date(2026, 12, 31), date(2027, 1, 1))
    assert [value_on(office, day) for day in days] == [10, 5, 5, 10]


def test_whoever_proposes_never_approves(office: RuleOffice) -> None:
    both = office.appoint("both", Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
    proposal_id = propose(ProposeChange("PARAMETER", FOR_EVERYBODY), actor=both, tools=office.tools)
    for actor, rule in (
        (both, "FOUR_EYES"),
        (office.proposer, "ROLE_NEEDED"),
        (office.people["decider"], "ROLE_NEEDED"),
    ):
        with pytest.raises(ForbiddenError) as caught:
            decide(DecideProposal(proposal_id, approve=True), actor=actor, tools=office.tools)
        assert caught.value.code == rule
    office.approve(proposal_id)
    assert office.proposal(proposal_id).decided_by == office.approver.id


def test_an_administrator_of_one_authority_changes_nothing_for_others(office: RuleOffice) -> None:
    local = office.appoint("local", Role.SYSTEM_ADMIN, authority_id=office.authority.id)
    with pytest.raises(ForbiddenError, match="OTHER_AUTHORITY"):
        propose(ProposeChange("PARAMETER", FOR_EVERYBODY), actor=local, tools=office.tools)
    own = propose(ProposeChange("PARAMETER", FOR_EVERYBODY, "ZM_URBAN"), actor=local, tools=office.tools)
    office.approve(own)
    assert value_on(office, date(2026, 10, 10)) == 5


def test_of_two_changes_of_the_same_value_the_later_approved_is_stale(office: RuleOffice) -> None:
    first = office.propose("PARAMETER", FOR_EVERYBODY, regime="")
    second = office.propose("PARAMETER", FOR_EVERYBODY, regime="", value="7", valid_from="2026-11-01")
    office.approve(first)
    with pytest.raises(ConflictError, match="STALE_PROPOSAL"):
        office.approve(second)
    assert office.proposal(second).status == "PROPOSED", "it waits for its rejection, and nothing is lost"
    assert value_on(office, date(2026, 11, 1)) == 5


def test_two_values_never_run_over_a_later_one(office: RuleOffice) -> None:
    office.approve(office.propose("PARAMETER", FOR_EVERYBODY, regime="", valid_from="2027-01-01"))
    with pytest.raises(RefusedError, match="LATER_ROW_EXISTS") as caught:
        office.propose("PARAMETER", FOR_EVERYBODY, regime="", value="7")
    assert caught.value.values["last"] == date(2026, 12, 31)
    office.approve(office.propose("PARAMETER", FOR_EVERYBODY, regime="", value="7", valid_to="2026-12-31"))
    assert [value_on(office, day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [7, 5]


def test_what_is_approved_too_late_does_not_reach_back(office: RuleOffice) -> None:
    proposal_id = office.propose("PARAMETER", FOR_EVERYBODY)
    office.move_to(date(2026, 10, 12))
    with pytest.raises(ConflictError, match="DATE_HAS_PASSED"):
        office.approve(proposal_id)
    office.approve(office.propose("PARAMETER", FOR_EVERYBODY, corrects="on"))
    assert value_on(office, date(2026, 10, 10)) == 5


def test_a_rejection_says_why_and_changes_nothing(office: RuleOffice) -> None:
    proposal_id = office.propose("PARAMETER", FOR_EVERYBODY)
    with pytest.raises(InvalidError):
        decide(DecideProposal(proposal_id, approve=False), actor=office.approver, tools=office.tools)
    decide(
        DecideProposal(proposal_id, approve=False, note="依据不足，请补充"), actor=office.approver, tools=office.tools
    )
    assert (office.proposal(proposal_id).status, office.proposal(proposal_id).note) == ("REJECTED", "依据不足，请补充")
    assert value_on(office, date(2026, 10, 10)) == 10
    with pytest.raises(ConflictError, match="PROPOSAL_DECIDED"):
        office.approve(proposal_id)


def test_only_who_proposed_withdraws_and_only_while_it_waits(office: RuleOffice) -> None:
    proposal_id = office.propose("PARAMETER", FOR_EVERYBODY)
    with pytest.raises(ForbiddenError, match="NOT_YOUR_PROPOSAL"):
        withdraw(proposal_id, actor=office.approver, tools=office.tools)
    withdraw(proposal_id, actor=office.proposer, tools=office.tools)
    assert office.proposal(proposal_id).status == "WITHDRAWN"
    with pytest.raises(ConflictError, match="PROPOSAL_DECIDED"):
        withdraw(proposal_id, actor=office.proposer, tools=office.tools)


def test_every_authority_has_it_in_its_trail_and_each_side_is_told(office: RuleOffice) -> None:
    proposal_id = office.propose("PARAMETER", FOR_EVERYBODY)
    (waits,) = list_notices(actor=office.approver, tools=office.tools).items
    assert (waits.code, waits.facts["path"]) == ("PROPOSAL_WAITS", f"/admin/proposals/{proposal_id}")
    office.approve(proposal_id, note="同意")
    (decided,) = list_notices(actor=office.proposer, tools=office.tools).items
    assert (decided.code, decided.facts["status"]) == ("PROPOSAL_DECIDED", "APPROVED")

    with office.tools.database.read() as unit:
        for authority in unit.authorities.list_all():
            chain = unit.audit.list_chain(authority_chain(authority.id))
            found = {entry.action: entry.data for entry in chain if entry.action.startswith("proposal.")}
            assert set(found) == {"proposal.made", "proposal.approved"}
            assert found["proposal.approved"]["after"][0]["value"] == 5
            assert authority.parameter_version == 4, "who keeps rules in memory notices"
    assert not verify(office.tools)


def test_a_running_case_keeps_its_rules_and_says_how_they_differ(office: RuleOffice) -> None:
    office.import_sample()
    case = office.apply()
    office.approve(office.propose("PARAMETER", FOR_EVERYBODY, regime="", valid_from="2026-09-29"))
    rules = case_rules(case.id, actor=office.people["first_reviewer"], tools=office.tools)
    assert [(each.key, each.value, each.value_today) for each in rules if each.differs] == [
        ("repair.correction_wd", 10, 5)
    ]
    assert rules[0].valid_from == date(2019, 7, 1)
    with pytest.raises(ForbiddenError, match="ADMINISTRATORS_SEE_NO_CASES"):
        case_rules(case.id, actor=office.proposer, tools=office.tools)


def test_a_rule_set_is_for_everybody_and_follows_the_one_before(office: RuleOffice) -> None:
    new = {
        "key": "R2028", "name_zh": "2028年办法", "name_en": "Measures of 2028", "instrument": "第99号令",
        "valid_from": "2028-01-01", "origin": "国务院公报", "reason": "新办法施行",
    }  # fmt: skip
    with pytest.raises(InvalidError):
        office.propose("REGIME", new, authority="ZM_URBAN")
    office.approve(office.propose("REGIME", new))
    with office.tools.database.read() as unit:
        rows = [as_regime(row) for row in unit.rules.list_regimes()]
    assert select(rows, on=date(2027, 12, 31)).key == "R2026"
    assert select(rows, on=date(2028, 1, 1)).key == "R2028"
    assert select(rows, on=date(2028, 1, 1), field="MARKET_REGULATION").key == "R_SAMR2025"


def test_an_unknown_kind_of_change_is_refused(office: RuleOffice) -> None:
    with pytest.raises(NotFoundError, match="PROPOSAL_KIND_UNKNOWN"):
        office.propose("ORDINANCE", FOR_EVERYBODY)

"""A pledge that proves untrue before the decision: the handling ends, and the breach is heard (rule 2.2)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from approval_office import CLEAN
from inlet_acts import ask, change
from pledge_office import hand_over
from pledge_story import EIA, EcologyOffice

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.pledges import Allegation
from workflow_app.domain.errors import ConflictError, ForbiddenError, RefusedError
from workflow_app.domain.inlets import BreachKind, SubjectStatus
from workflow_app.models import DueWork, Pledge, PledgeBreach, Record
from workflow_app.services.audit_verify import verify
from workflow_app.services.breach_opening import allege_breach
from workflow_app.services.public_breaches import get_breach, search_breaches
from workflow_app.services.untrue_breach import UNTRUE_BREACH
from workflow_app.services.views import CaseView

UNTRUE = {"decision": "UNTRUE", "decision_reason": "选址位于水源保护区。"}
DOCUMENT = {"document_no": "郑环罚〔2026〕7号", "document_on": "2026-07-01"}
FOUND = {"proposal": "CONFIRM", "proposal_findings": "选址与承诺不符。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[EcologyOffice]:
    place = EcologyOffice.ready(database_url, tmp_path)
    place.hire("eco_credit", Role.CREDIT_OFFICE)
    place.hire("eco_clerk", Role.CLERK_OF_OFFICE)
    place.hire("eco_decider_2", Role.DECIDER)
    place.people["credit_office"] = place.people["eco_credit"]
    yield place
    place.close()


def ended(office: EcologyOffice) -> CaseView:
    case = office.complete(office.pledge(office.apply_by_pledge()), "eco_intake", acceptance="ACCEPT")
    return office.complete(case, "eco_decider", **UNTRUE)


def breaches(office: EcologyOffice) -> list[PledgeBreach]:
    with office.tools.database.read() as unit:
        return list(unit.session.query(PledgeBreach))


def pledge(office: EcologyOffice) -> Pledge:
    with office.tools.database.read() as unit:
        return unit.session.query(Pledge).one()


def heard(office: EcologyOffice) -> CaseView:
    """Have the breach heard up to the proposal."""
    ended(office)
    office.work()
    (breach,) = breaches(office)
    hand_over(office, breach.case_id, "T15_NOTICE", who="eco_clerk")
    case = office.complete(office.seen_by_id(breach.case_id, "applicant"), "applicant", reply="ADMIT")
    return office.complete(case, "eco_credit", **FOUND, **DOCUMENT)


def test_the_handling_ends_and_what_the_decider_found_is_alleged_and_no_more(office: EcologyOffice) -> None:
    case = ended(office)
    assert (case.state, case.status) == ("UNTRUE", "ENDED")
    said = office.words_of(case, "T11_UNTRUE")
    assert "选址位于水源保护区" in said
    assert "认定之前不产生违诺记录" in said
    office.work()
    (breach,) = breaches(office)
    assert (breach.kind, breach.status, breach.code) == ("FALSE_PLEDGE", "ALLEGED", "UNTRUE")
    assert breach.alleged_by == office.people["eco_decider"].id
    assert (pledge(office).status, pledge(office).published_at) == ("BREACH_ALLEGED", None)
    notice = office.words_of(office.seen_by_id(breach.case_id), "T15_NOTICE")
    for each in ("选址位于水源保护区", str(case.number), "终止办理通知书"):
        assert each in notice
    assert "{" not in notice.replace("{'", "").replace("': {", "")
    assert office.told(case, Role.CREDIT_OFFICE) == {"PLEDGE_UNTRUE"}
    with office.tools.database.read() as unit:
        assert unit.session.query(Record).filter_by(kind="BREACH").count() == 0
    assert ask(office, CLEAN, EIA, "pledge_approval").reasons == ()
    assert verify(office.tools) == ()


def test_whoever_ended_the_handling_does_not_confirm_the_breach(office: EcologyOffice) -> None:
    case = heard(office)
    with pytest.raises(RefusedError, match="BREACH_OWN_ALLEGATION"):
        office.complete(case, "eco_decider", confirmation="AGREE")
    with pytest.raises(ForbiddenError):
        office.complete(case, "eco_credit", confirmation="AGREE")
    case = office.complete(case, "eco_decider_2", confirmation="AGREE")
    hand_over(office, case.id, "T15_DECISION", who="eco_clerk")
    (breach,) = breaches(office)
    assert (breach.status, breach.record_id is not None) == ("CONFIRMED", True)
    assert [each.code for each in ask(office, CLEAN, EIA, "pledge_approval").reasons] == ["FALSE_PLEDGE"]
    (shown,) = search_breaches("", tools=office.tools).items
    assert not get_breach(shown.id, tools=office.tools).pledge_is_public, "it never was"


def test_done_again_after_a_crash_it_opens_one_breach_only(office: EcologyOffice) -> None:
    case = ended(office)
    office.work()
    with office.tools.database.write() as unit:
        row = unit.session.query(DueWork).filter_by(kind="untrue_breach").one()
        assert row.status == "DONE"
        UNTRUE_BREACH.record(unit, row, None, office.tools)
        unit.commit()
    assert len(breaches(office)) == 1
    assert office.told(case, Role.CREDIT_OFFICE) == {"PLEDGE_UNTRUE"}


def test_nothing_is_heard_of_a_party_that_is_gone_meanwhile(office: EcologyOffice) -> None:
    ended(office)
    change(office, CLEAN, SubjectStatus.DEREGISTERED)
    office.pass_time(minutes=5)
    assert breaches(office) == []
    assert pledge(office).status == "WITHDRAWN"


def test_before_the_decision_nobody_alleges_a_breach_by_hand(office: EcologyOffice) -> None:
    office.pledge(office.apply_by_pledge())
    command = Allegation(pledge(office).id, BreachKind.FALSE_PLEDGE, "选址不符。", "卷宗第3页")
    with pytest.raises(ConflictError, match="PLEDGE_NOT_IN_FORCE"):
        allege_breach(command, actor=office.people["eco_credit"], tools=office.tools)

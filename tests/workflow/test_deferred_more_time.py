"""What nobody could help: more time is asked for with proof, given or refused by a person, and moves three days."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from deferral_story import AGREE, CONTRACT, GRANT, MORE, NO_MORE, DeferralOffice, at
from publicity_modes import set_parameter

from workflow_app.domain.errors import ConflictError, InvalidError, RefusedError
from workflow_app.models import CaseClock, Pledge
from workflow_app.services.audit_verify import verify
from workflow_app.services.pledges import get_pledge


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path)
    yield made
    made.close()


def clocks(office: DeferralOffice) -> dict[str, CaseClock]:
    with office.tools.database.read() as unit:
        return {each.key: each for each in unit.cases.clocks([office.case_id])}


def days(office: DeferralOffice) -> list[str]:
    """Return the days as the clocks have them: to supply, of the promised end, of grace."""
    found = clocks(office)
    keys = ("da.supplement", "da.promised", "da.grace")
    return [found[key].due_on.strftime("%m-%d") for key in keys if key in found]


def refused(office: DeferralOffice, **changed: object) -> set[tuple[str, str]]:
    with pytest.raises(InvalidError) as told:
        office.do("applicant_s", **(office.request() | changed))
    return {(each.field.removeprefix("/values/"), each.code) for each in told.value.errors}


def test_agreed_days_move_all_three_by_the_working_calendar(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **AGREE)
    office.at(at(9, 28))
    office.more_time()
    assert days(office) == ["10-09", "10-15"], "asking moves nothing"
    assert office.answer(**MORE).state == "READY_PENDING_MATERIAL"
    assert days(office) == ["10-15", "10-22"]
    said = office.letter("T07_EXTEND")
    for each in ("2026年10月15日", "2026年10月22日", "2026年11月12日", "顺延5个工作日", "暴雨红色预警属实"):
        assert each in said
    assert office.items()[CONTRACT].due_on.isoformat() == "2026-10-15"
    with office.tools.database.read() as unit:
        pledge_id = unit.session.query(Pledge.id).filter_by(case_id=office.case_id).scalar()
    assert [str(each.due_on) for each in get_pledge(pledge_id, tools=office.tools).promised] == ["2026-10-15"]
    office.at(at(10, 15, 23, 59))
    office.supply()
    office.check(**{CONTRACT: "RIGHT"})
    assert not office.items()[CONTRACT].is_late
    assert office.do("decider", **GRANT).state == "GRANTED"
    assert verify(office.tools) == ()


def test_the_handling_is_suspended_and_returned_by_the_new_days(office: DeferralOffice) -> None:
    office.accept()
    office.more_time()
    office.answer(**MORE)
    office.at(at(10, 22, 23, 59, 59))
    assert "T10_SUSPEND" not in office.letters()
    assert office.at(at(10, 23, 0, 0, 30)).state == "GRACE"
    assert days(office) == ["10-15", "10-22", "11-12"]
    assert office.at(at(11, 13, 0, 0, 30)).state == "RETURNED"


def test_a_refusal_leaves_the_days_and_says_why(office: DeferralOffice) -> None:
    office.accept()
    office.more_time()
    office.answer(**NO_MORE)
    assert days(office) == ["10-09", "10-15"]
    assert "证明材料与所述期间不符" in office.letter("T07_NO_EXTEND")
    assert "T07_EXTEND" not in office.letters()


def test_nothing_lapses_while_nobody_has_answered(office: DeferralOffice) -> None:
    office.accept()
    office.at(at(10, 15, 23))
    office.more_time()
    assert office.at(at(10, 17, 9)).state == "LATE_SUPPLY", (
        "the promised end has passed, and the office has not answered"
    )
    office.answer(**MORE)
    assert days(office) == ["10-15", "10-22"]
    assert office.at(at(10, 23, 0, 0, 30)).state == "GRACE"


def test_once_it_is_refused_what_was_held_up_lapses(office: DeferralOffice) -> None:
    office.accept()
    office.at(at(10, 15, 23))
    office.more_time()
    office.at(at(10, 17, 9))
    office.answer(**NO_MORE)
    assert office.at(at(10, 17, 11)).state == "GRACE"
    assert days(office)[-1] == "11-05", "grace counts from the day on which the promised limit ended"


def test_asked_after_the_day_to_supply_what_comes_by_the_new_day_is_in_time_again(office: DeferralOffice) -> None:
    office.accept()
    office.at(at(10, 12))
    office.more_time()
    office.answer(**MORE)
    assert clocks(office)["da.supplement"].status == "RUNNING"
    office.supply()
    office.check(**{CONTRACT: "RIGHT"})
    assert not office.items()[CONTRACT].is_late


def test_in_the_time_of_grace_the_reason_for_asking_late_is_demanded_and_the_end_moves(office: DeferralOffice) -> None:
    office.accept()
    office.at(at(10, 20))
    with pytest.raises(InvalidError) as told:
        office.more_time()
    assert [(each.field, each.code) for each in told.value.errors] == [("/values/late_reason", "REQUIRED")]
    office.do("applicant_s", **(office.request() | {"late_reason": "通讯中断，无法更早申请。"}))
    assert office.answer(**MORE).state == "GRACE"
    assert days(office) == ["10-15", "10-22", "11-12"]
    office.at(at(11, 12, 23))
    office.supply()
    assert office.check(**{CONTRACT: "RIGHT"}).status == "RUNNING"


def test_no_more_is_asked_for_or_given_than_the_effect_the_request_and_the_rules_allow(office: DeferralOffice) -> None:
    set_parameter(office.tools, "da.more_time_wd", 6)
    office.accept()
    with pytest.raises(InvalidError) as told:
        office.more_time(wanted_wd="9")
    assert [each.code for each in told.value.errors] == ["MORE_THAN_EFFECT"]
    assert refused(office, effect_until="2026-09-01") == {("effect_until", "TOO_EARLY")}
    assert refused(office, effect_until="2026-10-20", wanted_wd="9") == {("wanted_wd", "MORE_THAN_ALLOWED")}
    assert refused(office, force_majeure_proof=None) == {("force_majeure_proof", "REQUIRED")}
    office.do("applicant_s", **office.request())
    with pytest.raises(InvalidError) as too_many:
        office.answer(**(MORE | {"agreed_wd": "6"}))
    assert [each.code for each in too_many.value.errors] == ["MORE_THAN_ASKED"]
    office.answer(**MORE)
    with pytest.raises(InvalidError) as rest:
        office.more_time(wanted_wd="2")
    assert [(each.code, each.values) for each in rest.value.errors] == [("MORE_THAN_ALLOWED", {"days": 1})]


def test_it_is_asked_as_often_as_the_rules_say_and_one_at_a_time(office: DeferralOffice) -> None:
    office.accept()
    office.more_time()
    with pytest.raises(RefusedError, match="MORE_TIME_OPEN"):
        office.more_time()
    office.answer(**NO_MORE)
    office.more_time()
    office.answer(**NO_MORE)
    with pytest.raises(RefusedError, match="MORE_TIME_USED"):
        office.more_time()


def test_nobody_asks_before_the_acceptance_without_need_or_after_the_end(office: DeferralOffice) -> None:
    office.submit()
    with pytest.raises(RefusedError, match="NOT_ACCEPTED_YET"):
        office.more_time()
    office.do("intake", acceptance="ACCEPT")
    office.supply()
    with pytest.raises(RefusedError, match="NOTHING_AWAITED"):
        office.more_time()
    office.check(**{CONTRACT: "WRONG"})
    office.at(at(11, 5, 23, 59, 59))
    office.clock.instant = at(11, 6, 0, 0)
    with pytest.raises(RefusedError, match="TIME_IS_OVER"):
        office.more_time()
    office.work()
    with pytest.raises(ConflictError, match="CASE_ENDED"):
        office.more_time()

"""S07 to S15: acceptance with documents to follow, across the National Day holiday and its working Saturday."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from deferral_story import AGAINST, AGREE, CONTRACT, DISAGREE, GAPS, GRANT, VEHICLES, DeferralOffice, at
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.domain.matters import Supply
from workflow_app.models import Case


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def strict(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path, grace=0)
    yield made
    made.close()


def test_s07_days_are_counted_over_the_holiday_and_the_working_saturday(office: DeferralOffice) -> None:
    office.accept()
    assert office.days()["da.supplement"] == "2026-10-09"
    assert office.days()["da.promised"] == "2026-10-15"
    assert office.seen().state == "DA_ACCEPTED"
    notice = office.letter("T07_DEFER")
    for day in ("2026年10月9日", "2026年10月15日", "2026年11月5日"):
        assert day in notice
    assert "2026年10月9日" in office.letter("T06_PROMISE")


def test_s07_supplied_in_time_reviewed_and_granted(office: DeferralOffice) -> None:
    office.accept()
    assert office.do("first_reviewer", **AGREE).state == "READY_PENDING_MATERIAL"
    office.at(at(9, 28))
    office.supply()
    assert office.check(**{CONTRACT: "RIGHT"}).state == "DECISION"
    assert office.case_row().open_deferrable == 0
    assert office.do("decider", **GRANT).state == "GRANTED"


def test_who_has_supplied_reads_that_it_is_checked_and_not_that_something_is_to_be_supplied(
    office: DeferralOffice,
) -> None:
    office.accept(later=(CONTRACT, VEHICLES))
    office.supply()
    assert office.seen().state == "MATERIAL_ARRIVED"
    assert office.do("first_reviewer", **AGREE).state == "MATERIAL_ARRIVED", "a review beside it changes nothing"
    assert office.check(**{CONTRACT: "WRONG"}).state == "DA_ACCEPTED"
    assert office.supply(VEHICLES).state == "MATERIAL_ARRIVED"


def test_who_is_reviewed_while_everything_is_being_checked_is_not_asked_for_more(office: DeferralOffice) -> None:
    office.accept()
    office.supply()
    office.do("first_reviewer", **AGREE)
    assert "DEFERRED_AWAITED" not in office.notices_for(None)


def test_s08_days_beyond_the_promised_limit_end_with_it(office: DeferralOffice) -> None:
    office.accept(days="20")
    assert office.days()["da.supplement"] == "2026-10-15"
    assert "一、补交日期：2026年10月15日" in office.letter("T07_DEFER")
    assert office.items()[CONTRACT].due_on.isoformat() == "2026-10-15"


def test_s08_where_both_days_are_one_the_handling_is_suspended_at_once(office: DeferralOffice) -> None:
    office.accept(days="20")
    assert office.at(at(10, 16)).state == "GRACE"
    late = {"T10_OVERDUE", "T10_SUSPEND", "T10_REPRESENT"}
    assert [kind for kind in office.letters() if kind in late] == ["T10_SUSPEND", "T10_REPRESENT"]


def test_s09_what_is_essential_cannot_follow_later(office: DeferralOffice) -> None:
    office.begin()
    wish = office.wish()
    del wish["material_disposal_plan"]
    with pytest.raises(InvalidError) as refused:
        office.do("applicant_s", **wish)
    assert {(each.field, each.code) for each in refused.value.errors} == {
        ("/values/material_disposal_plan", "REQUIRED")
    }


def test_s09_an_essential_paper_not_in_form_leads_to_the_ordinary_notice_within_five_working_days(
    office: DeferralOffice,
) -> None:
    office.submit()
    assert office.days() == {"approval.notice": "2026-09-24"}
    assert office.do("intake", **GAPS).state == "CORRECTION_REQUESTED"
    assert "缺少路线图" in office.letter("T08_MISSING")
    assert "T07_DEFER" not in office.letters()


def test_s11_suspended_at_the_promised_end_and_supplied_on_the_last_day_of_grace(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **AGREE)
    assert office.at(at(10, 9, 23, 59, 59)).state == "READY_PENDING_MATERIAL"
    assert office.at(at(10, 15, 23, 59, 59)).state == "LATE_SUPPLY"
    assert office.at(at(10, 16, 0, 0, 30)).state == "GRACE"
    assert office.days()["da.grace"] == "2026-11-05"
    suspended = office.letter("T10_SUSPEND")
    for said in ("2026年10月15日", "2026年11月5日", "常泽"):
        assert said in suspended
    office.at(at(11, 5, 17))
    office.supply()
    assert office.check(**{CONTRACT: "RIGHT"}).state == "DECISION"
    assert office.do("decider", **GRANT).state == "GRANTED"
    assert office.items()[CONTRACT].is_late


def test_s11_the_day_after_grace_the_application_is_returned_and_a_breach_looked_into(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **AGREE)
    ended = office.at(at(11, 6, 0, 0, 30))
    assert (ended.state, ended.status) == ("RETURNED", "ENDED")
    assert office.letters()[-1] == "T11_RETURN"
    assert "2026年11月5日" in office.letter("T11_RETURN")
    assert (office.case_row().open_deferrable, office.items()[CONTRACT].status) == (0, "CLOSED")
    assert office.notices_for(Role.CREDIT_OFFICE) == ["DEFERRED_NOT_KEPT"]


def test_s12_what_is_posted_in_time_and_arrives_late_is_late_and_taken(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **AGREE)
    office.at(at(10, 12, 15))
    office.enter(at(10, 12, 10))
    item = office.items()[CONTRACT]
    assert (item.is_late, item.channel, item.status) == (True, "POST", "ARRIVED")
    office.check(**{CONTRACT: "RIGHT"})
    assert office.do("decider", **GRANT).state == "GRANTED"


def test_s12_a_strict_authority_refuses_it(strict: DeferralOffice) -> None:
    strict.accept()
    assert "本机关不设宽限期" in strict.letter("T07_DEFER")
    assert strict.at(at(10, 10, 0, 0, 30)).state == "RETURNED"
    strict.at(at(10, 12, 15))
    with pytest.raises(ConflictError) as refused:
        strict.enter(at(10, 12, 10))
    assert refused.value.code == "CASE_ENDED"


def test_s12_what_came_in_time_and_is_entered_later_is_not_late(office: DeferralOffice) -> None:
    office.accept()
    office.at(at(10, 12, 15))
    office.enter(at(10, 9, 16), channel=Supply.COUNTER)
    assert not office.items()[CONTRACT].is_late


def test_s13_an_upload_of_the_last_second_is_in_time_though_the_scan_ends_after_midnight(
    office: DeferralOffice,
) -> None:
    office.accept()
    office.at(at(10, 9, 23, 59, 58))
    file = office.upload_slowly(CONTRACT, until=at(10, 10, 0, 3))
    assert office.clock.instant == at(10, 10, 0, 3)
    office.work()
    office.hand_in(CONTRACT, file)
    item = office.items()[CONTRACT]
    assert (item.is_late, item.received_at) == (False, at(10, 9, 23, 59, 58))


def test_s13_a_strict_authority_looks_at_an_upload_of_the_last_second_before_it_returns(strict: DeferralOffice) -> None:
    strict.accept()
    strict.at(at(10, 9, 23, 59, 58))
    strict.upload_slowly(CONTRACT, until=at(10, 10, 0, 3))
    strict.work()
    assert strict.seen().state == "MATERIAL_ARRIVED"
    assert strict.items()[CONTRACT].status == "ARRIVED"
    strict.do("first_reviewer", **AGREE)
    assert strict.check(**{CONTRACT: "RIGHT"}).state == "DECISION"


def test_s13_nothing_lapses_while_a_file_of_the_last_second_is_being_looked_at(strict: DeferralOffice) -> None:
    strict.accept()
    strict.at(at(10, 9, 23, 59, 58))
    strict.upload_slowly(CONTRACT, until=at(10, 10, 0, 3), meanwhile=strict.work)
    assert strict.seen().state == "DA_ACCEPTED"
    strict.at(at(10, 10, 0, 5))
    item = strict.items()[CONTRACT]
    assert (item.status, item.is_late, item.received_at) == ("ARRIVED", False, at(10, 9, 23, 59, 58))


def test_s13_a_file_that_is_refused_holds_nothing_up_any_longer(strict: DeferralOffice) -> None:
    strict.accept()
    strict.at(at(10, 9, 23, 59, 58))
    with pytest.raises(InvalidError):
        strict.upload_slowly(CONTRACT, until=at(10, 10, 0, 3), clean=False)
    assert strict.at(at(10, 10, 0, 5)).state == "RETURNED"


def test_s13_what_was_received_in_the_first_instant_too_late_holds_nothing_up(strict: DeferralOffice) -> None:
    strict.accept()
    strict.at(at(10, 9, 23, 59, 59))
    strict.clock.instant = at(10, 10, 0, 0)
    with pytest.raises(ConflictError, match="CASE_ENDED"):
        strict.upload_slowly(CONTRACT, until=at(10, 10, 0, 3), meanwhile=strict.work)
    assert strict.seen().state == "RETURNED"


def test_s15_nothing_is_granted_while_a_document_is_open(office: DeferralOffice) -> None:
    office.accept()
    office.do("first_reviewer", **DISAGREE)
    with pytest.raises(ConflictError) as refused:
        office.do("decider", **AGAINST)
    assert (refused.value.code, refused.value.values) == ("DEFERRED_ITEM_OPEN", {"count": 1})
    assert "PERMIT_GRANT" not in office.letters()
    assert office.case_row().open_deferrable == 1


def test_s15_the_database_keeps_such_a_case_from_being_granted(office: DeferralOffice) -> None:
    office.accept()
    with office.tools.database.write() as unit, pytest.raises(IntegrityError):
        unit.session.execute(update(Case).where(Case.id == office.case_id).values(state="GRANTED"))


def test_who_was_accepted_by_silence_reads_so_and_supplies_from_the_notice_on(office: DeferralOffice) -> None:
    office.submit()
    office.at(at(9, 28))  # five working days after Friday the 18th, with the holiday of the 25th between
    notice = office.letter("T07_DEFER")
    assert "本机关未在规定期限内一次性告知补正内容" in notice
    assert "本通知书作出之日" in notice
    assert "主审要件齐全" not in notice

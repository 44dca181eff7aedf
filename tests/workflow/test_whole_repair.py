"""The paths of a repair beside the straight one: site check, publicity with an objection, a limit put off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from office import Office
from publicity_modes import set_parameter, set_publicity
from repair_detours import tell as leave_message
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import ExtendCase
from workflow_app.domain.errors import ForbiddenError, InvalidError, RefusedError
from workflow_app.models import CaseClock, DueWork, Letter, LetterService
from workflow_app.services.cases import get_case
from workflow_app.services.extending import extend_case, extension_of
from workflow_app.services.views import CaseView

AGREE = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}
VERIFY = {"first_opinion": "VERIFY", "verification_scope": "车辆密闭装置是否全部安装。"}
FOUND = {
    "verified_on": "2026-08-13",
    "verified_at": "中牟县停车场",
    "persons_present": "王建军（法定代表人）",
    "verification_result": "PASS",
    "findings": "抽查的十二辆车均已安装密闭装置。",
}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("verifier", Role.VERIFIER)
    made.hire("verifier_2", Role.VERIFIER)
    made.hire("complaint_handler", Role.COMPLAINT_HANDLER)
    set_publicity(made.tools, "BEFORE_REMOVAL")
    made.clock.instant = datetime(2026, 8, 10, 1, 0, tzinfo=UTC)  # Monday, 09:00 in Shanghai
    yield made
    made.close()


def seen(office: Office, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.agent(), tools=office.tools)


def clock(office: Office, case: CaseView, key: str) -> tuple[str, date]:
    with office.tools.database.read() as unit:
        newest = select(CaseClock).where(CaseClock.case_id == case.id, CaseClock.key == key).order_by(CaseClock.id)
        row = unit.session.scalars(newest).all()[-1]
        return row.status, row.due_on


def go_to(office: Office, day: int) -> None:
    """Let it be nine o'clock on a day of August, everything done that came due until then."""
    office.clock.instant = datetime(2026, 8, day, 1, 0, tzinfo=UTC)
    office.work()


def publish(office: Office) -> CaseView:
    """Have both reviewers agree on Thursday the 13th, so that the intention is published."""
    case = office.apply()
    go_to(office, 13)
    case = office.complete(case, "first_reviewer", **AGREE)
    return office.complete(case, "second_reviewer", second_opinion="AGREE")


def tell(office: Office, case: CaseView, message: str) -> CaseView:
    """Leave a message for a case, and look at what it did."""
    leave_message(office, case, message)
    return seen(office, case)


def test_s20_what_both_reviewers_agree_on_is_public_for_three_working_days_before_the_decision(office: Office) -> None:
    case = publish(office)
    assert (case.state, case.tasks) == ("REPAIR_PUBLICITY", ())
    assert clock(office, case, "repair.publicity") == ("RUNNING", date(2026, 8, 18))
    with office.tools.database.read() as unit:
        letter = unit.session.scalars(select(Letter).where(Letter.kind == "T21_INTENT")).one()
        assert unit.session.scalars(select(LetterService).where(LetterService.letter_id == letter.id)).all() == []
    assert letter.data["addressee"] == {"name": "社会公众", "uscc": None}
    assert "公示期自2026年8月14日起至2026年8月18日 24:00止。" in str(letter.data["paragraphs"])

    go_to(office, 18)
    assert seen(office, case).state == "REPAIR_PUBLICITY"
    office.clock.instant = datetime(2026, 8, 18, 16, 0, tzinfo=UTC)  # midnight in Shanghai
    office.work()
    go_to(office, 19)
    case = seen(office, case)
    assert (case.state, case.tasks[0].key) == ("DECISION", "decide_repair")
    assert office.complete(case, "decider", decision="GRANT").state == "SYNCING"


def test_nobody_is_warned_of_a_time_that_just_has_to_pass(office: Office) -> None:
    case = publish(office)
    go_to(office, 19)
    with office.tools.database.read() as unit:
        warned = [
            row.status
            for row in unit.session.scalars(select(DueWork).where(DueWork.kind.in_(("clock_warning", "clock_due"))))
            if row.clock_id and unit.session.get_one(CaseClock, row.clock_id).key == "repair.publicity"
        ]
    assert "PENDING" not in warned
    assert seen(office, case).state == "DECISION"


def test_an_objection_that_is_not_upheld_leaves_the_days_that_were_left(office: Office) -> None:
    case = publish(office)
    go_to(office, 17)  # Monday, the second day of three
    case = tell(office, case, "objection_accepted")
    assert (case.state, case.tasks[0].key) == ("OBJECTION_SUSPENDED", "examine_objection")
    assert clock(office, case, "repair.publicity")[0] == "PAUSED"
    assert clock(office, case, "repair.result")[0] == "PAUSED"
    go_to(office, 20)
    found = {"objection_outcome": "REJECTED", "objection_findings": "所附照片摄于整改之前。"}
    case = office.complete(case, "complaint_handler", **found)
    assert case.state == "REPAIR_PUBLICITY"
    # Friday the 14th counted; the 17th did not, for the clock stood still at its end; the 20th and 21st count.
    assert clock(office, case, "repair.publicity") == ("RUNNING", date(2026, 8, 21))
    assert clock(office, case, "repair.result") == ("RUNNING", date(2026, 8, 27))
    go_to(office, 24)
    assert seen(office, case).state == "DECISION"


def test_an_upheld_objection_is_reviewed_again_and_then_decided_without_another_publicity(office: Office) -> None:
    case = tell(office, publish(office), "objection_accepted")
    found = {"objection_outcome": "UPHELD", "objection_findings": "现场仍有未密闭车辆。"}
    case = office.complete(case, "complaint_handler", **found)
    assert (case.state, case.tasks[0].key) == ("SECOND_REVIEW", "review_second")
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    assert (case.state, case.tasks[0].key) == ("DECISION", "decide_repair")
    refused = office.complete(case, "decider", decision="REFUSE", decision_reason="整改未完成。")
    assert (refused.status, refused.state) == ("ENDED", "REFUSED")


def test_an_objection_accepted_while_the_decision_waits_comes_first(office: Office) -> None:
    case = publish(office)
    go_to(office, 19)
    case = tell(office, seen(office, case), "objection_accepted")
    assert [task.key for task in case.tasks] == ["examine_objection"]
    found = {"objection_outcome": "REJECTED", "objection_findings": "没有事实依据。"}
    office.complete(case, "complaint_handler", **found)
    office.work()
    case = seen(office, case)
    assert (case.state, [task.key for task in case.tasks]) == ("DECISION", ["decide_repair"])
    assert office.complete(case, "decider", decision="GRANT").state == "SYNCING"


def test_who_reviewed_a_case_does_not_examine_an_objection_to_it(office: Office) -> None:
    case = tell(office, publish(office), "objection_accepted")
    both = frozenset({*office.people["complaint_handler"].grants})
    office.people["first_reviewer"] = replace(
        office.people["first_reviewer"], grants=office.people["first_reviewer"].grants | both
    )
    with pytest.raises(ForbiddenError, match="SOD_VIOLATION"):
        office.complete(case, "first_reviewer", objection_outcome="REJECTED", objection_findings="…")


def test_two_verifiers_check_on_site_while_the_limit_stands_still(office: Office) -> None:
    case = office.apply()
    go_to(office, 12)
    case = office.complete(case, "first_reviewer", **VERIFY)
    assert (case.state, case.tasks[0].key) == ("SITE_VERIFICATION", "verify_site")
    assert clock(office, case, "repair.result")[0] == "PAUSED"
    go_to(office, 13)
    case = office.complete(case, "verifier", **FOUND)
    with pytest.raises(ForbiddenError, match="SOD_VIOLATION"):
        office.complete(case, "verifier", verification_confirmed="CONFIRM")
    go_to(office, 14)
    case = office.complete(case, "verifier_2", verification_confirmed="CONFIRM")
    assert (case.state, case.tasks[0].key) == ("FIRST_REVIEW", "review_first")
    assert clock(office, case, "repair.result") == ("RUNNING", date(2026, 8, 26))
    assert clock(office, case, "repair.authority_result") == ("RUNNING", date(2026, 8, 21)), "two days later, too"
    kinds = [letter.kind for letter in seen(office, case).letters]
    assert "T12_NOTICE" in kinds
    with pytest.raises(InvalidError):  # once is enough: what was found is on the table
        office.complete(case, "first_reviewer", **VERIFY)
    assert office.complete(case, "first_reviewer", **AGREE).tasks[0].key == "review_second"


def test_a_limit_is_put_off_once_by_the_decider_with_a_letter(office: Office) -> None:
    set_parameter(office.tools, "repair.extend_wd", 5)
    case, decider = office.apply(), office.people["decider"]
    asked = extension_of(case.id, actor=decider, tools=office.tools)
    assert asked is not None
    assert (asked.allowed, asked.until, asked.put_off_to) == (True, date(2026, 8, 24), date(2026, 8, 31))
    with pytest.raises(InvalidError):
        extend_case(ExtendCase(case.id, " "), actor=decider, tools=office.tools)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        extend_case(ExtendCase(case.id, "案情复杂"), actor=office.people["first_reviewer"], tools=office.tools)
    extend_case(ExtendCase(case.id, "案情复杂，需向税务机关核实。"), actor=decider, tools=office.tools)
    assert clock(office, case, "repair.result") == ("RUNNING", date(2026, 8, 31))
    assert clock(office, case, "repair.authority_result") == ("RUNNING", date(2026, 8, 26)), "put off by as much"
    with office.tools.database.read() as unit:
        letter = unit.session.scalars(select(Letter).where(Letter.kind == "T20_EXTEND")).one()
    assert "案情复杂，需向税务机关核实。" in str(letter.data["paragraphs"])
    assert "2026年8月31日" in str(letter.data["paragraphs"])
    with pytest.raises(RefusedError, match="EXTENDED_BEFORE"):
        extend_case(ExtendCase(case.id, "再延"), actor=decider, tools=office.tools)
    assert seen(office, case).tasks[0].key == "review_first", "the case goes on where it was"


def test_where_the_rules_allow_no_extension_they_say_so(office: Office) -> None:
    set_parameter(office.tools, "repair.extend_wd", None)
    case, decider = office.apply(), office.people["decider"]
    asked = extension_of(case.id, actor=decider, tools=office.tools)
    assert asked is not None
    assert (asked.allowed, asked.rule) == (False, "NO_EXTENSION")
    with pytest.raises(RefusedError, match="NO_EXTENSION"):
        extend_case(ExtendCase(case.id, "案情复杂"), actor=decider, tools=office.tools)


def test_a_limit_that_is_over_or_stands_still_is_not_put_off(office: Office) -> None:
    set_parameter(office.tools, "repair.extend_wd", 5)
    case, decider = office.apply(), office.people["decider"]
    go_to(office, 25)
    with pytest.raises(RefusedError, match="LIMIT_OVER"):
        extend_case(ExtendCase(case.id, "案情复杂"), actor=decider, tools=office.tools)

"""What a letter says and its case goes by: a correction changes both, or is refused with the reason (rule A15)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from letter_office import decide, propose
from office import Office
from scenario_steps import agreed, move_to, seen
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import InvalidError, RefusedError
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.models import Letter
from workflow_app.services.cases import case_history
from workflow_app.services.letters import get_letter
from workflow_app.services.records import get_record
from workflow_app.services.views import CaseView

REASON = "缴款凭证属于另一处罚。"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("clerk_of_office", Role.CLERK_OF_OFFICE)
    yield made
    made.close()


def letter_id(office: Office, kind: str) -> str:
    with office.tools.database.read() as unit:
        return (
            unit.session.scalars(select(Letter.id).where(Letter.kind == kind).order_by(Letter.id.desc())).first() or ""
        )


def refuse(office: Office) -> CaseView:
    """Refuse B's application, to be made again from 21 October."""
    case = agreed(office, office.apply())
    case = office.complete(case, "decider", decision="REFUSE", decision_reason=REASON, reapply_on="2026-10-21")
    office.work()
    return case


def correct(office: Office, kind: str, *pairs: tuple[str, str], how: ChangeKind = ChangeKind.CORRECT) -> None:
    decide(office, propose(office, letter_id(office, kind), how, pairs=pairs))
    office.work()


def wrong(office: Office, kind: str, *pairs: tuple[str, str]) -> dict[str, str]:
    with pytest.raises(InvalidError) as refused:
        propose(office, letter_id(office, kind), ChangeKind.CORRECT, pairs=pairs)
    return {each.field: each.code for each in refused.value.errors}


def may_apply_from(office: Office, case: CaseView, day: date) -> None:
    """Insist that page, record and gate all go by a day."""
    refusal = seen(office, case).refusal
    assert refusal is not None
    assert refusal.reapply_on == day
    with pytest.raises(RefusedError, match="REFUSED_BEFORE") as refused:
        office.open()
    assert refused.value.values["earliest"] == day
    assert get_record(office.record_id(), actor=office.agent(), tools=office.tools).reapply_on == day


@pytest.mark.parametrize("how", [ChangeKind.CORRECT, ChangeKind.REISSUE])
def test_the_day_to_apply_again_is_put_right_in_the_letter_and_in_the_case_at_once(
    office: Office, how: ChangeKind
) -> None:
    case = refuse(office)
    may_apply_from(office, case, date(2026, 10, 21))
    correct(office, "T22_REFUSE", ("10月21日", "10月22日"), how=how)
    may_apply_from(office, case, date(2026, 10, 22))
    with office.tools.database.read() as unit:
        data = unit.session.get_one(Letter, letter_id(office, "T22_REFUSE")).data
    assert "22 October 2026" in str(data), "the English text follows"
    trail = case_history(case.id, actor=office.people["decider"], tools=office.tools)
    (entry,) = [each for each in trail if each.action == "letter.change_approved"]
    assert entry.data["changed"] == {"reapply_on": "2026-10-22"}
    move_to(office, 2026, 10, 22, 9, 0)
    assert office.open().status == "DRAFT"


def test_a_day_put_right_twice_is_the_last_one_and_a_letter_issued_anew_keeps_it(office: Office) -> None:
    case = refuse(office)
    correct(office, "T22_REFUSE", ("2026年10月21日", "2026年10月22日"))
    correct(office, "T22_REFUSE", ("2026年10月21日", "2026年10月23日"))
    may_apply_from(office, case, date(2026, 10, 23))
    correct(office, "T22_REFUSE", ("另一处罚", "另一项处罚"), how=ChangeKind.REISSUE)
    may_apply_from(office, case, date(2026, 10, 23))
    with office.tools.database.read() as unit:
        text = str(unit.session.get_one(Letter, letter_id(office, "T22_REFUSE")).data["paragraphs"])
    assert "自2026年10月23日起" in text, "what was put right before is not lost"
    assert "另一项处罚" in text


def test_a_day_that_is_none_or_before_the_letter_is_refused(office: Office) -> None:
    refuse(office)
    assert wrong(office, "T22_REFUSE", ("10月21日", "10月下旬")) == {"/now_1": "HELD_DAY_UNCLEAR"}
    assert wrong(office, "T22_REFUSE", ("10月21日", "9月1日")) == {"/now_1": "TOO_EARLY"}


def test_reasons_are_put_right_in_the_letter_and_on_the_page(office: Office) -> None:
    case = refuse(office)
    correct(office, "T22_REFUSE", ("另一处罚", "另一项处罚"))
    refusal = seen(office, case).refusal
    assert refusal is not None
    assert refusal.reason == "缴款凭证属于另一项处罚。"
    assert wrong(office, "T22_REFUSE", ("以下情形：缴款", "以下情形：付款")) == {"/was_1": "HELD_PARTLY"}


def test_days_that_the_case_counts_are_not_put_right_on_paper_alone(office: Office) -> None:
    office.apply()
    office.work()
    with office.tools.database.read() as unit:
        says = unit.session.get_one(Letter, letter_id(office, "T20_ACCEPT")).data["paragraphs"]
    day = says[1].removeprefix("本机关将于").split("前")[0]
    assert wrong(office, "T20_ACCEPT", (day, "2026年12月31日")) == {"/was_1": "HELD_LIMIT"}
    assert wrong(office, "T20_ACCEPT", ("9月29日起", "9月28日起")) == {"/was_1": "HELD_ACCEPTANCE"}
    correct(office, "T20_ACCEPT", ("不收取任何费用", "不收取费用"))
    found = get_letter(letter_id(office, "T20_ACCEPT"), actor=office.agent(), tools=office.tools)
    assert found.standing == "CORRECTED", "what the case does not go by is corrected as before"


def test_for_how_long_something_may_be_supplied_is_not_put_right_on_paper_alone(office: Office) -> None:
    said = {"acceptance": "CORRECT", "gaps": ["RECEIPT"], "gap_receipt": "凭证上的金额看不清。"}
    office.complete(office.submit(), "intake", **said)
    office.work()
    assert wrong(office, "T08_CORRECT", ("10个工作日", "15个工作日")) == {"/was_1": "HELD_CORRECTION_PERIOD"}


def test_the_day_by_which_a_site_takes_a_record_down_is_not_put_right_on_paper_alone(office: Office) -> None:
    office.complete(agreed(office, office.apply()), "decider", decision="GRANT")
    office.work()
    with office.tools.database.read() as unit:
        table = unit.session.get_one(Letter, letter_id(office, "T22_GRANT")).data["table"]
    assert wrong(office, "T22_GRANT", (table["rows"][0][1], "2026年12月31日")) == {"/was_1": "HELD_REMOVAL_DAY"}

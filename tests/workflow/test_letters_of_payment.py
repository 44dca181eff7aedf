"""The decision that grants a repair says of the payment what is so, and no more (rule A7)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from scenario_steps import AGREE, agreed, letter

from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def reviewed(office: Office, **changed: object) -> CaseView:
    """Hand B's application in with other answers; it waits for the first review."""
    case = office.open()
    answers = office.application(case) | changed
    if "waived_amount" in changed:
        answers["waiver_decision"] = office.upload(case, "waiver_decision")
    case = office.complete(case, "applicant_b", **answers)
    return office.complete(case, "intake", acceptance="ACCEPT")


def says(office: Office, case: CaseView, *, en: bool = False) -> str:
    """Return what the decision says, in one text."""
    data = letter(office, case, "T22_GRANT")
    return "\n".join((data["english"] if en else data)["paragraphs"])  # type: ignore[index] # of a letter


def granted(office: Office, case: CaseView, **answers: object) -> CaseView:
    """Grant what the first reviewer answers so."""
    case = office.complete(case, "first_reviewer", **AGREE, **answers)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    return office.complete(case, "decider", decision="GRANT")


def test_what_was_paid_in_full_is_said_to_be_so(office: Office) -> None:
    case = office.complete(agreed(office, reviewed(office)), "decider", decision="GRANT")
    text = says(office, case)
    assert "应缴20,000元；已于2026年5月20日实缴20,000元，缴款凭证号码为豫财410122-0001，已经缴清。" in text
    assert "经审查核实" not in text
    assert "减免" not in text
    assert "which is all of it." in says(office, case, en=True)


def test_what_was_paid_short_is_not_said_to_be_paid_and_the_answer_of_the_reviewer_stands_beside_it(
    office: Office,
) -> None:
    payer = {"payment_matters": ["OTHER_PAYER"], "payer_name": "李四", "payer_reason": "垫付。"}
    case = reviewed(office, paid_amount="18000", **payer)
    found = {"answer_amount_differs": "差额已经财政部门抵扣。", "answer_other_payer": "李四系股东，"}
    text = says(office, granted(office, case, **found))
    assert "缴清" not in text
    assert "应缴20,000元；已于2026年5月20日实缴18,000元，缴款凭证号码为豫财410122-0001，比应缴金额少2,000元。" in text
    assert "上述款项由李四代为缴纳，所述原因为：垫付。" in text
    assert "关于实缴与应缴金额的差额，经审查核实：差额已经财政部门抵扣。" in text
    assert "关于由他人代为缴纳，经审查核实：李四系股东。" in text


def test_what_was_waived_is_said_with_the_decision_on_it(office: Office) -> None:
    waived = {"payment_matters": ["WAIVED"], "waived_amount": "5000", "paid_amount": "15000"}
    text = says(office, granted(office, reviewed(office, **waived)))
    assert "，减去有减免决定为凭的减免金额5,000元后，应缴15,000元；" in text
    assert "已经缴清。" in text
    assert "有缴款凭证、减免决定、整改情况说明" in text


def test_a_decision_without_money_speaks_of_no_payment(office: Office) -> None:
    with office.tools.database.write() as unit:
        unit.records.get(office.record_id()).record.fine = None
        unit.commit()
    case = office.open()
    unpaid = {"paid_on", "receipt_no", "paid_amount", "receipt"}
    answers = {key: value for key, value in office.application(case).items() if key not in unpaid}
    case = office.complete(office.complete(case, "applicant_b", **answers), "intake", acceptance="ACCEPT")
    text = says(office, granted(office, case))
    assert "该决定没有确定应当缴纳的款项。" in text
    assert "实缴" not in text
    assert "缴款凭证" not in text


def test_an_answer_that_the_decider_did_not_follow_is_not_given_as_the_finding(office: Office) -> None:
    case = reviewed(office, paid_amount="18000")
    against = {"first_opinion": "DISAGREE", "first_reason": "少缴。", "answer_amount_differs": "差额不能认定。"}
    case = office.complete(case, "first_reviewer", **against)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    case = office.complete(
        case, "decider", decision="GRANT", duties_verified=["FINE_PAID", "RECTIFIED"], grant_reason="已经补缴。"
    )
    text = says(office, case)
    assert "不能认定" not in text
    assert "已由本机关负责人逐项核实" in text

"""An application asks what its record needs, and what differs is answered by the first reviewer (rules 2.5 and A7)."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from office import Office

from workflow_app.domain.errors import InvalidError
from workflow_app.domain.obligations import Doubt
from workflow_app.services.records import get_record
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView, TaskDetail

AGREES: Mapping[str, object] = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}
PAPERS = frozenset({"rectification", "rectified_on", "t16"})
WAIVED: Mapping[str, object] = {"payment_matters": ["WAIVED"], "waived_amount": "5000", "paid_amount": "15000"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def orders(office: Office, decision: str, **columns: object) -> None:
    """Let the decision about B say something else."""
    with office.tools.database.write() as unit:
        record = unit.records.get(office.record_id()).record
        record.content = {**record.content, "decision": decision, "orders_rectification": "责令" in decision}
        for name, value in columns.items():
            setattr(record, name, value)
        unit.commit()


def seen(office: Office, case: CaseView, who: str) -> TaskDetail:
    return get_task(case.tasks[0].id, actor=office.people[who], tools=office.tools)


def keys(detail: TaskDetail) -> set[str]:
    return {str(each.get("key")) for each in detail.form["components"]}  # type: ignore[attr-defined] # a form document


def refused(office: Office, case: CaseView, who: str, **values: object) -> dict[str, str]:
    with pytest.raises(InvalidError) as wrong:
        office.complete(case, who, **values)
    return {each.field.removeprefix("/values/"): each.code for each in wrong.value.errors}


def reviewed(office: Office, **changed: object) -> CaseView:
    """Hand B's application in with other answers and accept it; it waits for the first review."""
    return office.complete(office.submit(**changed), "intake", acceptance="ACCEPT")


def test_s27_a_decision_of_a_fine_only_is_shown_by_its_receipt(office: Office) -> None:
    orders(office, "罚款人民币贰万元整。")
    case = office.open()
    assert not PAPERS & keys(seen(office, case, "applicant_b"))
    answers = {key: value for key, value in office.application(case).items() if key not in PAPERS}
    answers["rectification_summary"] = ""
    case = office.complete(case, "applicant_b", **answers)
    assert case.state == "SUBMITTED"
    case = office.complete(case, "intake", acceptance="ACCEPT")
    compared = seen(office, case, "first_reviewer").compared
    assert compared is not None
    assert compared.doubts == ()


def test_s27_an_order_to_put_right_demands_the_form_of_the_authority(office: Office) -> None:
    case = office.open()
    assert keys(seen(office, case, "applicant_b")) >= PAPERS
    answers = {key: value for key, value in office.application(case).items() if key not in PAPERS}
    wanted = dict.fromkeys(PAPERS | {"rectification_summary"}, "REQUIRED")
    answers["rectification_summary"] = ""
    assert refused(office, case, "applicant_b", **answers) == wanted


def test_the_list_before_the_form_says_what_the_form_asks(office: Office) -> None:
    def listed() -> tuple[str, ...]:
        return get_record(office.record_id(), actor=office.agent(), tools=office.tools).materials

    assert listed() == ("RECEIPT", "SURCHARGE", "RECTIFICATION", "T16", "TRAINING", "PLEDGE")
    orders(office, "警告。", fine=None)
    assert listed() == ("TRAINING", "PLEDGE")
    assert not {"paid_amount", "receipt", "payment_matters"} & keys(seen(office, office.open(), "applicant_b"))


def test_what_a_record_confiscates_is_asked_for_with_its_paper(office: Office) -> None:
    orders(office, "罚款，没收违法所得。", confiscation=3000)
    case = office.open()
    answers = office.application(case)
    assert refused(office, case, "applicant_b", **answers) == {
        "confiscated_amount": "REQUIRED",
        "confiscation_receipt": "REQUIRED",
    }


@pytest.mark.parametrize(
    ("matter", "fields"),
    [
        ("SURCHARGE", {"surcharge_amount", "surcharge_receipt"}),
        ("WAIVED", {"waived_amount", "waiver_decision"}),
        ("INSTALMENTS", {"instalment_plan", "instalment_decision"}),
        ("OTHER_PAYER", {"payer_name", "payer_reason"}),
    ],
)
def test_each_matter_of_the_payment_comes_with_its_document(office: Office, matter: str, fields: set[str]) -> None:
    case = office.open()
    answers = {**office.application(case), "payment_matters": [matter]}
    assert refused(office, case, "applicant_b", **answers) == dict.fromkeys(fields, "REQUIRED")


def test_a_waiver_with_its_decision_makes_less_due(office: Office) -> None:
    case = office.open()
    waiver = {**WAIVED, "waiver_decision": office.upload(case, "waiver_decision")}
    case = office.complete(case, "applicant_b", **(office.application(case) | waiver))
    case = office.complete(case, "intake", acceptance="ACCEPT")
    compared = seen(office, case, "first_reviewer").compared
    assert compared is not None
    assert (compared.due, compared.doubts) == (15000, ())


def test_a_difference_is_handed_in_and_answered_by_the_first_reviewer(office: Office) -> None:
    case = reviewed(office, paid_amount="19999")
    detail = seen(office, case, "first_reviewer")
    assert detail.compared is not None
    assert detail.compared.doubts == (Doubt.AMOUNT_DIFFERS,)
    assert {each for each in keys(detail) if each.startswith("answer_")} == {"answer_amount_differs"}
    for opinion in (AGREES, {"first_opinion": "DISAGREE", "first_reason": "少缴一元。"}):
        assert refused(office, case, "first_reviewer", **opinion) == {"answer_amount_differs": "REQUIRED"}
    answer = "差额一元系银行手续费扣减，已向财政部门核实。"
    case = office.complete(case, "first_reviewer", **AGREES, answer_amount_differs=answer)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    (first,) = [each for each in seen(office, case, "decider").answers if each.element == "review_first"]
    assert first.values["answer_amount_differs"] == answer
    assert "answer_amount_differs" in {each.get("key") for each in first.form["components"]}


def test_a_site_check_comes_before_the_answer(office: Office) -> None:
    case = reviewed(office, paid_amount="1")
    case = office.complete(case, "first_reviewer", first_opinion="VERIFY", verification_scope="核对缴款凭证原件。")
    assert case.state == "SITE_VERIFICATION"


def test_late_payment_and_a_date_before_the_decision_are_doubts_and_no_refusal(office: Office) -> None:
    case = reviewed(office, paid_on="2026-06-05", rectified_on="2026-05-01")
    compared = seen(office, case, "first_reviewer").compared
    assert compared is not None
    assert compared.doubts == (Doubt.PAID_LATE, Doubt.BEFORE_DECISION)
    assert (compared.days_late, compared.expected_surcharge) == (11, 6600)


def test_an_answer_to_a_doubt_that_nobody_has_is_not_taken(office: Office) -> None:
    case = office.complete(reviewed(office), "first_reviewer", **AGREES, answer_other_payer="没有这回事")
    (first,) = [each for each in seen(office, case, "second_reviewer").answers if each.element == "review_first"]
    assert "answer_other_payer" not in first.values


def test_what_is_ordered_after_the_hand_in_is_a_doubt_and_what_was_answered_stays_readable(office: Office) -> None:
    orders(office, "罚款人民币贰万元整。")
    case = reviewed(office)
    orders(office, "罚款并责令改正。", fine=None)
    detail = seen(office, case, "first_reviewer")
    assert detail.compared is not None
    assert set(detail.compared.doubts) == {Doubt.AMOUNT_DIFFERS, Doubt.T16_MISSING}
    (applied,) = [each for each in detail.answers if each.element == "apply_for_repair"]
    assert {"paid_amount", "receipt"} <= {each.get("key") for each in applied.form["components"]}


def test_a_draft_of_what_is_no_longer_asked_does_not_stand_in_the_way(office: Office) -> None:
    case = office.open()
    answers = office.application(case)
    orders(office, "警告。", fine=None)
    assert office.complete(case, "applicant_b", **answers).state == "SUBMITTED"

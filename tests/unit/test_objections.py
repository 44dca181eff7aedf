"""What of an objection others may read, and which objections are one."""

from dataclasses import dataclass

import pytest

from workflow_app.domain.objections import being_examined, normal_phone, of_same_ground, without_objector


@dataclass(frozen=True)
class Earlier:
    ground: str
    status: str
    attached_to_id: str | None = None


def test_name_and_numbers_of_the_writer_are_masked_in_what_was_written() -> None:
    text = "我是李明月（139 1234 5678），身份证410122199001010011，住在工地对面。"
    shown = without_objector(text, name="李明月", phone="13912345678")
    assert "李明月" not in shown
    assert "1234" not in shown
    assert "410122199001010011" not in shown
    assert shown.endswith("住在工地对面。")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("139-1234-5678", "13912345678"), (" 0371 62100000 ", "037162100000"), ("12", None), ("一三九", None), ("", None)],
)
def test_a_telephone_is_kept_by_its_digits(typed: str, kept: str | None) -> None:
    assert normal_phone(typed) == kept


def test_the_same_ground_counts_once_it_was_accepted_and_something_else_never() -> None:
    received, accepted = Earlier("PROCEDURE", "RECEIVED"), Earlier("DUTIES_OPEN", "ACCEPTED")
    attached = Earlier("NOT_RECTIFIED", "ATTACHED", "1")
    assert of_same_ground("PROCEDURE", [received, accepted]) is None
    assert of_same_ground("DUTIES_OPEN", [received, accepted]) is accepted
    assert of_same_ground("NOT_RECTIFIED", [attached]) is None
    assert of_same_ground("OTHER", [Earlier("OTHER", "REJECTED")]) is None
    assert being_examined([received, attached, accepted]) is accepted
    assert being_examined([Earlier("DUTIES_OPEN", "UPHELD")]) is None

"""The letter that tells an objector the result (T26): one for an examination, by number and code, naming nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from objections import NAME, PHONE, examine, judge, object_to, on_display, open_office
from office import Office
from sqlalchemy import select

from workflow_app.domain.commands.objections import Verdict
from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Letter
from workflow_app.services.objecting import ReceiptView
from workflow_app.services.objection_following import FollowedObjection, follow_objection
from workflow_app.services.objection_letters import RESULT, open_result_letter


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = open_office(Office.with_sample(database_url, tmp_path))
    yield made
    made.close()


def followed(office: Office, receipt: ReceiptView) -> FollowedObjection:
    return follow_objection(receipt.number, receipt.follow_code, tools=office.tools)


def data_of(office: Office, number: str | None) -> str:
    """Return what stands in a letter."""
    with office.tools.database.read() as unit:
        row = unit.session.scalars(select(Letter).where(Letter.number == number)).one()
        assert row.kind == RESULT
        return str(row.data)


@pytest.mark.parametrize(("outcome", "words"), [("REJECTED", "异议不成立，继续公示"), ("UPHELD", "异议成立，退回复审")])
def test_the_objector_gets_the_result_as_a_letter_that_names_no_objector(
    office: Office, outcome: str, words: str
) -> None:
    case = on_display(office)
    first, second = object_to(office, case), object_to(office, case, name="王强")
    judge(office, first.id)
    judge(office, second.id)
    assert followed(office, first).letter_number is None
    with pytest.raises(NotFoundError, match="LETTER_UNKNOWN"):
        open_result_letter(first.number, first.follow_code, tools=office.tools)
    examine(office, case, outcome)

    told = followed(office, first)
    assert (told.letter_number, told.is_letter_ready) == ("牟城管信修异告〔2026〕1号", True)
    assert followed(office, second).letter_number == told.letter_number, "both were examined together"
    said = data_of(office, told.letter_number)
    assert all(each in said for each in (words, first.number, second.number, "车辆均已密闭", case.number or "—"))
    assert not any(each in said for each in (NAME, PHONE, "王强"))
    paper = open_result_letter(f" {first.number} ", first.follow_code.lower(), tools=office.tools)
    with paper.stream:
        assert paper.stream.read().startswith(b"%PDF")
    assert paper.filename == f"{told.letter_number}.pdf"
    with pytest.raises(NotFoundError, match="OBJECTION_UNKNOWN"):
        open_result_letter(first.number, "AAAAAA", tools=office.tools)


def test_one_that_is_not_accepted_has_its_reason_and_no_letter_and_a_late_one_shares_the_letter(
    office: Office,
) -> None:
    case = on_display(office)
    refused = object_to(office, case, ground="OTHER")
    judge(office, refused.id, Verdict.NOT_ACCEPT, reason="与本次修复无关。")
    told = followed(office, refused)
    assert (told.status, told.answer, told.letter_number) == ("NOT_ACCEPTED", "与本次修复无关。", None)

    first = object_to(office, case)
    judge(office, first.id)
    examine(office, case)
    late = object_to(office, case, name="赵敏")
    assert judge(office, late.id) == "REJECTED"
    assert followed(office, late).letter_number == followed(office, first).letter_number

    other = object_to(office, case, ground="DUTIES_OPEN")
    judge(office, other.id)
    examine(office, case)
    assert followed(office, other).letter_number == "牟城管信修异告〔2026〕2号", "each examination has its own letter"
    assert followed(office, first).letter_number == "牟城管信修异告〔2026〕1号"

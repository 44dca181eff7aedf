"""Before acceptance an application turns to another record; after a withdrawal it is made again; on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import another_penalty
from office import Office
from sqlalchemy import select, update

from workflow_app.domain.commands.cases import CopyCase, MoveCase, WithdrawCase
from workflow_app.domain.errors import ConflictError, DomainError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.models import Case, GateResult, Record
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.documents import open_document
from workflow_app.services.moving import copy_case, move_case
from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

WHY = "选错了处罚决定书"
CORRECT = {"acceptance": "CORRECT", "gaps": ["RECEIPT"], "gap_receipt": "票据不清晰，请重新提交。"}
DUTIES = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def second_record(office: Office) -> str:
    """Have B get another penalty decision like its first, and return its id."""
    another_penalty(office.tools)
    return office.record_id("牟城管罚决字〔2026〕第903号")


def move(office: Office, case: CaseView, record_id: str, *, reason: str = WHY, version: int | None = None) -> CaseView:
    return move_case(MoveCase(case.id, record_id, reason, version), actor=office.agent(), tools=office.tools)


def values(office: Office, case: CaseView) -> dict[str, object]:
    return dict(get_task(case.tasks[0].id, actor=office.agent(), tools=office.tools).values)


def acts(office: Office, case: CaseView) -> dict[str, dict[str, object]]:
    found = case_history(case.id, actor=office.agent(), tools=office.tools)
    return {each.action: dict(each.data) for each in found}


def now(office: Office, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.agent(), tools=office.tools)


def pledged(office: Office, case: CaseView) -> list[str]:
    with office.tools.database.read() as unit:
        return [each.status for each in unit.pledges.of_case(case.id)]


def test_who_signs_and_by_what_authorisation_is_asked_anew(office: Office) -> None:
    other, case = second_record(office), office.open()
    paper = {"authorisation": office.upload(case, "authorisation"), "authorisation_until": "2027-01-01"}
    signed = office.application(case) | paper | {"signer_role": "AGENT"}
    moved = move(office, office.complete(case, "applicant_b", **signed), other)
    assert not {"authorisation", "authorisation_until", "signer_name", "pledge"} & set(values(office, moved))


def test_a_submitted_application_turns_to_another_record_with_answers_and_files(office: Office) -> None:
    first, other = office.submit(), second_record(office)
    moved = move(office, first, other)
    kept = values(office, moved)
    assert kept["rectification_summary"] == "车辆已全部加装密闭装置，并通过复查。"
    assert not {"pledge", "signer_name"} & set(kept)
    document, content = open_document(str(kept["receipt"]), actor=office.agent(), tools=office.tools)
    content.close()
    assert document.filename == "receipt.pdf"
    old, new = now(office, first), now(office, moved)
    assert (old.status, old.state, pledged(office, first)) == ("ENDED", "WITHDRAWN", ["WITHDRAWN"])
    assert new.record is not None
    assert (new.state, new.record.id, new.pledges) == ("DRAFT", other, ())
    assert acts(office, first)["case.moved_away"] | {"case": moved.id} == acts(office, first)["case.moved_away"]
    assert acts(office, first)["case.moved_away"]["reason"] == WHY
    assert acts(office, moved)["case.moved_here"]["number"] == first.number
    whole = kept | {
        key: each for key, each in office.application(moved).items() if key not in kept or key == "signer_role"
    }
    handed_in = office.complete(moved, "applicant_b", **whole)
    assert (handed_in.state, pledged(office, moved)) == ("SUBMITTED", ["IN_FULFILMENT"])


def test_a_draft_turns_to_another_record_with_what_was_typed(office: Office) -> None:
    case, other = office.open(), second_record(office)
    typed = {"rectification_summary": "写到一半", "receipt_no": "豫财-77"}
    save_draft(case.tasks[0].id, typed, actor=office.agent(), tools=office.tools)
    moved = move(office, case, other)
    assert values(office, moved) == typed | {"signer_role": "AGENT"}, "and what the account acts as"
    assert now(office, case).state == "WITHDRAWN"
    assert office.open().tasks  # the first record is free again


def test_an_application_sent_back_for_correction_may_still_turn(office: Office) -> None:
    asked = office.complete(office.submit(), "intake", **CORRECT)
    assert asked.state == "CORRECTION_REQUESTED"
    assert now(office, asked).may_move
    assert move(office, asked, second_record(office)).state == "DRAFT"


def test_an_accepted_application_no_more(office: Office) -> None:
    case, other = office.apply(), second_record(office)
    assert not now(office, case).may_move
    with pytest.raises(ForbiddenError, match="TOO_LATE_TO_MOVE"):
        move(office, case, other)
    assert now(office, case).status == "RUNNING"


def test_what_the_gate_refuses_leaves_the_old_case_as_it_was_and_is_kept(office: Office) -> None:
    case, other = office.submit(), second_record(office)
    with office.tools.database.write() as unit:
        unit.session.execute(update(Record).where(Record.id == other).values(status="REVOKED"))
        unit.commit()
    with pytest.raises(DomainError):
        move(office, case, other)
    assert now(office, case).state == "SUBMITTED"
    with office.tools.database.read() as unit:
        asked = select(GateResult.outcome).where(GateResult.record_id == other)
        assert unit.session.scalars(asked).all() == ["DENY"]


def test_a_record_of_somebody_else_the_same_record_and_no_reason_are_refused(office: Office) -> None:
    case, other = office.submit(), second_record(office)
    with office.tools.database.write() as unit:
        stranger = unit.session.scalars(select(Record.id).where(Record.subject_id != case.subject.id)).first()
        unit.commit()
    assert stranger is not None
    with pytest.raises(NotFoundError, match="RECORD_UNKNOWN"):
        move(office, case, stranger)
    for record_id, reason, code in ((office.record_id(), WHY, "SAME_RECORD"), (other, " ", "REQUIRED")):
        with pytest.raises(InvalidError) as refused:
            move(office, case, record_id, reason=reason)
        assert refused.value.errors[0].code == code
    with pytest.raises(ConflictError, match="STALE"):
        move(office, case, other, version=1)
    nobody = replace(office.agent(), id=new_id(), subject_ids=frozenset())
    with pytest.raises(NotFoundError, match="CASE_UNKNOWN"):
        move_case(MoveCase(case.id, other, WHY), actor=nobody, tools=office.tools)


def test_moving_twice_moves_once(office: Office) -> None:
    case, other = office.submit(), second_record(office)
    move(office, case, other)
    with pytest.raises(ConflictError, match="CASE_ENDED"):
        move(office, case, other)
    with office.tools.database.read() as unit:
        assert len(unit.session.scalars(select(Case.id).where(Case.record_id == other)).all()) == 1


def test_a_case_withdrawn_during_review_is_made_again_with_its_content(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **DUTIES)
    withdraw_case(WithdrawCase(case.id, "材料需要更换"), actor=office.agent(), tools=office.tools)
    assert now(office, case).may_copy
    again = copy_case(CopyCase(case.id), actor=office.agent(), tools=office.tools)
    assert values(office, again)["paid_amount"] == "20000"
    assert (again.answers_from, again.state) == (case.number, "DRAFT")
    assert acts(office, case)["case.copied"]["case"] == again.id
    assert acts(office, again)["case.copied_from"]["number"] == case.number
    with pytest.raises(ConflictError, match="RECORD_HAS_OPEN_CASE"):
        copy_case(CopyCase(case.id), actor=office.agent(), tools=office.tools)


def test_a_case_that_goes_on_or_was_decided_is_not_made_again(office: Office) -> None:
    case = office.submit()
    assert not now(office, case).may_copy
    with pytest.raises(ForbiddenError, match="NOT_WITHDRAWN"):
        copy_case(CopyCase(case.id), actor=office.agent(), tools=office.tools)

"""Applying once more after a case ended: the answers are there, what is signed is asked anew (rule A3)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office

from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.services.documents import open_document
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

REJECT = {"acceptance": "REJECT", "acceptance_reason": "不属于本机关认定的失信信息。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def draft(office: Office, case: CaseView) -> dict[str, object]:
    return dict(get_task(case.tasks[0].id, actor=office.agent(), tools=office.tools).values)


def test_a_first_application_begins_empty(office: Office) -> None:
    case = office.open()
    assert (case.answers_from, draft(office, case)) == (None, {"signer_role": "AGENT"}), "only what the account acts as"


def test_an_application_that_was_not_accepted_is_filled_in_when_made_again(office: Office) -> None:
    first = office.complete(
        office.submit(rectification_summary="车辆已全部加装密闭装置，并通过了复查验收。"), "intake", **REJECT
    )
    again = office.open()
    kept = draft(office, again)
    assert again.answers_from == first.number
    assert (kept["rectification_summary"], kept["paid_amount"]) == (
        "车辆已全部加装密闭装置，并通过了复查验收。",
        "20000",
    )
    assert not {"pledge", "signer_name", "appeal_declaration", "electronic_service_consent"} & set(kept)
    assert kept["signer_role"] == "AGENT", "as the account acts, and not as it was signed before"
    document, content = open_document(str(kept["receipt"]), actor=office.agent(), tools=office.tools)
    content.close()
    assert (document.id, document.filename) == (kept["receipt"], "receipt.pdf")
    whole = kept | {
        key: value
        for key, value in office.application(again).items()
        if key in {"pledge", "signer_role", "signer_name", "appeal_declaration"}
    }
    assert set(whole) >= set(office.application(again)) - {"electronic_service_consent"}
    assert office.complete(again, "applicant_b", **whole).state == "SUBMITTED"


def test_a_draft_that_was_never_handed_in_leaves_nothing(office: Office) -> None:
    case = office.open()
    withdraw_case(WithdrawCase(case.id, "填错"), actor=office.agent(), tools=office.tools)
    assert office.open().answers_from is None

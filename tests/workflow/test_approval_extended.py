"""The limit of an approval is put off once, with the approval of the head and a letter that says why (article 42)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from approval_office import ApprovalOffice
from deferral_story import AGREE, DeferralOffice, at

from workflow_app.domain.commands.cases import ExtendCase
from workflow_app.domain.errors import ForbiddenError, InvalidError, RefusedError
from workflow_app.services.cases import get_case
from workflow_app.services.extending import extend_case, extension_of
from workflow_app.services.views import CaseView

WHY = "需组织专家评审运输路线。"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ApprovalOffice]:
    made = ApprovalOffice.with_sample(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def deferral(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path)
    yield made
    made.close()


def accepted(office: ApprovalOffice) -> CaseView:
    return office.complete(office.hand_in(office.begin("ordinary_approval")), "intake", acceptance="ACCEPT")


def extend(office: ApprovalOffice | DeferralOffice, case_id: str, who: str = "decider", reason: str = WHY) -> CaseView:
    office.forget_compiled()
    return extend_case(ExtendCase(case_id, reason), actor=office.people[who], tools=office.tools)


def test_the_ordinary_limit_is_put_off_by_ten_working_days_and_the_letter_says_why(office: ApprovalOffice) -> None:
    case = accepted(office)
    before = office.last_day(case, "approval.result")
    asked = extension_of(case.id, actor=office.people["decider"], tools=office.tools)
    assert asked is not None
    assert (asked.allowed, asked.days, asked.until) == (True, 10, before)
    case = extend(office, case.id)
    after = office.last_day(case, "approval.result")
    assert after == asked.put_off_to
    with office.tools.database.read() as unit:
        calendar = office.tools.calendars.get(unit.authorities.get_by_code("ZM_URBAN"), unit.authorities)
    assert calendar.working_days_between(before, after) == 10
    seen = get_case(case.id, actor=office.people["decider"], tools=office.tools)
    assert "LIMIT_EXTEND" in office.letters_of(seen)


def test_it_is_put_off_never_twice(office: ApprovalOffice) -> None:
    case = accepted(office)
    extend(office, case.id)
    with pytest.raises(RefusedError, match="EXTENDED_BEFORE"):
        extend(office, case.id)
    told = extension_of(case.id, actor=office.people["decider"], tools=office.tools)
    assert told is not None
    assert (told.allowed, told.rule) == (False, "EXTENDED_BEFORE")


def test_only_the_decider_puts_it_off_and_says_why(office: ApprovalOffice) -> None:
    case = accepted(office)
    for who in ("first_reviewer", "intake"):
        with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
            extend(office, case.id, who)
    with pytest.raises(InvalidError):
        extend(office, case.id, reason="  ")


def test_while_a_special_procedure_runs_or_nothing_is_accepted_it_is_not_put_off(office: ApprovalOffice) -> None:
    case = office.hand_in(office.begin("ordinary_approval"))
    with pytest.raises(RefusedError, match="LIMIT_NOT_RUNNING"):
        extend(office, case.id)
    case = office.complete(case, "intake", acceptance="ACCEPT")
    special = {"review_opinion": "SPECIAL", "special_kind": "EXPERTS", "special_reason": "需专家评审路线，十日。"}
    office.complete(case, "first_reviewer", **special)
    with pytest.raises(RefusedError, match="LIMIT_PAUSED"):
        extend(office, case.id)


def test_a_deferred_acceptance_is_put_off_for_the_office_and_not_for_the_applicant(deferral: DeferralOffice) -> None:
    deferral.accept()
    before = deferral.days()
    extend(deferral, deferral.case_id)
    after = deferral.days()
    assert (before["da.result"], after["da.result"]) == ("2026-10-15", "2026-10-29")
    assert {key: after[key] for key in ("da.supplement", "da.promised")} == {
        key: before[key] for key in ("da.supplement", "da.promised")
    }
    said = deferral.letter("LIMIT_EXTEND")
    for each in (WHY, "延长10个工作日", "2026年10月29日", "第四十二条"):
        assert each in said
    assert deferral.do("first_reviewer", **AGREE).state == "READY_PENDING_MATERIAL"
    deferral.at(at(9, 21))
    with pytest.raises(RefusedError, match="LIMIT_PAUSED"):
        extend(deferral, deferral.case_id)

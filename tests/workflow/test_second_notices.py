"""Missing items are asked for once more only where the head of the section says why; it is counted (rule A3)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from corrections import GAPS, ask, supply
from office import Office
from scenario_steps import move_to, seen

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import AllowSecondNotice
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import case_history
from workflow_app.services.notices import list_notices
from workflow_app.services.second_notices import allow_second_notice, second_notice_of
from workflow_app.services.section import section_of
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView

WHY = "首次补正后，财政部门来函称凭证已作废。"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    for name, role in (("clerk_of_office", Role.CLERK_OF_OFFICE), ("section_head", Role.SECTION_HEAD)):
        made.hire(name, role)
    move_to(made, 2026, 8, 10, 9, 0)
    yield made
    made.close()


def allow(office: Office, case: CaseView, who: str = "section_head", why: str = WHY) -> None:
    command = AllowSecondNotice(case.id, why, version=seen(office, case).version)
    allow_second_notice(command, actor=office.people[who], tools=office.tools)


def offered(office: Office, case: CaseView) -> list[str]:
    """Return what the intake may choose."""
    form = get_task(case.tasks[0].id, actor=office.people["intake"], tools=office.tools).form["components"]
    (values,) = [each["values"] for each in form if each["key"] == "acceptance"]  # type: ignore[attr-defined] # JSON
    return [each["value"] for each in values]


def test_a_second_notice_goes_out_after_leave_with_a_reason_and_is_counted(office: Office) -> None:
    case = supply(office, ask(office))
    assert offered(office, case) == ["ACCEPT", "REJECT"]
    allow(office, case)
    assert offered(office, case) == ["ACCEPT", "CORRECT", "REJECT"]
    allowed = section_of(actor=office.people["section_head"], tools=office.tools)
    assert (allowed.second_notices, [each.sent_at for each in allowed.newest_notices]) == (0, [None])
    case = office.complete(case, "intake", **{**GAPS, "gap_receipt": "该凭证已作废，请提交有效凭证。"})
    office.work()
    case = seen(office, case)
    assert case.state == "CORRECTION_REQUESTED"
    assert [each.kind for each in case.letters].count("T08_CORRECT") == 2
    form = get_task(case.tasks[0].id, actor=office.agent(), tools=office.tools).form["components"]
    assert "该凭证已作废，请提交有效凭证。" in [each.get("description") for each in form]  # type: ignore[attr-defined] # JSON
    case = supply(office, case)
    assert offered(office, case) == ["ACCEPT", "REJECT"], "leave is for one notice"
    assert office.complete(case, "intake", acceptance="ACCEPT").state == "FIRST_REVIEW"

    section = section_of(actor=office.people["section_head"], tools=office.tools)
    assert (section.second_notices, [each.reason for each in section.newest_notices]) == (1, [WHY])
    assert verify(office.tools) == ()


def test_the_intake_is_told_and_the_applicant_reads_nothing_of_it(office: Office) -> None:
    case = supply(office, ask(office))
    allow(office, case)
    told = list_notices(actor=office.people["intake"], tools=office.tools).items
    assert "SECOND_NOTICE_ALLOWED" in [each.code for each in told]
    for who, is_told in (("intake", True), ("applicant_b", False)):
        entries = case_history(case.id, actor=office.people[who], tools=office.tools)
        assert ("case.second_notice_allowed" in [each.action for each in entries]) is is_told


def test_leave_needs_the_head_a_reason_and_a_case_that_was_corrected_and_is_not_accepted(office: Office) -> None:
    case = office.submit()
    with pytest.raises(RefusedError, match="NOTICE_LEFT"):
        allow(office, case)
    case = office.complete(case, "intake", **GAPS)
    office.work()
    with pytest.raises(RefusedError, match="NOT_BEING_ACCEPTED"):
        allow(office, case)
    case = supply(office, seen(office, case))
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        allow(office, case, who="intake")
    for why in ("  ", "短", "长" * 501):
        with pytest.raises(InvalidError):
            allow(office, case, why=why)
    old = AllowSecondNotice(case.id, WHY, version=1)
    with pytest.raises(ConflictError, match="STALE"):
        allow_second_notice(old, actor=office.people["section_head"], tools=office.tools)
    allow(office, case)
    with pytest.raises(RefusedError, match="NOTICE_LEFT"):
        allow(office, case)
    office.complete(case, "intake", acceptance="ACCEPT")
    assert second_notice_of(case.id, actor=office.people["section_head"], tools=office.tools) is None


def test_a_head_of_another_section_or_of_the_enterprise_gives_no_leave(office: Office) -> None:
    case = supply(office, ask(office))
    head = office.people["section_head"]
    office.people["own"] = replace(head, subject_ids=office.agent().subject_ids)
    with pytest.raises((ForbiddenError, NotFoundError)):
        allow(office, case, who="own")
    office.people["stranger"] = replace(head, grants=frozenset())
    with pytest.raises(NotFoundError):
        allow(office, case, who="stranger")

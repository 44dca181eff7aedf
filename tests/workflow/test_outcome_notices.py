"""The applicant is told how a case comes out: granted, refused, sites that are late, gone everywhere."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from builders import USCC_B
from office import PENALTY_OF_B, Office

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.gate import AskGate
from workflow_app.services.gate import ask_gate
from workflow_app.services.incidents import list_incidents, retry_incident
from workflow_app.services.letters import verify_letter
from workflow_app.services.notices import NoticeView, list_notices
from workflow_app.services.views import CaseView

AGREE_FIRST = {"duties": ["FINE_PAID", "RECTIFIED"], "first_opinion": "AGREE"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    yield place
    place.close()


def outcomes(office: Office) -> list[NoticeView]:
    told = list_notices(actor=office.agent(), tools=office.tools).items
    return [each for each in reversed(told) if each.code.startswith("CASE_")]


def reviewed(office: Office) -> CaseView:
    case = office.complete(office.apply(), "first_reviewer", **AGREE_FIRST)
    return office.complete(case, "second_reviewer", second_opinion="AGREE")


def test_the_applicant_is_told_of_the_grant_and_when_it_is_gone_everywhere(office: Office) -> None:
    case = office.complete(reviewed(office), "decider", decision="GRANT")
    (granted,) = outcomes(office)
    assert (granted.code, granted.case_id, granted.for_subject) == ("CASE_GRANTED", case.id, True)
    assert granted.facts["document_no"] == PENALTY_OF_B
    office.work()
    office.pass_time(hours=2)
    office.pass_time(hours=2)
    _, completed = outcomes(office)
    assert (completed.code, completed.facts["count"]) == ("CASE_COMPLETED", 3)


def test_the_applicant_is_told_of_the_refusal_and_from_when_to_apply_again(office: Office) -> None:
    reason = "提供的凭证与处罚决定不符。"
    office.complete(reviewed(office), "decider", decision="REFUSE", decision_reason=reason)
    (refused,) = outcomes(office)
    assert (refused.code, refused.facts["reapply_on"]) == ("CASE_REFUSED", "2026-09-30")


def test_the_applicant_is_told_which_sites_are_late_and_in_the_end_that_they_are_done(office: Office) -> None:
    office.sites.stubborn = True
    office.complete(reviewed(office), "decider", decision="GRANT")
    office.work()
    office.pass_time(days=12)
    late = outcomes(office)[-1]
    assert (late.code, late.facts["count"]) == ("CASE_SITES_LATE", 2)
    office.sites.stubborn = False
    admin = office.people["system_admin"]
    for incident in list_incidents(actor=admin, tools=office.tools).items:
        retry_incident(incident.id, actor=admin, tools=office.tools)
    office.pass_time(days=2)
    assert [each.code for each in outcomes(office)] == ["CASE_GRANTED", "CASE_SITES_LATE", "CASE_COMPLETED"]


def test_who_used_the_record_lately_is_told_of_the_repair_with_the_letter_and_nobody_else(office: Office) -> None:
    for who in ("credit_office", "early", "idle"):
        office.hire(who, Role.CREDIT_OFFICE)
    case = reviewed(office)
    command, now = AskGate(USCC_B, "EIA_APPROVAL"), office.clock.instant
    office.clock.instant = now - timedelta(days=400)
    ask_gate(command, actor=office.people["early"], tools=office.tools)
    office.clock.instant = now
    used = ask_gate(command, actor=office.people["credit_office"], tools=office.tools)
    office.complete(case, "decider", decision="GRANT")
    office.work()
    office.pass_time(hours=2)
    office.pass_time(hours=2)

    def told(who: str) -> list[NoticeView]:
        found = list_notices(actor=office.people[who], tools=office.tools).items
        return [each for each in found if each.code == "RECORD_REPAIRED"]

    assert used.reasons, "the record was weighed"
    (notice,) = told("credit_office")
    assert (notice.facts["document_no"], notice.facts["used_on"]) == (PENALTY_OF_B, now.date().isoformat())
    letter = verify_letter(str(notice.facts["path"]).rsplit("/", 1)[-1], tools=office.tools)
    assert (letter.kind, letter.number) == ("T24_DONE", notice.facts["letter"])
    assert told("idle") == told("early") == []

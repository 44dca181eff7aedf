"""Documents that follow over the JSON interface: read, handed in once, refused by the same rules as on the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import PDF
from callers import Caller
from deferral_story import CONTRACT, VEHICLES, DeferralOffice, at
from office_pages import pages_of

from workflow_app.services.tokens import create_token

UNKNOWN = "01890000-0000-7000-8000-000000000000"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path)
    made.accept(later=(CONTRACT, VEHICLES))
    made.clock.instant = at(9, 28)
    yield made
    made.close()


def called(office: DeferralOffice, name: str = "applicant_s", *scopes: str) -> Caller:
    token = create_token(name, scopes=scopes or ("read", "write"), days=7, tools=office.tools)
    return Caller(pages_of(office), token)


def supplied(caller: Caller, office: DeferralOffice, content: bytes = PDF) -> dict[str, str]:
    document = caller.upload(office.case_id, content=content, field=f"material_{CONTRACT}")
    return {"material": CONTRACT, "document_id": document["id"]}


def test_what_follows_is_read_and_one_document_handed_in(office: DeferralOffice) -> None:
    caller = called(office)
    there = f"/cases/{office.case_id}"
    read = caller.json(f"{there}/deferral")
    assert {each["material"] for each in read["items"] if each["may_come"]} == {CONTRACT, VEHICLES}
    assert (read["supplement_on"], read["promised_on"], read["grace_on"]) == ("2026-10-09", "2026-10-15", "2026-11-05")
    caller.post(f"{there}/supplies", json=supplied(caller, office))
    assert office.items()[CONTRACT].status == "ARRIVED"
    item = next(each for each in caller.json(f"{there}/deferral")["items"] if each["material"] == CONTRACT)
    assert (item["status"], item["channel"], item["may_come"]) == ("ARRIVED", "ONLINE", False)
    english = caller.get(f"{there}/deferral", headers={"Accept-Language": "en"}).get_json()
    assert english["items"][0]["name"].isascii()


def test_sent_again_with_its_key_it_is_one_and_without_it_the_rule_is_named(office: DeferralOffice) -> None:
    caller, there = called(office), f"/cases/{office.case_id}/supplies"
    body, key = supplied(caller, office), {"Idempotency-Key": "a" * 32}
    first = caller.post(there, json=body, headers=key).get_json()
    assert caller.post(there, json=body, headers=key).get_json() == first
    other = supplied(caller, office, PDF + b"%% other")
    assert caller.post(there, json=other, expect=409).get_json()["code"] == "MATERIAL_ARRIVED"


def test_what_is_wrong_is_refused_by_field_and_changes_nothing(office: DeferralOffice) -> None:
    caller, there = called(office), f"/cases/{office.case_id}/supplies"
    caller.post(there, json={"material": CONTRACT}, expect=422)
    caller.post(there, json={"material": "nothing", "document_id": UNKNOWN}, expect=404)
    wrong = caller.post(there, json={"material": CONTRACT, "document_id": UNKNOWN}, expect=422).get_json()
    assert [(each["field"], each["code"]) for each in wrong["errors"]] == [("/document", "INVALID_DOCUMENT")]
    caller.post(f"/cases/{UNKNOWN}/supplies", json={"material": CONTRACT, "document_id": UNKNOWN}, expect=404)
    assert office.items()[CONTRACT].status == "MISSING"


def test_a_token_that_only_reads_and_somebody_else_hand_nothing_in(office: DeferralOffice) -> None:
    body = {"material": CONTRACT, "document_id": UNKNOWN}
    reads = called(office, "applicant_s", "read")
    refused = reads.post(f"/cases/{office.case_id}/supplies", json=body, expect=403).get_json()
    assert refused["code"] == "TOKEN_SCOPE"
    office.hire("applicant_x")
    stranger = called(office, "applicant_x")
    stranger.post(f"/cases/{office.case_id}/supplies", json=body, expect=404)
    stranger.get(f"/cases/{office.case_id}/deferral", expect=404)


def test_more_time_is_asked_for_as_a_task(office: DeferralOffice) -> None:
    caller, there = called(office), f"/cases/{office.case_id}"
    case = caller.post(f"{there}/more-time", json={}).get_json()
    (task,) = [each for each in case["tasks"] if each["key"] == "ask_more_time"]
    assert caller.post(f"{there}/more-time", json={}, expect=422).get_json()["code"] == "MORE_TIME_OPEN"
    caller.complete(task["id"], office.request())
    assert caller.json(f"{there}/deferral")["no_more_time"] == "MORE_TIME_OPEN"

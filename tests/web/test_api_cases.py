"""A credit repair over the JSON interface, from opening to the decision."""

from collections.abc import Callable

import pytest
from callers import APPLICATION, FIRST_AGREES, GRANTED, SECOND_AGREES, Caller

from workflow_app.services.background import run_due
from workflow_app.services.due_kinds import KINDS

pytestmark = pytest.mark.each_database  # each database searches and sorts in its own way

Callers = Callable[[str | None], Caller]


def test_applicant_opens_a_case_whose_first_task_is_the_form(caller: Callers) -> None:
    case = caller("applicant_b").open_repair()
    assert case["number"] is None
    assert (case["process"], case["status"], case["state"]) == ("credit_repair", "DRAFT", "DRAFT")
    assert case["subject"]["name"] == "中牟宏运渣土清运有限公司"
    [task] = case["tasks"]
    assert (task["key"], task["form"], task["candidates"]) == ("apply_for_repair", "application", ["APPLICANT"])
    assert task["case_id"] == case["id"]
    assert "complete" in task["actions"]


def test_case_goes_through_both_reviews_to_the_grant(caller: Callers) -> None:
    applicant, first, second, decider = map(caller, ("applicant_b", "first_reviewer", "second_reviewer", "decider"))
    case = applicant.apply(applicant.open_repair())
    assert case["number"].startswith("修复")
    assert (case["status"], case["state"]) == ("RUNNING", "FIRST_REVIEW")
    [clock] = [each for each in case["clocks"] if each["key"] == "repair.result"]
    assert clock["due_at"].endswith("T00:00:00+08:00")
    assert clock["explanation"].startswith("自 2026年9月29日 次日起算，")
    assert "国庆节" in clock["explanation"]
    for person, values, state in ((first, FIRST_AGREES, "SECOND_REVIEW"), (second, SECOND_AGREES, "DECISION")):
        task = person.json("/tasks?scope=group")["items"][0]
        case = person.complete(task["id"], values)
        assert case["state"] == state
    case = decider.complete(decider.json("/tasks?scope=group")["items"][0]["id"], GRANTED)
    assert case["state"] in {"GRANTED", "SYNCING"}
    accepted, letter, proof = applicant.json(f"/cases/{case['id']}")["letters"]
    assert (accepted["kind"], letter["kind"], proof["kind"]) == ("T20_ACCEPT", "T22_GRANT", "REPAIR_PROOF")
    shown = applicant.json(f"/letters/{letter['id']}")
    assert shown["status"] == "ISSUED"
    assert applicant.get(f"/letters/{letter['id']}/pdf", expect=409).get_json()["code"] == "LETTER_NOT_READY"
    run_due(applicant.service.tools, kinds={"letter": KINDS["letter"]})
    pdf = applicant.get(f"/letters/{letter['id']}/pdf")
    assert pdf.get_data().startswith(b"%PDF")
    assert pdf.headers["Content-Disposition"].startswith("attachment")
    assert caller(None).json(f"/public/letters/{shown['code']}")["number"] == letter["number"]


def test_names_come_in_the_language_of_the_request(caller: Callers) -> None:
    applicant = caller("applicant_b")
    case = applicant.open_repair()
    assert case["process_name"] == "信用修复"
    english = applicant.get(f"/cases/{case['id']}", headers={"Accept-Language": "en"}).get_json()
    assert (english["process_name"], english["state_name"]) == ("Credit repair", "Draft, not submitted")


def test_record_that_cannot_be_repaired_yet_is_refused_with_its_first_day(caller: Callers) -> None:
    applicant = caller("applicant_e")
    subject = applicant.service.actor("applicant_e").subject_ids
    assert subject
    record = applicant.json("/subjects/91410122MA9F77X8XL/records")["items"][0]
    body = {"process": "credit_repair", "uscc": "91410122MA9F77X8XL", "values": {"record_id": record["id"]}}
    problem = applicant.post("/cases", json=body, expect=422).get_json()
    assert problem["code"] == "REPAIR_TOO_EARLY"
    assert record["first_apply_on"] == "2026-11-21"
    assert record["may_apply"] is False


def test_same_request_with_a_key_opens_one_case(caller: Callers) -> None:
    applicant = caller("applicant_b")
    key = {"Idempotency-Key": "abc-1"}
    first = applicant.open_repair(headers=key)
    assert applicant.open_repair(headers=key) == first
    record = applicant.json(f"/subjects/{first['subject']['uscc']}/records")["items"][0]["id"]
    body = {"process": "credit_repair", "uscc": first["subject"]["uscc"], "values": {"record_id": record}}
    again = applicant.post("/cases", json=body, headers=key, expect=201)
    assert again.headers["Idempotency-Replayed"] == "true"
    other = {**body, "values": {"record_id": record, "more": 1}}
    problem = applicant.post("/cases", json=other, headers=key, expect=422).get_json()
    assert problem["code"] == "IDEMPOTENCY_MISMATCH"
    assert applicant.post("/cases", json=body, expect=409).get_json()["code"] == "RECORD_HAS_OPEN_CASE"


def test_stranger_is_told_to_sign_in_and_another_applicant_finds_nothing(caller: Callers) -> None:
    case = caller("applicant_b").open_repair()
    assert caller(None).get(f"/cases/{case['id']}", expect=401).get_json()["code"] == "NOT_SIGNED_IN"
    assert caller("applicant_e").get(f"/cases/{case['id']}", expect=404).get_json()["code"] == "CASE_UNKNOWN"
    assert caller("process_admin").get(f"/cases/{case['id']}", expect=403).get_json()["code"]
    assert caller("applicant_e").json("/cases")["items"] == []


def test_withdrawn_case_ends_and_its_history_says_so(caller: Callers) -> None:
    applicant = caller("applicant_b")
    case = applicant.apply(applicant.open_repair())
    stale = {"reason": "材料有误", "version": case["version"] + 5}
    assert applicant.post(f"/cases/{case['id']}/withdraw", json=stale, expect=409).get_json()["code"] == "STALE"
    ended = applicant.post(f"/cases/{case['id']}/withdraw", json={"reason": "材料有误"}).get_json()
    assert (ended["status"], ended["state"], ended["tasks"]) == ("ENDED", "WITHDRAWN", [])
    history = applicant.json(f"/cases/{case['id']}/history")["items"]
    assert history[0]["action"] == "case.opened"
    assert len(history) > 2


def test_cases_are_listed_page_by_page_and_by_status(caller: Callers) -> None:
    applicant = caller("applicant_b")
    case = applicant.open_repair()
    page = applicant.json("/cases?status=DRAFT&process=credit_repair&limit=1")
    assert [each["id"] for each in page["items"]] == [case["id"]]
    assert page["next_cursor"] is None
    assert applicant.json("/cases?status=ENDED")["items"] == []
    assert applicant.get("/cases?limit=101", expect=422).get_json()["errors"][0]["field"] == "/limit"
    assert applicant.get("/cases?cursor=nonsense", expect=422).get_json()["errors"][0]["code"] == "INVALID_CURSOR"


def test_public_follows_a_case_by_number_and_code(caller: Callers) -> None:
    applicant = caller("applicant_b")
    case = applicant.apply(applicant.open_repair())
    code = applicant.json(f"/cases/{case['id']}")["follow_code"]
    followed = caller(None).json(f"/public/cases/{case['number']}?code={code}")
    assert (followed["number"], followed["state_name"]) == (case["number"], "初审中")
    assert "subject" not in followed
    caller(None).get(f"/public/cases/{case['number']}?code=wrong", expect=404)


def test_wrong_values_are_told_field_by_field(caller: Callers) -> None:
    applicant = caller("applicant_b")
    case = applicant.open_repair()
    values = {**APPLICATION, **applicant.papers(case), "paid_on": "2026-05-01", "unknown": 1}
    problem = applicant.complete(case["tasks"][0]["id"], values, expect=422)
    assert {each["field"]: each["code"] for each in problem["errors"]} == {
        "/values/paid_on": "TOO_EARLY",
        "/values/unknown": "UNKNOWN_FIELD",
    }

"""Unfinished answers over the JSON interface: read with their marks, merged answer by answer."""

from collections.abc import Callable

import pytest
from callers import APPLICATION, Caller, Json

Callers = Callable[[str | None], Caller]


@pytest.fixture
def applicant(caller: Callers) -> Caller:
    return caller("applicant_b")


@pytest.fixture
def task(applicant: Caller) -> str:
    return str(applicant.open_repair()["tasks"][0]["id"])


def save(who: Caller, task: str, values: Json, *, expect: int = 200, **more: object) -> Json:
    return who.post(f"/tasks/{task}/draft", json={"values": values, **more}, expect=expect).get_json()


def test_answers_are_kept_beside_each_other_and_what_lacks_is_named(applicant: Caller, task: str) -> None:
    before = applicant.json(f"/tasks/{task}/draft")
    assert "paid_on" in before["fields_asked"]
    assert {"field": "/values/paid_on", "code": "REQUIRED"} in before["missing"]
    assert before["until"] is not None
    save(applicant, task, {"paid_on": "2026-05-20"})
    kept = save(applicant, task, {"receipt_no": "1", "pledge": ["LAW_OBEYED"], "electronic_service_consent": True})
    assert (kept["values"]["paid_on"], kept["values"]["receipt_no"]) == ("2026-05-20", "1")
    assert "/values/paid_on" not in {each["field"] for each in kept["missing"]}
    assert applicant.json(f"/tasks/{task}/draft") == kept


def test_a_draft_that_lacks_nothing_is_what_completing_takes(applicant: Caller) -> None:
    case = applicant.open_repair()
    task = case["tasks"][0]["id"]
    kept = save(applicant, task, {**APPLICATION, **applicant.papers(case)})
    assert kept["missing"] == []
    assert applicant.complete(task, kept["values"])["number"]
    assert applicant.json(f"/tasks/{task}/draft", expect=409)["code"] == "TASK_DONE"
    assert save(applicant, task, {"receipt_no": "2"}, expect=409)["code"] == "TASK_DONE"


def test_an_answer_that_another_changed_meanwhile_is_not_overwritten(applicant: Caller, task: str) -> None:
    save(applicant, task, {"receipt_no": "1", "paid_amount": "5"})
    seen = applicant.json(f"/tasks/{task}/draft")["marks"]
    save(applicant, task, {"receipt_no": "theirs"})
    both = save(applicant, task, {"receipt_no": "mine", "paid_amount": "6"}, seen=seen)
    assert both["clashes"] == {"receipt_no": "theirs"}
    assert (both["values"]["receipt_no"], both["values"]["paid_amount"]) == ("theirs", "6")
    assert save(applicant, task, {"receipt_no": "mine"}, seen=both["marks"])["clashes"] == {}


def test_what_no_page_could_type_is_refused_at_its_field_and_nothing_is_kept(applicant: Caller, task: str) -> None:
    wrong: Json = {"nonsense": "1", "receipt_no": {"a": 1}, "pledge": "LAW_OBEYED", "paid_amount": True}
    problem = save(applicant, task, {**wrong, "paid_on": "2026-05-20"}, expect=422)
    assert {(each["field"], each["code"]) for each in problem["errors"]} == {
        ("/values/nonsense", "UNKNOWN_FIELD"),
        ("/values/receipt_no", "INVALID_TYPE"),
        ("/values/pledge", "INVALID_TYPE"),
        ("/values/paid_amount", "INVALID_TYPE"),
    }
    assert "paid_on" not in applicant.json(f"/tasks/{task}/draft")["values"]
    for value in ("a\x00b", "\x1b[2J"):
        (error,) = save(applicant, task, {"receipt_no": value}, expect=422)["errors"]
        assert error == {"field": "/values", "code": "FORBIDDEN_CHARACTERS", "detail": error["detail"]}
    assert save(applicant, task, {"receipt_no": "x" * 10_001}, expect=422)["errors"][0]["code"] == "INVALID_TYPE"
    applicant.post(f"/tasks/{task}/draft", json={}, expect=422)
    applicant.post(f"/tasks/{task}/draft", json={"values": {"paid_amount": float("nan")}}, expect=422)


def test_a_stale_version_is_a_conflict_and_a_key_makes_it_once(applicant: Caller, task: str) -> None:
    assert save(applicant, task, {"receipt_no": "1"}, version=99, expect=409)["code"] == "STALE"
    key = {"Idempotency-Key": "once"}
    body = {"values": {"receipt_no": "1"}}
    first = applicant.post(f"/tasks/{task}/draft", json=body, headers=key)
    save(applicant, task, {"receipt_no": "2"})
    again = applicant.post(f"/tasks/{task}/draft", json=body, headers=key)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.get_json() == first.get_json()
    assert applicant.json(f"/tasks/{task}/draft")["values"]["receipt_no"] == "2"


def test_a_draft_is_nobody_elses(caller: Callers, task: str) -> None:
    for stranger in ("applicant_e", "first_reviewer"):
        for send in (
            lambda who: who.json(f"/tasks/{task}/draft", expect=404),
            lambda who: save(who, task, {"receipt_no": "1"}, expect=404),
        ):
            assert send(caller(stranger))["code"] == "TASK_UNKNOWN"
    caller("process_admin").get(f"/tasks/{task}/draft", expect=403)
    caller(None).get(f"/tasks/{task}/draft", expect=401)

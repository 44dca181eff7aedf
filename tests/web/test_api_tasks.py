"""Tasks over the JSON interface: lists, claims, and what a second hand finds."""

from collections.abc import Callable

import pytest
from callers import FIRST_AGREES, Caller, Json

pytestmark = pytest.mark.each_database  # each database searches and sorts in its own way

Callers = Callable[[str | None], Caller]


@pytest.fixture
def review(caller: Callers) -> Json:
    """Return the first review of an application just handed in."""
    applicant = caller("applicant_b")
    [task] = applicant.apply(applicant.open_repair())["tasks"]
    return task


def test_claimed_task_moves_from_the_group_to_the_person(caller: Callers, review: Json) -> None:
    reviewer = caller("first_reviewer")
    assert [each["id"] for each in reviewer.json("/tasks?scope=group")["items"]] == [review["id"]]
    claimed = reviewer.post(f"/tasks/{review['id']}/claim").get_json()
    assert claimed["assignee"] == reviewer.service.actor("first_reviewer").id
    assert [each["id"] for each in reviewer.json("/tasks")["items"]] == [review["id"]]
    assert "release" in claimed["actions"]
    released = reviewer.post(f"/tasks/{review['id']}/release", json={"version": claimed["version"]}).get_json()
    assert released["assignee"] is None


def test_task_of_a_colleague_is_theirs(caller: Callers, review: Json) -> None:
    caller("first_reviewer").post(f"/tasks/{review['id']}/claim")
    problem = caller("first_reviewer_2").post(f"/tasks/{review['id']}/claim", expect=403).get_json()
    assert problem["code"] == "TAKEN_BY_ANOTHER"


def test_second_completion_of_a_task_is_a_conflict(caller: Callers, review: Json) -> None:
    reviewer = caller("first_reviewer")
    reviewer.complete(review["id"], FIRST_AGREES)
    assert reviewer.complete(review["id"], FIRST_AGREES, expect=409)["code"] == "TASK_DONE"
    assert [each["id"] for each in reviewer.json("/tasks?scope=done")["items"]] == [review["id"]]


def test_repeated_completion_with_a_key_gives_the_same_answer(caller: Callers, review: Json) -> None:
    reviewer = caller("first_reviewer")
    key = {"Idempotency-Key": "7f3c"}
    first = reviewer.complete(review["id"], FIRST_AGREES, headers=key)
    assert reviewer.complete(review["id"], FIRST_AGREES, headers=key) == first


def test_stale_version_is_refused_before_the_values_are_looked_at(caller: Callers, review: Json) -> None:
    body = {"values": {}, "version": review["version"] + 1}
    problem = caller("first_reviewer").post(f"/tasks/{review['id']}/complete", json=body, expect=409).get_json()
    assert problem["code"] == "STALE"


def test_stranger_to_the_task_learns_nothing_of_its_form(caller: Callers, review: Json) -> None:
    assert caller("second_reviewer").complete(review["id"], {"nonsense": 1}, expect=403)["code"] == "ROLE_NEEDED"
    for applicant in ("applicant_e", "applicant_b"):
        unknown = caller(applicant).complete(review["id"], {"nonsense": 1}, expect=404)
        assert unknown["code"] == "TASK_UNKNOWN"
        assert caller(applicant).post(f"/tasks/{review['id']}/claim", expect=404).get_json()["code"] == "TASK_UNKNOWN"
    caller("process_admin").complete(review["id"], {"nonsense": 1}, expect=403)


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"values": [], "version": 1}, "/values", "INVALID_TYPE"),
        ({"version": "1"}, "/version", "INVALID_NUMBER"),
        ({"version": True}, "/version", "INVALID_NUMBER"),
        ({"version": 0}, "/version", "OUT_OF_RANGE"),
        ({"more": 1}, "/more", "UNKNOWN_FIELD"),
        ([], "", "INVALID_TYPE"),
    ],
)
def test_body_of_another_shape_is_told_where(caller: Callers, body: object, field: str, code: str) -> None:
    path = "/tasks/01890000-0000-7000-8000-000000000000/complete"
    problem = caller("first_reviewer").post(path, json=body, expect=422).get_json()
    assert [(each["field"], each["code"]) for each in problem["errors"]] == [(field, code)]


def test_body_that_is_no_json_is_refused(caller: Callers) -> None:
    path = "/tasks/01890000-0000-7000-8000-000000000000/complete"
    reviewer = caller("first_reviewer")
    for body in (b"{", b'{"values": NaN}', b"[" * 100_000):
        problem = reviewer.post(path, data=body, content_type="application/json", expect=422).get_json()
        assert problem["errors"][0]["code"] == "INVALID_JSON"
    assert reviewer.post(path, data=b"x", content_type="text/plain", expect=415).get_json()["status"] == 415


def test_token_that_may_only_read_cannot_complete(caller: Callers, review: Json) -> None:
    reviewer = caller("first_reviewer")
    reader = Caller(reviewer.service, reviewer.service.token("first_reviewer", scopes=["read"]))
    reader.get("/tasks?scope=group")
    assert reader.complete(review["id"], FIRST_AGREES, expect=403)["code"] == "TOKEN_SCOPE"

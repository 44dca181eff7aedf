"""Batches and signatures over the JSON interface: begun, filled in, signed by somebody else, and submitted."""

import pytest
from batch_pages import HEAD, HEAD_MOBILE, RECORD, SIGNED
from builders import Service
from callers import Caller, Json
from page_readers import reader
from signing_steps import link, reading

from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY

USCC = SUBJECT_BY_KEY["H"].uscc
COMMON = {"contact_phone": "13800138000", "electronic_service_consent": True, **SIGNED}
TO_HEAD = {"name": HEAD, "mobile": HEAD_MOBILE}
NOWHERE = "0198f000-0000-7000-8000-000000000000"


@pytest.fixture
def agent(shown: Service) -> Caller:
    return Caller(shown, shown.token("applicant_h"))


def records(agent: Caller) -> list[str]:
    return [each["id"] for each in agent.json(f"/subjects/{USCC}/records")["items"]]


def begin(agent: Caller, ids: list[str], *, expect: int = 201, headers: Json | None = None) -> Json:
    body = {"process": "credit_repair", "uscc": USCC, "record_ids": ids}
    return agent.post("/batches", json=body, expect=expect, headers=headers or {}).get_json()


def ready(agent: Caller, count: int = 2) -> Json:
    """Begin a batch and answer everything, and return it."""
    batch = begin(agent, records(agent)[:count])
    for item in agent.json(f"/batches/{batch['id']}")["items"]:
        asked = agent.json(f"/tasks/{item['task_id']}/draft")["fields_asked"]
        files = {
            key: agent.upload(item["case_id"], field=key)["id"]
            for key in ("receipt", "rectification", "t16")
            if key in asked
        }
        values = {key: value for key, value in {**RECORD, **COMMON, **files}.items() if key in asked}
        agent.post(f"/tasks/{item['task_id']}/draft", json={"values": values})
    return agent.json(f"/batches/{batch['id']}")


def seen(batch: Json) -> list[str]:
    return [each["seen"] for each in batch["items"]]


def test_a_batch_is_begun_filled_in_and_submitted(agent: Caller) -> None:
    batch = ready(agent)
    assert [each["state"] for each in batch["items"]] == ["READY", "READY"]
    (listed,) = agent.json("/batches")["items"]
    assert (listed["id"], listed["drafts"]) == (batch["id"], 2)
    filing = agent.post(f"/batches/{batch['id']}/submit", json={"seen": seen(batch)}).get_json()
    assert filing == {"filed": 2, "failed": []}
    done = agent.json(f"/batches/{batch['id']}")
    assert len({each["number"] for each in done["items"]}) == 2
    assert [each["state"] for each in done["items"]] == ["FILED", "FILED"]
    again = agent.post(f"/batches/{batch['id']}/submit", json={"seen": seen(batch)[:0]}).get_json()
    assert again == {"filed": 0, "failed": []}, "sent again it submits what is left"
    assert agent.json("/batches")["items"] == []


def test_nothing_is_submitted_that_was_not_read_or_lacks_something(agent: Caller) -> None:
    batch = ready(agent)
    where = f"/batches/{batch['id']}/submit"
    assert agent.post(where, json={}, expect=409).get_json()["code"] == "BATCH_CHANGED"
    task = batch["items"][0]["task_id"]
    agent.post(f"/tasks/{task}/draft", json={"values": {"receipt_no": ""}})
    now = agent.json(f"/batches/{batch['id']}")
    assert {"field": "/values/receipt_no", "code": "REQUIRED"} in now["items"][0]["missing"]
    assert agent.post(where, json={"seen": seen(now)}, expect=409).get_json()["code"] == "BATCH_LACKING"
    agent.post(where, json={"seen": "x"}, expect=422)
    agent.post(where, json={"signed_only": "perhaps"}, expect=422)


def test_too_few_unknown_or_foreign_records_begin_nothing(shown: Service, agent: Caller) -> None:
    ids = records(agent)
    assert begin(agent, ids[:1], expect=422)["errors"][0]["code"] == "BATCH_TOO_SMALL"
    assert begin(agent, [ids[0], NOWHERE], expect=404)["code"] == "RECORD_UNKNOWN"
    assert begin(agent, [ids[0], "nonsense"], expect=404)["code"] == "RECORD_UNKNOWN"
    begin(agent, ids * 50, expect=422)
    stranger = Caller(shown, shown.token("applicant_b"))
    assert begin(stranger, ids[:2], expect=404)["code"] == "SUBJECT_UNKNOWN"
    assert agent.json("/batches")["items"] == []


def test_a_key_begins_a_batch_once(agent: Caller) -> None:
    ids, key = records(agent), {"Idempotency-Key": "batch"}
    first = begin(agent, ids[:2], headers=key)
    assert begin(agent, ids[:2], headers=key) == first
    assert begin(agent, ids[2:4], headers=key, expect=422)["code"] == "IDEMPOTENCY_MISMATCH"


def test_one_link_signs_a_batch_and_what_is_signed_is_submitted(shown: Service, agent: Caller) -> None:
    batch = ready(agent)
    where = f"/batches/{batch['id']}"
    problem = agent.post(f"{where}/submit", json={"signed_only": True}, expect=409).get_json()
    assert problem["code"] == "BATCH_UNSIGNED"
    ask = {**TO_HEAD, "seen": seen(batch)}
    key = {"Idempotency-Key": "ask"}
    first = agent.post(f"{where}/signatures", json=ask, expect=201, headers=key).get_json()
    assert agent.post(f"{where}/signatures", json=ask, expect=201, headers=key).get_json() == first
    here = link(shown)
    task = batch["items"][0]["task_id"]
    (waiting,) = agent.json(f"/tasks/{task}/signatures")["items"]
    assert (waiting["standing"], waiting["phone"], waiting["counts"]) == ("WAITING", "139****8888", False)
    head = reading(shown, here, HEAD)
    head.submit(head.get(here), "sign-form", {"has_read": "yes"})
    agent.post(f"/tasks/{task}/draft", json={"values": {"receipt_no": "9"}})
    now = agent.json(where)
    assert [each["is_signed"] for each in now["items"]] == [False, True]
    (changed,) = agent.json(f"/tasks/{task}/signatures")["items"]
    assert (changed["standing"], changed["counts"], changed["is_changed"]) == ("SIGNED", False, True)
    assert agent.post(f"{where}/submit", json={"signed_only": True}).get_json()["filed"] == 1
    assert [each["state"] for each in agent.json(where)["items"]] == ["READY", "FILED"]


def test_a_signature_is_asked_for_once_and_taken_back(shown: Service, agent: Caller) -> None:
    batch = ready(agent)
    task = batch["items"][0]["task_id"]
    where = f"/tasks/{task}/signatures"
    for wrong in ({"name": "", "mobile": HEAD_MOBILE}, {"name": HEAD, "mobile": "1"}, {"mobile": HEAD_MOBILE}):
        agent.post(where, json=wrong, expect=422)
    asked = agent.post(where, json=TO_HEAD, expect=201).get_json()
    left = agent.post(f"{where}/{asked['id']}/take-back", json={}).get_json()["items"]
    assert [each["standing"] for each in left] == ["WITHDRAWN"]
    agent.post(f"{where}/{asked['id']}/take-back", json={})
    agent.post(f"{where}/{NOWHERE}/take-back", json={}, expect=404)
    agent.post(f"/batches/{batch['id']}/signatures", json={**TO_HEAD, "seen": ["x"]}, expect=409)
    for _more in range(4):
        agent.post(where, json=TO_HEAD, expect=201)
    assert agent.post(where, json=TO_HEAD, expect=409).get_json()["code"] == "SIGNING_ASKED_ENOUGH"
    assert "taken back" in reader(shown).get(link(shown)).text or agent.json(where)["items"]


def test_nothing_is_asked_of_an_unfinished_draft(agent: Caller) -> None:
    batch = agent.json(f"/batches/{begin(agent, records(agent)[:2])['id']}")
    task = batch["items"][0]["task_id"]
    assert agent.post(f"/tasks/{task}/signatures", json=TO_HEAD, expect=409).get_json()["code"] == "NOTHING_TO_SIGN"
    asked = agent.post(f"/batches/{batch['id']}/signatures", json={**TO_HEAD, "seen": seen(batch)}, expect=409)
    assert asked.get_json()["code"] == "BATCH_LACKING"


def test_a_batch_is_nobody_elses(shown: Service, agent: Caller) -> None:
    batch = ready(agent)
    where, task = f"/batches/{batch['id']}", batch["items"][0]["task_id"]
    for name in ("applicant_b", "first_reviewer", "process_admin"):
        who = Caller(shown, shown.token(name))
        assert who.json(where, expect=404)["code"] == "BATCH_UNKNOWN"
        who.post(f"{where}/submit", json={"seen": seen(batch)}, expect=404)
        who.post(f"{where}/submit", json={"signed_only": True}, expect=404)
        who.post(f"{where}/signatures", json={**TO_HEAD, "seen": seen(batch)}, expect=404)
        assert who.json("/batches")["items"] == []
    Caller(shown, shown.token("applicant_b")).get(f"/tasks/{task}/signatures", expect=404)
    Caller(shown, None).get(where, expect=401)
    reads = Caller(shown, shown.token("applicant_h", scopes=["read"]))
    reads.json(where)
    reads.post(f"{where}/submit", json={"seen": seen(batch)}, expect=403)

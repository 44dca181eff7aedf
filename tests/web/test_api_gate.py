"""The gate and what happened outside, over the interface."""

from collections.abc import Callable

from builders import USCC_B, USCC_E, Service, another_penalty
from callers import Caller

Callers = Callable[[str | None], Caller]


def test_an_agent_asks_for_their_own_and_a_stranger_learns_nothing(caller: Callers) -> None:
    agent = caller("applicant_b")
    record = agent.json(f"/subjects/{USCC_B}/records")["items"][0]
    answer = agent.json(f"/subjects/{USCC_B}/gate?matter=credit_repair&record={record['id']}")
    assert (answer["outcome"], answer["reasons"], answer["record_id"]) == ("ALLOW", [], record["id"])
    denied = agent.json(f"/subjects/{USCC_B}/gate?matter=CONSTRUCTION_WASTE&channel=deferred_acceptance")
    (reason,) = denied["reasons"]
    assert (denied["outcome"], reason["code"], reason["outcome"]) == ("DENY", "UNREPAIRED_RECORD", "DENY")
    assert reason["values"]["first_apply_on"] == "2026-08-09"
    assert all((reason["detail"], reason["next"], reason["origin"]))
    assert agent.json(f"/subjects/{USCC_B}/gate?matter=credit_repair")["record_id"] == record["id"], "there is one only"
    caller("applicant_e").get(f"/subjects/{USCC_B}/gate?matter=credit_repair", expect=404)
    agent.get(f"/subjects/{USCC_B}/gate", expect=422)
    assert agent.get(f"/subjects/{USCC_B}/gate?matter=NOTHING", expect=404).get_json()["code"] == "MATTER_UNKNOWN"


def test_what_cannot_be_a_code_is_told_apart_from_a_code_that_nobody_has(caller: Callers) -> None:
    wrong, right = "91410100MA3X00002F", "91410100MA3X00002E"
    for asker in ("applicant_b", "data_clerk"):
        problem = caller(asker).get(f"/subjects/{wrong}/gate?matter=credit_repair", expect=422).get_json()
        (error,) = problem["errors"]
        assert (error["field"], error["code"]) == ("/uscc", "USCC_CHECK")
        assert right[-1] in error["detail"]
        unknown = caller(asker).get(f"/subjects/{right}/gate?matter=credit_repair", expect=404).get_json()
        assert unknown["code"] == "SUBJECT_UNKNOWN"
    (short,) = caller("data_clerk").get("/subjects/914101/gate?matter=green_channel", expect=422).get_json()["errors"]
    assert short["code"] == "USCC_LENGTH"


def test_a_repair_is_asked_for_with_its_record_where_there_are_several(caller: Callers, service: Service) -> None:
    another_penalty(service.tools)
    gate = f"/subjects/{USCC_B}/gate?matter=credit_repair"
    (error,) = caller("data_clerk").get(gate, expect=422).get_json()["errors"]
    assert (error["field"], error["code"]) == ("/record", "RECORD_NEEDED")
    records = caller("data_clerk").json(f"/subjects/{USCC_B}/records")["items"]
    assert [each["document_no"] in error["detail"] for each in records] == [True, True]
    for each in records:
        assert caller("data_clerk").json(f"{gate}&record={each['id']}")["record_id"] == each["id"]


def test_s05_the_reason_names_the_field_in_words(caller: Callers) -> None:
    gate = f"/subjects/{USCC_E}/gate?matter=GAS_SAFETY_PERMIT"
    answer = caller("data_clerk").get(gate, headers={"Accept-Language": "zh"}).get_json()
    (reason,) = [each for each in answer["reasons"] if each["code"] == "EXCLUDED_FIELD"]
    assert "公共安全" in reason["detail"]
    assert reason["next"] == "请按普通程序申请。"


def test_a_result_of_an_appeal_is_registered_once(caller: Callers) -> None:
    clerk = caller("data_clerk")
    record = clerk.json(f"/subjects/{USCC_B}/records")["items"][0]
    path = f"/records/{record['id']}/appeal-results"
    body = {"result": "REVOKED", "decided_on": "2026-09-28", "document_no": "牟政复决字〔2026〕第9号"}
    caller("first_reviewer").post(path, json=body, expect=403)
    caller("applicant_e").post(path, json=body, expect=404)
    done = clerk.post(path, json=body, expect=201).get_json()
    assert (done["record_status"], done["withdraw_by"]) == ("REVOKED", "2026-10-08")
    assert clerk.post(path, json=body, expect=201).get_json()["id"] == done["id"]
    clerk.post(path, json={"result": "REVOKED"}, expect=422)


def test_a_change_in_the_register_is_noted_by_a_clerk(caller: Callers) -> None:
    body = {"status": "RENAMED", "on": "2026-09-20", "document_no": "登字1号", "name": "中牟宏运环保有限公司"}
    path = f"/subjects/{USCC_B}/status"
    caller("applicant_b").post(path, json=body, expect=403)
    changed = caller("data_clerk").post(path, json=body).get_json()
    assert (changed["name"], changed["other_names"]) == ("中牟宏运环保有限公司", ["中牟宏运渣土清运有限公司"])
    wrong = caller("data_clerk").post(path, json={**body, "status": "MERGED"}, expect=422).get_json()
    assert wrong["errors"][0]["field"] == "/successor_uscc"

"""Which running cases a version is for, over the JSON interface; and filing under rules that changed meanwhile."""

from collections.abc import Callable

import pytest
from builders import Service
from callers import APPLICATION, Caller
from versions_taken import KEY, take_at, with_other_form

from workflow_app.services.background import run_due

Callers = Callable[[str | None], Caller]


def test_filing_after_the_rules_changed_is_a_conflict_that_says_since_when_and_loses_nothing(
    service: Service, caller: Callers
) -> None:
    who = caller("applicant_b")
    case = who.open_repair()
    task = case["tasks"][0]["id"]
    values = {**APPLICATION, **who.papers(case)}
    number = take_at(service, with_other_form())
    refused = who.post(f"/tasks/{task}/complete", json={"values": values}, expect=409).get_json()
    assert refused["code"] == "RULES_CHANGED"
    assert "2026" in refused["detail"]
    kept = who.json(f"/tasks/{task}/draft")
    assert kept["missing"] == [{"field": "/values/paid_at", "code": "REQUIRED"}]
    assert "receipt_no" not in kept["values"]
    assert who.complete(task, {**kept["values"], "paid_at": "中国银行"})["process_version"] == number


def test_filing_after_the_work_came_round_says_since_when_too_and_only_once(service: Service, caller: Callers) -> None:
    who = caller("applicant_b")
    case = who.open_repair()
    task = case["tasks"][0]["id"]
    body = {"values": {**APPLICATION, **who.papers(case)}, "version": case["tasks"][0]["version"]}
    take_at(service, with_other_form())
    run_due(service.tools)
    refused = who.post(f"/tasks/{task}/complete", json=body, expect=409).get_json()
    assert refused["code"] == "RULES_CHANGED"
    assert "2026" in refused["detail"]
    assert who.json(f"/tasks/{task}/draft")["values"]["paid_on"] == APPLICATION["paid_on"]
    assert who.post(f"/tasks/{task}/complete", json=body, expect=409).get_json()["code"] == "STALE"


@pytest.mark.usefixtures("studio")
def test_the_choice_is_said_when_a_draft_is_published_and_shown_of_a_version(caller: Callers) -> None:
    author, second = caller("author"), caller("second")
    drafts = f"/processes/{KEY}/drafts"
    begun = author.post(drafts, data={"title": "x"}, content_type="multipart/form-data", expect=201).get_json()["id"]
    here = f"{drafts}/{begun}"
    body = {"revision": 1, "note": "x", "scope": "SOME"}
    assert author.post(f"{here}/publish", json=body, expect=422).get_json()["code"]
    shown = author.json(here)["draft"]
    assert shown["scope"] == "NEW"
    version = second.json(f"/processes/{KEY}/versions/1")["version"]
    assert version["scope"] == "NEW"

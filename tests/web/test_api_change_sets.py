"""Change sets over the JSON interface: begun, submitted, consented to, given back."""

import io
from collections.abc import Callable

from builders import PDF, Service, hire
from callers import Caller, Json

from workflow_app.domain.actors import Role
from workflow_app.services.change_set_joining import begin_process
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import digest, save_file

ALL = "/rule-changes"
LETTER = "letters/t20_accept.toml"
Callers = Callable[[str | None], Caller]


def begin(who: Caller, *, key: str = "", expect: int = 201, **more: object) -> Json:
    fields = {"title": "Words", "effective_on": "2026-10-10", "basis": "1203", "reason": "The law changed", **more}
    data = {**fields, "document": (io.BytesIO(PDF), "law.pdf", "application/pdf")}
    headers = {"Idempotency-Key": key} if key else {}
    return who.post(ALL, data=data, headers=headers, expect=expect).get_json()


def with_letter(studio: Service, set_id: str) -> None:
    actor, tools = studio.actor("author"), studio.tools
    draft = begin_process(set_id, "credit_repair", actor=actor, tools=tools)
    text = read_draft_file(draft, LETTER, actor=actor, tools=tools)
    new = text.replace(b"Your application", b"Your written application", 1)
    save_file(draft, LETTER, new, seen=digest(text), actor=actor, tools=tools)


def test_a_program_begins_submits_and_consents(studio: Service, caller: Callers) -> None:
    author, second = caller("author"), caller("second")
    made = begin(author, key="once")
    assert begin(author, key="once") == made, "the same request once more"
    here = f"{ALL}/{made['id']}"
    empty = author.post(f"{here}/submit", json={"revision": 1}, expect=422).get_json()
    assert (empty["code"], [each["code"] for each in empty["errors"]]) == ("CHANGE_SET_REFUSED", ["PARTS_MISSING"])
    with_letter(studio, made["id"])
    seen = author.json(here)["change_set"]
    assert (seen["document"], seen["status"]) == ("law.pdf", "OPEN")
    assert author.post(f"{here}/submit", json={"revision": 1}, expect=409).get_json()["code"] == "STALE"
    waits = author.post(f"{here}/submit", json={"revision": seen["revision"]}).get_json()
    revision = waits["change_set"]["revision"]
    assert waits["consents"] == [{"kind": "PROCESS", "authority": "", "by": "", "able": ["process_admin", "second"]}]
    assert waits["parts"][0]["status"] == "SUBMITTED"
    refused = author.post(f"{here}/consent", json={"revision": revision}, expect=403).get_json()
    assert refused["code"] == "CHANGE_SET_YOURS"
    back = second.post(f"{here}/give-back", json={"revision": revision, "reason": "Look again"}).get_json()
    assert (back["change_set"]["status"], back["decision_note"]) == ("OPEN", "Look again")
    again = author.post(f"{here}/submit", json={"revision": back["change_set"]["revision"]}).get_json()
    author.post(f"{here}/take-back", json={})
    open_again = author.json(here)["change_set"]["revision"]
    assert open_again > again["change_set"]["revision"]
    waits = author.post(f"{here}/submit", json={"revision": open_again}).get_json()
    done = second.post(f"{here}/consent", json={"revision": waits["change_set"]["revision"]}).get_json()
    assert (done["change_set"]["status"], done["consents"][0]["by"]) == ("CONFIRMED", "second")
    assert [each["status"] for each in second.json(ALL)["items"]] == ["CONFIRMED"]


def test_strangers_and_odd_bodies_are_refused(studio: Service, caller: Callers) -> None:
    hire(studio, "head", Role.SECTION_HEAD)
    begin(caller("head"), expect=403)
    caller("decider").get(ALL, expect=403)
    wrong = begin(caller("author"), effective_on="2020-01-01", expect=422)
    assert [each["field"] for each in wrong["errors"]] == ["/effective_on"]
    caller("author").get(f"{ALL}/0190b1d2-0000-7000-8000-000000000000", expect=404)

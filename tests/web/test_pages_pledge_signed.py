"""What the pages say once a pledge is signed: to who signed it, and to who accepts and decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office_pages import pages_of
from page_readers import first_task, reader
from pledge_story import CONDITIONS, SIGNED_ON, EcologyOffice

from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY

B = SUBJECT_BY_KEY["B"].uscc
"""Has an unrepaired record: the gate leaves the pledge to a person."""


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[EcologyOffice]:
    made = EcologyOffice.ready(database_url, tmp_path)
    yield made
    made.close()


def test_who_signs_is_told_that_it_is_signed_and_not_public_yet(office: EcologyOffice) -> None:
    case = office.apply_by_pledge()
    who = reader(pages_of(office), "applicant")
    (task,) = office.seen(case, "applicant").tasks
    page = who.get(f"/my/tasks/{task.id}?all=1")
    kept = who.submit(page, "answers", office.ticked(case), at=f"/my/tasks/{task.id}")
    sent = who.submit(who.get(kept.location), "submit", {"act": "submit"}, at=f"/my/tasks/{task.id}")
    page = who.get(sent.location)
    assert f"Signed. The pledge is part of case {case.number} now." in page.text
    assert "signed, not published" in page.text
    assert "withdrawn or has lapsed" not in page.text


def test_a_pledge_is_public_from_the_day_of_the_decision(office: EcologyOffice) -> None:
    case = office.pledge(office.apply_by_pledge())
    office.clock.instant = SIGNED_ON.replace(day=2)
    case = office.complete(case, "eco_intake", acceptance="ACCEPT")
    office.complete(case, "eco_decider", decision="GRANT")
    page = reader(pages_of(office), "applicant").get(f"/my/cases/{case.id}")
    assert "public since Thu 2 Jul 2026, until and including" in page.text


def test_a_condition_is_one_sentence_wherever_it_is_read(office: EcologyOffice) -> None:
    case = office.granted()
    (pledged,) = [each for each in office.form(case, "eco_verifier").answers if "conditions_met" in each.values]
    (asked,) = [each for each in pledged.form["components"] if each.get("key") == "conditions_met"]
    assert len(asked["values"]) == len(CONDITIONS)
    assert not [each for each in asked["values"] if "。；" in each["label"] or "。）" in each["label"]]
    for language in ("zh", "en"):
        text = reader(pages_of(office), lang=language).get(f"/public/pledges/{office.pledge_row(case).id}").text
        assert "。。" not in text
        assert ".." not in text


def test_who_accepts_and_who_decides_read_what_the_gate_left_to_them(office: EcologyOffice) -> None:
    office.import_sample()
    case = office.pledge(office.apply_by_pledge(uscc=B))
    service = pages_of(office)
    for name, answer in (("eco_intake", {"acceptance": "ACCEPT"}), ("eco_decider", {"decision": "GRANT"})):
        who = reader(service, name)
        task = first_task(who)
        assert "〔2026〕第031号" in who.get(task).text, name
        case = office.complete(case, name, **answer)
        assert "〔2026〕第031号" not in who.get(task).text, "what is done is not judged anew"
    who = reader(service, "eco_verifier")
    assert "〔2026〕第031号" not in who.get(first_task(who)).text, "the check is about the pledge alone"

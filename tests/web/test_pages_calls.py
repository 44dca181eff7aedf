"""Notes of calls: two clicks from the page of a case, part of its history, and the office's own."""

import pytest
from builders import Service
from page_readers import Fields, first_task, hand_in, reader

from workflow_app.models import PhoneNote

CALL: Fields = {"whom": "王建军", "number": "138 0013 8000", "gist": "已告知须补交清晰的缴款凭证，王同意三日内补交。"}


def desk_case(service: Service) -> str:
    return hand_in(reader(service, "applicant_b")).replace("/my/", "/desk/")


def test_a_call_is_noted_on_the_page_of_the_case_and_told_in_its_history(service: Service) -> None:
    case, who = desk_case(service), reader(service, "first_reviewer")
    page = who.get(case)
    target, fields = page.form("//form[contains(@action, '/calls')]")
    assert who.post(str(target), {**dict(fields), **CALL}).location == f"{case}#calls"
    page = who.get(case)
    (calls,) = page.all("//*[@id='calls']")
    assert all(str(text) in calls.text_content() for text in CALL.values())
    assert "Telephone note" in page.text
    with service.tools.database.read() as unit:
        (note,) = unit.session.query(PhoneNote)
        assert note.number_cipher is not None
        assert b"138" not in note.number_cipher


def test_a_call_noted_on_the_page_of_a_task_leads_back_there_and_a_second_click_adds_none(service: Service) -> None:
    desk_case(service)
    who = reader(service, "first_reviewer")
    task = first_task(who)
    target, fields = who.get(task).form("//form[contains(@action, '/calls')]")
    for _ in range(2):
        assert who.post(str(target), {**dict(fields), **CALL}).location == task
    with service.tools.database.read() as unit:
        assert unit.session.query(PhoneNote).count() == 1


WRONG = [
    ({"whom": ""}, "whom"),
    ({"gist": "   "}, "gist"),
    ({"gist": "字" * 501}, "gist"),
    ({"number": "不详"}, "number"),
    ({"number": "12"}, "number"),
    ({"gist": "其身份证号为11010519491231002X。"}, "gist"),
]


@pytest.mark.parametrize(("changed", "field"), WRONG)
def test_what_is_wrong_with_a_note_is_told_at_its_field_and_nothing_is_lost(
    service: Service, changed: Fields, field: str
) -> None:
    case, who = desk_case(service), reader(service, "first_reviewer")
    who.get(case)
    page = who.post(f"{case}/calls", {**CALL, **changed}, expect=422)
    assert page.all("//*[@id='error-summary']//a/@href") == [f"#{field}"]
    assert page.all("//input[@name='whom']/@value") == [changed.get("whom", CALL["whom"])]


def test_the_applicant_neither_reads_nor_writes_what_the_office_notes(service: Service) -> None:
    case, who = desk_case(service), reader(service, "first_reviewer")
    who.get(case)
    who.post(f"{case}/calls", CALL)
    applicant = reader(service, "applicant_b")
    mine = applicant.get(case.replace("/desk/", "/my/"))
    assert "Telephone note" not in mine.text
    assert str(CALL["gist"]) not in mine.text
    applicant.get(f"{case}/calls", expect=403)
    applicant.post(f"{case}/calls", CALL, expect=403)


def test_who_watches_reads_the_calls_and_notes_none(service: Service) -> None:
    case, who = desk_case(service), reader(service, "auditor")
    page = who.get(case)
    assert "No call is noted." in page.text
    assert not page.all("//form[contains(@action, '/calls')]")
    who.post(f"{case}/calls", CALL, expect=403)


def test_a_strange_case_has_no_calls(service: Service) -> None:
    who = reader(service, "first_reviewer")
    who.get("/desk")
    who.get("/desk/cases/00000000-0000-7000-8000-000000000001/calls", expect=404)
    who.post("/desk/cases/00000000-0000-7000-8000-000000000001/calls", CALL, expect=404)

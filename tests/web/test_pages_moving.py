"""Moving an application and making it again, before a browser."""

from builders import Service, another_penalty
from page_readers import hand_in, reader, start_application, whole

from workflow_app.domain.ids import new_id

OTHER = "牟城管罚决字〔2026〕第903号"


def test_the_menu_leads_to_a_form_that_opens_a_filled_in_draft(service: Service) -> None:
    who = reader(service, "applicant_b")
    start_application(who)
    another_penalty(service.tools)
    case = who.get("/my").all("//a[contains(@href, '/my/cases/')]/@href")[0]
    there = who.get(case).link("Move to another record")
    page = who.get(there)
    (record,) = page.all(f"//label[contains(., '{OTHER}')]/input/@value")
    bad = who.submit(page, "move", {"reason": ""}, at=there, expect=422)
    assert bad.all("//textarea[@id='reason'][@aria-invalid]")
    none = who.submit(page, "move", {"reason": "选错"}, at=there, expect=422)
    assert none.all("//*[@id='error-record_id']")
    sent = who.submit(page, "move", {"record_id": record, "reason": "选错"}, at=there)
    assert sent.location == who.submit(page, "move", {"record_id": record, "reason": "选错"}, at=there).location
    draft = who.get(whole(sent.location))
    assert "A new draft holds your answers and files" in draft.text
    assert "Goes on as an application about another record" in who.get(case).text
    assert "The application" in who.get(there).text or "This case has ended" in who.get(there).text


def test_with_no_other_record_the_page_says_so(service: Service) -> None:
    who = reader(service, "applicant_b")
    start_application(who)
    case = who.get("/my").all("//a[contains(@href, '/my/cases/')]/@href")[0]
    page = who.get(f"{case}/move")
    assert "There is no other record that can be applied for today" in page.text
    assert not page.all("//form[@id='move']")


def test_after_acceptance_it_is_withdrawn_and_made_again_by_one_button(service: Service) -> None:
    who = reader(service, "applicant_b")
    case = hand_in(who)
    assert not who.get(case).all("//a[contains(@href, '/move')]")
    assert "The application has been accepted" in who.get(f"{case}/move").text
    asked = who.get(f"{case}/withdraw")
    who.submit(asked, "withdraw", {"reason": "材料需要更换"}, at=f"{case}/withdraw")
    ended = who.get(case)
    sent = who.press(ended, "/copy")
    assert who.get(whole(sent.location)).all("//input[@id='field-paid_amount'][starts-with(@value, '20000')]")
    assert who.press(ended, "/copy").location == sent.location
    assert "Applied for again with the same content" in who.get(case).text
    _target, fields = who.get(case).form("//form[contains(@action, '/copy')]")
    fields["once"] = new_id()
    assert who.post(f"{case}/copy", fields).location == case
    assert "under way already" in who.get(case).text
    stranger = reader(service, "applicant_e")
    stranger.get("/my")
    stranger.post(f"{case}/copy", {"once": new_id()}, expect=404)
    stranger.post(f"{case}/move", {"once": new_id(), "record_id": new_id(), "reason": "x"}, expect=404)

"""The applicant's pages: one sentence and one button a record, a form that loses nothing, one effect a click."""

from builders import USCC_B, USCC_E, Service
from page_readers import APPLICATION, PASSWORD, fill_in, hand_in, papers, reader, receipt, start_application, whole

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.services.accounts import create_account


def test_a_record_has_one_sentence_and_one_button(service: Service) -> None:
    home = reader(service, "applicant_b").get("/my")
    (row,) = home.all("//li[.//a[contains(@href, '/apply')]]")
    assert [each.text_content().strip() for each in row.xpath(".//p")] == ["You can apply for its repair now."]
    assert len(row.xpath(".//*[contains(@class, 'btn')]")) == 1


def test_records_of_several_subjects_stand_under_their_names(service: Service) -> None:
    both = CreateAccount("agent_of_both", "李晓岚", PASSWORD, roles=[Role.APPLICANT], subjects=(USCC_B, USCC_E))
    create_account(both, tools=service.tools)
    who = reader(service, "agent_of_both")
    home = who.get("/my")
    groups = {each.text_content(): each.getnext().text_content() for each in home.all("//main//h3[@class='xn-group']")}
    assert [("宏运渣土" in name, "第031号" in told) for name, told in groups.items()] == [(True, True), (False, False)]
    one = who.get(home.all("//nav//a[contains(., '宏运渣土')]/@href")[0])
    assert not one.all("//main//h3[@class='xn-group']")
    assert "第072号" not in one.text


def test_a_record_that_is_too_young_says_from_which_day(service: Service) -> None:
    home = reader(service, "applicant_e").get("/my")
    assert "You can apply for its repair from Sat 21 Nov 2026 (in 53 days)." in home.text
    assert not home.all("//a[contains(@href, '/apply')]")
    record = reader(service, "applicant_e").get(home.all("//a[contains(@href, '/my/records/')]/@href")[0])
    assert "not possible now" in record.all("//*[@id='why']")[0].text_content()
    assert "PDF, OFD, JPG, PNG or HEIC" in record.all("//*[@id='needs']")[0].text_content()


def test_a_record_says_where_it_is_shown_and_why_that_day(service: Service) -> None:
    who = reader(service, "applicant_b")
    page = who.get(who.get("/my").all("//a[contains(@href, '/my/records/')]/@href")[0])
    assert len(page.all("//table/tbody/tr")) == 3
    assert "Why this day?" in page.text


def test_two_clicks_on_apply_open_one_case(service: Service) -> None:
    who = reader(service, "applicant_b")
    before = who.get(who.get("/my").all("//a[contains(@href, '/apply')]/@href")[0])
    first = who.press(before, "/apply")
    assert who.press(before, "/apply").location == first.location
    assert len(who.get("/my").all("//a[contains(@href, '/my/tasks/')]")) == 1


def test_an_empty_form_comes_back_with_a_summary_that_leads_to_each_field(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    page = who.submit(who.get(whole(task)), "answers", {"act": "check"}, expect=422)
    targets = [href.removeprefix("#") for href in page.all("//*[@id='error-summary']//a/@href")]
    assert "field-paid_on" in targets
    assert all(page.all(f"//*[@id='{target}']") for target in targets)


def test_what_was_typed_beside_a_mistake_is_still_there(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    fields = {**APPLICATION, "receipt": receipt(), "contact_phone": "123", "act": "check"}
    page = who.submit(who.get(whole(task)), "answers", fields, expect=422)
    assert page.all("//input[@id='field-contact_phone']/@value") == ["123"]
    assert page.all("//input[@type='hidden'][@name='receipt']")
    assert "Enter a mobile number of 11 digits" in page.text


def test_a_file_that_is_no_document_is_refused_at_its_field(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    fields = {**APPLICATION, **papers(), "receipt": receipt(b"MZ not a receipt"), "act": "check"}
    page = who.submit(who.get(whole(task)), "answers", fields, expect=422)
    assert page.all("//*[@id='error-receipt']")
    assert "Choose a file" not in page.text


def test_answers_can_be_finished_later(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    assert who.submit(who.get(whole(task)), "answers", {"receipt_no": "R-1", "act": "later"}).location == "/my"
    assert who.get(whole(task)).all("//input[@id='field-receipt_no']/@value") == ["R-1"]


def test_the_draft_is_kept_while_typing(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    who.post(f"{task}/draft", {"signer_name": "王建军"}, expect=200)
    assert who.get(whole(task)).all("//input[@id='field-signer_name']/@value") == ["王建军"]


def test_the_last_look_names_in_whose_name_and_submits_once(service: Service) -> None:
    who = reader(service, "applicant_b")
    check = fill_in(who, start_application(who))
    assert "Submit in the name of 中牟宏运渣土清运有限公司" in check.text
    assert "CNY 20,000.00" in check.text
    first = who.submit(check, "submit", {"act": "submit"})
    again = who.submit(check, "submit", {"act": "submit"})
    assert first.location == again.location
    assert "修复-2026-0001" in who.get(first.location).text


def test_answers_changed_elsewhere_are_shown_again_before_they_are_submitted(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    check = fill_in(who, task)
    who.post(f"{task}/draft", {**APPLICATION, "signer_name": "李四"}, expect=200)
    page = who.submit(check, "submit", {"act": "submit"}, expect=409)
    assert "changed in another window" in page.text
    assert "李四" in page.text


def test_a_case_says_who_acts_by_when_and_why(service: Service) -> None:
    who = reader(service, "applicant_b")
    page = who.get(hand_in(who))
    assert "Now: First review — with First reviewer" in page.text
    assert "by Mon 19 Oct, 24:00" in page.text
    assert "10 working days, counted from the day after Tue 29 Sep, end on Mon 19 Oct." in page.text
    assert page.all("//*[@aria-current='step']")
    assert page.all("//*[@data-diagram-url]")


def test_the_diagram_of_a_case_is_open_to_its_people_alone(service: Service) -> None:
    who = reader(service, "applicant_b")
    (url,) = who.get(hand_in(who)).all("//@data-diagram-url")
    assert who.get(url).answer.mimetype == "application/xml"
    reader(service, "applicant_e").get(url, expect=404)


def test_a_withdrawal_asks_for_the_reason_and_ends_the_case(service: Service) -> None:
    who = reader(service, "applicant_b")
    case = hand_in(who)
    page = who.get(who.get(case).link("Withdraw"))
    at = f"{case}/withdraw"
    assert "Say in one sentence" in who.submit(page, "withdraw", {"reason": " "}, at=at, expect=200).text
    told = who.submit(page, "withdraw", {"reason": "材" * 501}, at=at, expect=422)
    assert "Shorten this to 500 characters" in told.text
    assert told.all("//textarea[@id='reason']")[0].text.strip() == "材" * 501
    who.submit(page, "withdraw", {"reason": "材料有误"}, at=at)
    assert "Withdrawn" in who.get(case).text
    assert reader(service, "applicant_b").get("/my").all("//a[contains(@href, '/apply')]")


def test_somebody_elses_pages_do_not_exist(service: Service) -> None:
    case = hand_in(reader(service, "applicant_b"))
    reader(service, "applicant_e").get(case, expect=404)
    assert "/login" in reader(service).get(case, expect=302).location


def test_what_another_answer_no_longer_asks_for_is_not_shown_as_if_it_were_sent(service: Service) -> None:
    who = reader(service, "applicant_b")
    hidden = {"payer_name": "张三", "payer_reason": "代付", "waived_amount": "5000", "act": "check"}
    sent = who.submit(who.get(whole(start_application(who))), "answers", {**APPLICATION, **papers(), **hidden})
    shown = who.get(sent.location)
    assert "张三" not in shown.text
    assert "Amount waived" not in shown.text
    assert "yuan are due" not in shown.text


def test_a_certificate_that_does_not_count_is_found_where_it_is_typed_and_nothing_is_lost(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    fields = {**APPLICATION, **papers(), "training_certificate_no": "PX-2020-0001", "act": "check"}
    page = who.submit(who.get(whole(task)), "answers", fields, expect=422)
    (told,) = page.all("//*[@id='error-training_certificate_no']")
    assert "PX-2020-0001 does not count" in told.text_content()
    assert page.all("//*[@id='error-summary']//a[@href='#field-training_certificate_no']")
    assert page.all("//input[@id='field-receipt_no']/@value") == [APPLICATION["receipt_no"]]
    assert page.all("//input[@type='hidden'][@name='receipt']")


def test_a_payment_before_the_decision_is_told_at_its_field_before_the_answers_are_looked_over(
    service: Service,
) -> None:
    who = reader(service, "applicant_b", lang="zh")
    fields = {**APPLICATION, **papers(), "paid_on": "2026-05-01", "rectified_on": "2026-05-01", "act": "check"}
    page = who.submit(who.get(whole(start_application(who))), "answers", fields, expect=422)
    (told,) = page.all("//*[@id='error-paid_on']")
    assert "处罚决定作出于2026年5月8日" in told.text_content().replace(" ", "")
    (only,) = page.all("//*[@id='error-summary']//li")
    assert "缴清款项的日期" in only.text_content(), "what was put right before the decision is answered by the reviewer"
    sent = who.submit(page, "answers", {**fields, **papers(), "paid_on": "2026-05-20"})
    assert "改正完成的日期早于决定作出之日" in who.get(sent.location).text

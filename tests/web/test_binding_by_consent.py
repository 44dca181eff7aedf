"""Acting for an enterprise by the consent of its legal representative, given on their own telephone."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from builders import USCC_B, Service, build_service
from entering import OTHER_MOBILE, bind, messages, newest_code, registered, subject_id, with_outbox, wrong
from page_readers import Page, Reader, reader
from sqlalchemy import select, update

from workflow_app.domain.commands.binding import AnswerConsent
from workflow_app.domain.commands.entering import AskForCode, Purpose
from workflow_app.domain.errors import ConflictError
from workflow_app.models import BindingRequest, DueWork
from workflow_app.services.consenting import answer_consent, find_consent
from workflow_app.services.phone_proofs import ask_for_code, confirm_phone

HEAD, HEAD_MOBILE = "王建军", "13977778888"
ASK, REQUESTS = "/my/enterprises/add/consent", "/desk/bindings"
WANTED = {"uscc": USCC_B, "subject_name": "乙公司", "representative": HEAD, "mobile": HEAD_MOBILE, "scope": "FILE"}


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield with_outbox(built)
    built.parts.close()


def ask(who: Reader, **fields: str) -> Page:
    return who.submit(who.get(ASK), "request-form", {**WANTED, **fields})


def link(service: Service) -> str:
    found = re.search(r"/consent/[\w-]+", messages(service))
    assert found is not None
    return found.group()


def opened(service: Service, here: str) -> tuple[Reader, Page]:
    """Open the link on the telephone and type the code that came to it."""
    head = reader(service)
    head.submit(head.get(here), "mobile-form", {})
    head.submit(head.get(here), "code-form", {"code": newest_code(service)})
    return head, head.get(here)


def answer(service: Service, here: str, agrees: str = "yes", name: str = HEAD, *, expect: int = 303) -> Page:
    head, page = opened(service, here)
    return head.submit(page, "answer-form", {"agrees": agrees, "name": name}, expect=expect)


def test_an_unknown_telephone_leads_to_the_intake_who_grants_and_only_then_something_opens(shown: Service) -> None:
    who = registered(shown)
    ask(who)
    here = link(shown)
    page = reader(shown).get(here)
    assert "139****8888" in page.text
    assert "周一鸣" not in page.text
    assert USCC_B not in page.text
    _, page = opened(shown, here)
    assert "周一鸣" in page.text
    assert "File, answer and look" in page.text
    answer(shown, here)
    assert "You act for no enterprise" in who.get("/my").text
    intake = reader(shown, "intake")
    listed = intake.get(REQUESTS)
    assert "30 Sep" in listed.text
    (path,) = listed.all("//a[@data-open]/@href")
    page = intake.get(path)
    assert "This number is not known here" in page.text
    assert "differs" in page.text
    assert "Fill this in" in intake.submit(page, "decision-form", {"act": "refuse"}, at=path, expect=422).text
    intake.submit(page, "decision-form", {"act": "grant"}, at=path)
    assert "第031号" in who.get("/my").text
    assert "Consent of the legal representative" in who.get("/my/enterprises").text
    intake.submit(page, "decision-form", {"act": "grant"}, at=path)
    assert "answered or taken back already" in intake.get(path).text
    assert "You agreed; it holds" in reader(shown).get(here).text


def test_a_representative_whom_the_office_found_right_registers_and_sees_everybody(shown: Service) -> None:
    who = registered(shown)
    ask(who)
    answer(shown, link(shown))
    registered(shown, "13900000003", HEAD).get(f"/my/enterprises/{subject_id(shown)}", expect=404)
    intake = reader(shown, "intake")
    path = str(intake.get(REQUESTS).all("//a[@data-open]/@href")[0])
    intake.submit(intake.get(path), "decision-form", {"act": "grant"}, at=path)
    head = registered(shown, HEAD_MOBILE, HEAD)
    page = head.get(f"/my/enterprises/{subject_id(shown)}")
    assert "周一鸣" in page.text
    assert page.all("//form[contains(@action, '/end')]")


def test_the_telephone_of_a_representative_who_is_here_lets_the_agent_in_at_once(shown: Service) -> None:
    head = registered(shown, HEAD_MOBILE, HEAD)
    bind(shown, head, acts_as="LEGAL_REPRESENTATIVE")
    who = registered(shown)
    ask(who)
    assert "周一鸣 asks to act for" in head.get("/notices").text
    answer(shown, link(shown))
    assert "第031号" in who.get("/my").text
    assert "No request waits" in reader(shown, "intake").get(REQUESTS).text


def test_a_representative_who_is_logged_in_answers_on_the_page_of_the_enterprise(shown: Service) -> None:
    head, who = registered(shown, HEAD_MOBILE, HEAD), registered(shown)
    bind(shown, head, acts_as="LEGAL_REPRESENTATIVE")
    ask(who, mobile="13900000001")
    page = head.get(f"/my/enterprises/{subject_id(shown)}")
    (form,) = page.all("//form[contains(@action, '/answer') and .//input[@value='yes']]")
    who.get("/my")
    who.post(str(form.get("action")), {"agrees": "yes"}, expect=404)
    head.post(str(form.get("action")), dict(form.form_values()))
    assert "第031号" in who.get("/my").text
    head.post(str(form.get("action")), dict(form.form_values()))
    assert "answered or taken back already" in head.get("/my/enterprises").text


def test_a_refusal_stands_and_an_answer_is_given_once(shown: Service) -> None:
    who = registered(shown)
    ask(who)
    here = link(shown)
    head, page = opened(shown, here)
    head.submit(page, "answer-form", {"agrees": "no", "name": ""})
    assert "This request is closed" in head.get(here).text
    head.post(here, {"act": "answer", "agrees": "yes", "name": HEAD}, expect=409)
    assert "not granted" in who.get("/my/enterprises").text
    assert "You act for no enterprise" in who.get("/my").text


def test_who_has_the_link_but_not_the_telephone_answers_nothing(shown: Service) -> None:
    who = registered(shown)
    ask(who)
    here = link(shown)
    thief = reader(shown)
    thief.get(here)
    thief.post(here, {"act": "answer", "agrees": "yes", "name": HEAD}, expect=409)
    thief.submit(thief.get(here), "mobile-form", {"mobile": "13900000009"})
    assert "139****0009" not in messages(shown)
    thief.submit(thief.get(here), "code-form", {"code": wrong(newest_code(shown))}, expect=422)
    thief.post(here, {"act": "answer", "agrees": "yes", "name": HEAD}, expect=409)
    stranger = reader(shown)
    assert "There is no such request" in stranger.get("/consent/AAAAAAAAAAAAAAAA", expect=404).text
    assert "You act for no enterprise" in who.get("/my").text


def test_a_code_for_one_link_opens_no_other(shown: Service) -> None:
    who, other = registered(shown), registered(shown, OTHER_MOBILE, "钱多多")
    ask(who)
    first = link(shown)
    ask(other)
    second = link(shown)
    assert first != second
    head, _ = opened(shown, first)
    head.get(second)
    head.post(second, {"act": "answer", "agrees": "yes", "name": HEAD}, expect=409)
    page = answer(shown, second, name="别人", expect=422)
    assert "not the name of the legal representative" in page.text


def test_a_telephone_confirmed_for_one_request_answers_no_other(shown: Service) -> None:
    who, other, tokens = registered(shown), registered(shown, OTHER_MOBILE, "钱多多"), []
    for each in (who, other):
        ask(each)
        tokens.append(link(shown).rpartition("/")[2])
    first = find_consent(tokens[0], tools=shown.tools)
    asked = AskForCode(Purpose.CONSENT, HEAD_MOBILE, caller="10.0.0.1", language="en", about_id=first.id)
    secret = ask_for_code(asked, tools=shown.tools)
    confirm_phone(secret, newest_code(shown), Purpose.CONSENT, tools=shown.tools)
    with pytest.raises(ConflictError, match="PHONE_NOT_CONFIRMED"):
        answer_consent(AnswerConsent(tokens[1], secret, HEAD, agrees=True), tools=shown.tools)
    assert answer_consent(AnswerConsent(tokens[0], secret, HEAD, agrees=True), tools=shown.tools) is False


def test_a_link_is_over_after_three_days_and_a_request_can_be_taken_back(shown: Service) -> None:
    who = registered(shown)
    ask(who)
    here = link(shown)
    with shown.tools.database.write() as unit:
        unit.session.execute(update(BindingRequest).values(link_expires_at=shown.tools.clock.now()))
        unit.commit()
    assert "The time for this link is over" in reader(shown).get(here).text
    assert "not answered in time" in who.get("/my/enterprises").text
    ask(who)
    page = who.get("/my/enterprises")
    target = page.all("//form[contains(@action, '/withdraw')]/@action")[0]
    stranger = registered(shown, OTHER_MOBILE, "钱多多")
    stranger.get("/my")
    stranger.post(str(target), {}, expect=404)
    who.post(str(target), {})
    who.post(str(target), {})
    assert "taken back" in who.get("/my/enterprises").text
    assert "This request is closed" in reader(shown).get(link(shown)).text


def test_what_is_wrong_is_said_at_each_field(shown: Service) -> None:
    who = registered(shown)
    day = shown.tools.clock.now().date() - timedelta(days=2)
    page = who.submit(who.get(ASK), "request-form", {"uscc": "1", "valid_to": day.isoformat()}, expect=422)
    told = {each.get("href") for each in page.all("//div[@id='error-summary']//a")}
    assert told == {"#uscc", "#subject_name", "#valid_to", "#mobile", "#representative"}
    assert "your own number" in ask_wrong(who, mobile="13911112222")
    assert "later than" in ask_wrong(who, valid_to="2036-01-01")


def ask_wrong(who: Reader, **fields: str) -> str:
    return who.submit(who.get(ASK), "request-form", {**WANTED, **fields}, expect=422).text


def test_who_may_only_look_sees_the_record_and_applies_for_nothing(shown: Service) -> None:
    head, who = registered(shown, HEAD_MOBILE, HEAD), registered(shown)
    bind(shown, head, acts_as="LEGAL_REPRESENTATIVE")
    ask(who, scope="READ")
    answer(shown, link(shown))
    page = who.get("/my")
    assert "第031号" in page.text
    target = page.all("//a[contains(@href, '/apply')]/@href")
    record = who.get(page.all("//a[contains(@href, '/my/records/')]/@href")[0])
    assert "第031号" in record.text
    place = target[0] if target else f"{record.all('//form/@action')[-1]}"
    assert "for looking only" in who.post(place, {}, expect=403).text


def test_numbers_and_links_stand_nowhere_in_the_clear(shown: Service) -> None:
    who = registered(shown)
    ask(who)
    token = link(shown).rpartition("/")[2]
    with shown.tools.database.read() as unit:
        kept = [str(each.payload) for each in unit.session.scalars(select(DueWork))]
        kept += [str(vars(each)) for each in unit.session.scalars(select(BindingRequest))]
    assert not [each for each in kept if token in each or HEAD_MOBILE in each]

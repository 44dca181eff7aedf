"""What the service window refuses: other authorities, one's own enterprise, other papers, times that cannot be."""

import io

import pytest
from at_window import (
    NO_MANDATE,
    PERSON,
    WINDOW,
    begin,
    clerk,
    filed,
    fill_in,
    hand_in,
    mark_on,
    record_path,
    sign,
)
from builders import PDF, URBAN, USCC_B, Service, hire
from page_readers import Reader, reader
from sqlalchemy import func, select

from workflow_app.domain.actors import Role
from workflow_app.models import AccountRole, Authorisation, Case, WindowFiling


def count(service: Service, model: type) -> int:
    with service.tools.database.read() as unit:
        return unit.session.scalar(select(func.count()).select_from(model)) or 0


def other_authority(service: Service) -> str:
    with service.tools.database.read() as unit:
        return next(each.code for each in unit.authorities.list_all() if each.code != URBAN)


def test_a_clerk_of_another_authority_finds_no_record_and_no_case(service: Service) -> None:
    who = clerk(service)
    path, case = record_path(who), begin(who)
    hire(service, "elsewhere", Role.WINDOW, authority=other_authority(service))
    stranger = reader(service, "elsewhere")
    stranger.get(path, expect=404)
    for part in ("", "/form", "/sheet.pdf", "/receipt.pdf", "/person", "/withdraw"):
        stranger.get(case + part, expect=404)
    for part in ("/form", "/draft", "/signed", "/hand-in", "/withdraw", "/person"):
        stranger.post(case + part, {"reason": "x", **PERSON}, expect=404)
    assert "nothing on record" in stranger.get(str(_subject(stranger))).text
    assert "No draft is open" in stranger.get(WINDOW).text


def _subject(who: Reader) -> object:
    return who.get(f"{WINDOW}?q={USCC_B}").all("//a[contains(@href,'window/subjects')]/@href")[0]


def test_others_of_the_office_have_no_window_and_read_no_draft(service: Service) -> None:
    case = begin(clerk(service))
    intake = reader(service, "intake")
    intake.get(WINDOW, expect=403)
    intake.get(case, expect=403)
    intake.get(case.replace("/window/", "/"), expect=404)
    clerk(service, "window_clerk_2").get(case)


def test_nobody_files_for_an_enterprise_they_act_for(service: Service) -> None:
    who = clerk(service)
    path, case = record_path(who), begin(who)
    _authorise(service, "window_clerk")
    assert "a colleague has to file for it" in who.get(str(_subject(who))).text
    who.get(path, expect=403)
    who.post(path, {**PERSON}, expect=403)
    who.get(case, expect=403)
    who.post(f"{case}/hand-in", {}, expect=403)
    assert "No draft is open" in who.get(WINDOW).text


def _authorise(service: Service, username: str) -> None:
    with service.tools.database.write() as unit:
        account, subject = unit.accounts.find_by_username(username), unit.subjects.find_by_uscc(USCC_B)
        assert account is not None
        assert subject is not None
        today = service.tools.clock.now().date()
        unit.add(Authorisation(account_id=account.id, subject_id=subject.id, kind="AGENT", valid_from=today))
        unit.commit()


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2026-09-29T09:01", "This time is still to come"),
        ("2026-05-07T10:00", "The decision is of"),
        ("2026-05-08T10:00", "One could apply from"),
        ("2026-09-15T10:00", "This could be entered until"),
        ("yesterday", "Enter a real date"),
        ("", "Fill this in"),
    ],
)
def test_a_time_at_the_counter_that_cannot_be_is_refused_and_nothing_is_handed_in(
    service: Service, at: str, why: str
) -> None:
    who = clerk(service)
    case = begin(who)
    fill_in(who, case)
    sign(who, case)
    assert why in hand_in(who, case, received_at=at, expect=422).text
    assert who.get(case).all("//form[@id='hand-in-form']")


def test_periods_count_from_the_time_at_the_counter(service: Service) -> None:
    who = clerk(service)
    case = begin(who)
    fill_in(who, case)
    sign(who, case)
    hand_in(who, case, received_at="2026-09-25T16:50")
    with service.tools.database.read() as unit:
        row = unit.cases.get(case.rsplit("/", 1)[-1]).case
        clocks = {each.key: each for each in unit.cases.clocks([row.id])}
    assert row.submitted_at == row.received_at == row.pushed_at
    assert {each.started_on.isoformat() for each in clocks.values()} == {"2026-09-25"}
    assert "16:50" in who.get(case).text


def test_nothing_is_handed_in_that_was_not_signed_as_it_stands(service: Service) -> None:
    who = clerk(service)
    case = begin(who)
    fill_in(who, case)
    who.post(f"{case}/hand-in", {"received_at": "2026-09-29T09:00"})
    assert "have not been signed" in who.get(case).text
    sign(who, case)
    page = who.get(case)
    fill_in(who, case, receipt_no="4100260520002")
    assert not who.get(case).all("//form[@id='hand-in-form']")
    who.submit(page, "hand-in-form", {})
    assert "have not been signed" in who.get(case).text


def test_a_paper_of_another_version_or_case_is_refused_with_that_reason(service: Service) -> None:
    who = clerk(service)
    case = begin(who)
    old = mark_on(fill_in(who, case))
    new = mark_on(fill_in(who, case, receipt_no="4100260520002"))
    assert old != new
    assert "The answers were changed since" in sign(who, case, mark=old, expect=422).text
    assert "belongs to another case" in sign(who, case, mark="YYNWECEQ" + new[8:], expect=422).text
    assert "Eight letters and digits" in sign(who, case, mark="031", expect=422).text
    empty = {"mark": new}
    assert "Fill this in" in who.submit(who.get(case), "signed-form", empty, expect=422).text
    sign(who, case, mark=f"http://127.0.0.1:8000{case}?sheet={new.lower()}")
    fill_in(who, case)
    assert "The answers were changed since" in sign(who, case, expect=422).text
    sign(who, case, first=7)
    page = who.get(case)
    assert "page-7.pdf" in page.text
    wrong = {"mark": mark_on(page), "pages": [(io.BytesIO(b"MZ"), "page.exe", "application/octet-stream")]}
    assert "not accepted" in who.submit(page, "signed-form", wrong, expect=422).text


def test_a_second_click_and_a_stale_page_hand_in_once(service: Service) -> None:
    who = clerk(service)
    path = record_path(who)
    asked = who.get(path)
    once = {**PERSON, **NO_MANDATE}
    first = who.submit(asked, "person-form", once)
    assert who.submit(asked, "person-form", once).location == first.location
    assert count(service, Case) == count(service, WindowFiling) == 1
    case = first.location.removesuffix("/form")
    old_form = who.get(f"{case}/form")
    fill_in(who, case)
    sign(who, case)
    page = who.get(case)
    who.submit(page, "hand-in-form", {})
    who.submit(page, "hand-in-form", {})
    colleague = clerk(service, "window_clerk_2")
    colleague.get(WINDOW)
    colleague.post(f"{case}/hand-in", {"received_at": "2026-09-29T09:00"})
    assert "There is nothing to be signed now" in colleague.get(case).text
    who.submit(old_form, "answers", {"act": "check"})
    assert "what you typed was not kept" in who.get(case).text
    who.post(f"{case}/draft", {}, expect=409)
    with service.tools.database.read() as unit:
        assert unit.cases.get(case.rsplit("/", 1)[-1]).case.number == "修复-2026-0001"


def test_who_filed_takes_no_later_step_of_the_office(service: Service) -> None:
    who = clerk(service)
    _also(service, "window_clerk", Role.INTAKE)
    filed(who)
    task = who.get(str(who.get("/desk").all("//a[@data-open]/@href")[0]))
    assert not task.all("//form[@id='opinion']//button[@type='submit']")
    assert "You took part in this case at another step" in task.text
    other = reader(service, "intake")
    assert other.get(str(other.get("/desk").all("//a[@data-open]/@href")[0])).all("//form[@id='opinion']")


def _also(service: Service, username: str, role: Role) -> None:
    with service.tools.database.write() as unit:
        account = unit.accounts.find_by_username(username)
        assert account is not None
        authority = unit.authorities.get_by_code(URBAN)
        unit.add(AccountRole(account_id=account.id, role=role.value, authority_id=authority.id))
        unit.commit()


def test_a_withdrawal_needs_the_written_request_once_it_was_handed_in(service: Service) -> None:
    who = clerk(service)
    case = filed(who)
    page = who.get(f"{case}/withdraw")
    assert (
        "Fill this in" in who.submit(page, "withdraw", {"reason": "改日再办"}, at=f"{case}/withdraw", expect=422).text
    )
    paper = (io.BytesIO(PDF), "request.pdf", "application/pdf")
    fields = {"reason": "改日再办", "request": paper}
    who.submit(page, "withdraw", fields, at=f"{case}/withdraw")
    page = who.get(case)
    assert "Withdrawn at the service window on the written request" in page.text
    assert "request.pdf" in reader(service, "intake").get(case.replace("/window/", "/")).text


def test_a_draft_may_be_given_up_without_a_paper(service: Service) -> None:
    who = clerk(service)
    case = begin(who)
    who.submit(who.get(f"{case}/withdraw"), "withdraw", {"reason": "改日再来"}, at=f"{case}/withdraw")
    assert "No draft is open" in who.get(WINDOW).text
    begin(who)


def test_what_is_wrong_about_the_person_is_said_field_by_field(service: Service) -> None:
    who = clerk(service)
    path = record_path(who)
    page = who.submit(who.get(path), "person-form", {"name": "王", "phone": "123"}, expect=422)
    for words in ("2 to 50 letters", "mobile", "Document shown"):
        assert words in page.text
    agent = {**PERSON, "acts_as": "AGENT", "mandate_until": "2026-09-01"}
    page = who.submit(who.get(path), "person-form", agent, expect=422)
    assert page.all("//p[@id='error-mandate_until']")
    assert count(service, Case) == 0

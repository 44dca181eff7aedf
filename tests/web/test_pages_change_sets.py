"""The rules changed, on pages: asked what, the right editor opens, and everything is confirmed together."""

import io

import draft_pages
import pytest
from builders import PDF, URBAN, Service, hire
from page_readers import Fields, Reader, reader

from workflow_app.domain.actors import Role

TERMS: Fields = {
    "title": "Correction period 5 days",
    "effective_on": "2026-10-10",
    "basis": "发改财金规〔2026〕1203号",
    "reason": "The rule of the state changed",
}
LETTER = "letters/t20_accept.toml"


@pytest.fixture
def office(studio: Service) -> Service:
    hire(studio, "system", Role.SYSTEM_ADMIN)
    hire(studio, "security", Role.SECURITY_ADMIN)
    hire(studio, "head", Role.SECTION_HEAD, authority=URBAN)
    return studio


def document() -> tuple[io.BytesIO, str, str]:
    return io.BytesIO(PDF), "规定.pdf", "application/pdf"


def begin(who: Reader, **more: object) -> str:
    page, said = who.get("/rule-changes/new"), {**TERMS, "document": document(), **more}
    return who.submit(page, "begin", said, at="/rule-changes/new").location.partition("#")[0]


def answer(who: Reader, here: str, what: str, target: str) -> str:
    return who.submit(who.get(f"{here}/add?what={what}"), "part", {"target": target}).location


def test_what_changed_opens_the_right_editor_in_the_set(office: Service) -> None:
    author, system, clerk = (reader(office, name) for name in ("author", "system", "clerk"))
    here = begin(author)
    letter = answer(author, here, "LETTER", f"PROCESS|credit_repair|{LETTER}")
    assert letter.endswith(f"/letter/{LETTER}")
    assert "Part of a change set" in author.get(letter).text
    diagram = answer(author, here, "ROUTE", "PROCESS|credit_repair")
    assert diagram.removesuffix("/diagram") == letter.partition("/letter")[0], "one draft of a process in a set"
    form = answer(author, here, "MATERIAL", "PROCESS|credit_repair|forms/second_review.form.json")
    assert "/form/forms/second_review" in form
    value = answer(system, here, "VALUE", "repair.correction_wd")
    assert value.startswith("/admin/parameters/repair.correction_wd?set=")
    page = system.get(value.partition("#")[0])
    assert not page.all("//input[@name='valid_from' or @name='origin' or @name='reason']"), "asked once, in the set"
    assert system.submit(page, "proposal", {"value": "5", "regime": "R2026"}).location == here
    clerk.submit(clerk.get("/desk/matters"), "begin", {"code": "NEW_THING"}, at="/desk/matters")
    offered = clerk.get(f"{here}/add?what=MATERIAL").all("//select[@id='target']//option/@value")
    assert {str(each).partition("|")[0] for each in offered} == {"", "MATTER"}
    edition = answer(clerk, here, "MATERIAL", str(offered[-1]))
    assert edition.startswith("/desk/matters/editions/")
    form_page = clerk.get(edition)
    assert "Part of a change set" in form_page.text
    assert not form_page.all("//input[@name='terms-valid_from']")
    assert not form_page.all("//button[@value='propose']")
    assert len(author.get(here).all("//section[starts-with(@id, 'part-')]")) == 3


def test_whoever_lacks_the_role_leaves_what_is_wanted(office: Service) -> None:
    author, system = reader(office, "author"), reader(office, "system")
    here = begin(author)
    page = author.get(f"{here}/add?what=VALUE")
    assert "A system administrator proposes periods and classes" in page.text
    assert author.submit(page, "wish", {"text": " "}, expect=422).all("//*[@id='error-text']")
    author.submit(page, "wish", {"text": "5 instead of 10"})
    assert "A change of the rules needs something from you" in system.get("/notices").text
    assert "5 instead of 10" in author.get(here).text
    answer(author, here, "LETTER", f"PROCESS|credit_repair|{LETTER}")
    refused = author.submit(author.get(here), "submit", {}, expect=422)
    assert "no part answers it yet: 5 instead of 10" in refused.text
    system.press(system.get(here), "/tick")
    assert "answered" in author.get(here).text


def whole(office: Service) -> str:
    """Have a set with a letter and a value submitted, and return where it is."""
    author, system = reader(office, "author"), reader(office, "system")
    here = begin(author)
    letter = answer(author, here, "LETTER", f"PROCESS|credit_repair|{LETTER}")
    draft = letter.partition("/letter")[0]
    draft_pages.alter(author, draft, LETTER, lambda text: text.replace("Your app", "Your written app", 1))
    value = answer(system, here, "VALUE", "repair.correction_wd").partition("#")[0]
    system.submit(system.get(value), "proposal", {"value": "5", "regime": "R2026"})
    author.submit(author.get(here), "submit", {})
    return here


def test_a_set_is_confirmed_on_one_page_by_each_role(office: Service) -> None:
    here = whole(office)
    author, second, security = (reader(office, name) for name in ("author", "second", "security"))
    mine = author.get(here)
    assert "You wrote in this change set" in mine.text
    assert not mine.all("//form[@id='consent']")
    page = security.get(here)
    assert "Can be given by: process_admin, second" in page.text
    assert "Can be given by: security" in page.text
    assert "written" in page.text
    assert "10 working days → 5 working days" in page.text
    assert security.get(f"{here}/basis").answer.data == PDF
    stale = second.get(here)
    security.submit(page, "consent", {})
    assert "You have consented" in security.get(here).text
    second.submit(stale, "consent", {})
    done = second.get(here)
    assert "Published as version 2" in done.text
    assert not done.all("//form[@id='consent']")
    assert "does not wait to be confirmed" in second.submit(stale, "consent", {}, expect=409).text
    reader(office, "head").get(here)
    reader(office, "decider").get(here, expect=403)


def test_a_consent_that_nobody_can_give_is_said_before_anybody_waits_for_it(office: Service) -> None:
    author, system = reader(office, "author"), reader(office, "system")
    here = begin(author)
    value = answer(system, here, "VALUE", "repair.correction_wd").partition("#")[0]
    system.submit(system.get(value), "proposal", {"value": "5", "regime": "R2026"})
    nobody = "Nobody can give it at present"
    assert nobody not in author.get(here).text
    with office.tools.database.write() as unit:
        account = unit.accounts.find_by_username("security")
        assert account is not None
        account.disabled = True
        unit.commit()
    assert nobody in author.get(here).text


def test_a_set_that_another_version_left_behind_is_not_consented_to(office: Service) -> None:
    here, author, second = whole(office), reader(office, "author"), reader(office, "second")
    assert second.get(here).all("//button[@form='consent']")
    other = draft_pages.begin(author, key="credit_repair")
    draft_pages.alter(author, other, "letters/t22_grant.toml", lambda text: f"{text}# one word\n")
    author.submit(author.get(other), "submit", {"act": "submit", "note": "A word"})
    second.submit(second.get(other), "confirm", {})
    page, said = second.get(here), ("As it is, nobody can consent", "Every part passed its check")
    assert [each in page.text for each in said] == [True, False]
    assert not page.all("//button[@form='consent']")


def test_a_part_goes_no_way_of_its_own(office: Service) -> None:
    here = whole(office)
    second, security = reader(office, "second"), reader(office, "security")
    links = [str(each) for each in second.get(here).all("//section//a/@href")]
    draft = next(each for each in links if each.startswith("/studio/drafts/") and not each.endswith("/cases"))
    proposal = next(each for each in links if each.startswith("/admin/proposals/"))
    page = second.get(draft)
    assert not page.all("//form[@id='confirm']")
    assert second.post(f"{draft}/confirm", {"version": "3"}, expect=409).text.count("goes no way of its own")
    assert not security.get(proposal).all("//form[@id='decision']")
    sent = security.post(proposal, {"act": "approve", "note": ""})
    assert "goes no way of its own" in security.get(sent.location).text


def test_a_set_is_given_back_as_a_whole(office: Service) -> None:
    here = whole(office)
    security = reader(office, "security")
    action, data = security.get(here).form("//form[contains(@action, '/give-back')]")
    assert security.post(str(action), {**data, "decision_note": ""}, expect=422).all("//*[@id='error-decision_note']")
    security.post(str(action), {**data, "decision_note": "The letter names the wrong law"})
    assert "Given back by security: The letter names the wrong law" in reader(office, "author").get(here).text


def test_hostile_and_stale_forms_are_told_what_is_wrong(office: Service) -> None:
    author = reader(office, "author")
    bad = author.submit(
        author.get("/rule-changes/new"),
        "begin",
        {**TERMS, "title": "", "effective_on": "soon", "document": (io.BytesIO(b"MZ"), "x.pdf", "application/pdf")},
        at="/rule-changes/new",
        expect=422,
    )
    wrong = {each.get("id") for each in bad.all("//p[@class='invalid-feedback']")}
    assert wrong >= {"error-title", "error-effective_on"}
    not_pdf = {**TERMS, "document": (io.BytesIO(b"MZ"), "x.pdf", "application/pdf")}
    refused = author.submit(author.get("/rule-changes/new"), "begin", not_pdf, at="/rule-changes/new", expect=422)
    assert refused.all("//*[@id='error-document']")
    here = begin(author)
    for what, target in (("VALUE", ""), ("LETTER", "PROCESS|credit_repair|../../x"), ("ROUTE", "PROCESS|nothing")):
        if what != "VALUE":
            author.submit(author.get(f"{here}/add?what={what}"), "part", {"target": target}, expect=422)
    author.get(f"{here}/add?what=NOTHING", expect=404)
    author.get("/rule-changes/0190b1d2-0000-7000-8000-000000000000", expect=404)
    author.post(f"{here}/take-out", {"kind": "NOTHING", "part": "x"}, expect=404)
    first = author.get(here)
    author.post(f"{here}/terms", {**first.form("//form[contains(@action, '/terms')]")[1], "title": "Another"})
    again = author.post(f"{here}/terms", dict(first.form("//form[contains(@action, '/terms')]")[1]), expect=409)
    assert "Another" in again.text


def test_what_is_missing_is_said_in_the_order_of_the_fields(office: Service) -> None:
    author = reader(office, "author")
    empty = dict.fromkeys(TERMS, "")
    page = author.submit(author.get("/rule-changes/new"), "begin", empty, at="/rule-changes/new", expect=422)
    said = [" ".join(each.text_content().split()) for each in page.all("//*[@id='error-summary']//li")]
    assert said == [
        "What changes: Fill this in",
        "In force from: Enter the date, such as 2026-05-20",
        "Number of the legal basis: Fill this in",
        "Reason: Fill this in",
    ]
    add = f"{begin(author)}/add?what=LETTER"
    (wrong,) = author.submit(author.get(add), "part", {"target": ""}, expect=422).all("//*[@id='error-summary']//li")
    assert wrong.text_content() == "Which letter: Fill this in"


def test_letters_of_one_name_are_told_apart(office: Service) -> None:
    author = reader(office, "author")
    page = author.get(f"{begin(author)}/add?what=LETTER&lang=zh")
    for group in page.all("//select[@id='target']/optgroup"):
        names = [each.text_content() for each in group]
        assert len(set(names)) == len(names)
        assert all(each.endswith("）") for each in names if "[" in each)
    names = {each.text_content() for each in page.all("//select[@id='target']//option")}
    assert names >= {"信用修复受理通知书", "信用修复申请表（t16_blank）", "信用修复申请表（t16_confirm）"}


def test_a_second_click_begins_one_set(office: Service) -> None:
    author = reader(office, "author")
    page = author.get("/rule-changes/new")
    first = author.submit(page, "begin", {**TERMS, "document": document()}, at="/rule-changes/new")
    second = author.submit(page, "begin", {**TERMS, "document": document()}, at="/rule-changes/new")
    assert first.location == second.location


def test_going_back_and_saving_once_more_is_the_same_set(office: Service) -> None:
    author = reader(office, "author")
    assert len(author.get("/rule-changes/new").all("//form[@id='begin']//input[@name='once']")) == 1
    here = begin(author)
    assert begin(author) == here, "another page of the same form, sent with the same words"
    assert begin(author, title="Something else") != here
    assert begin(reader(office, "system")) != here


def test_a_wish_leads_to_what_it_is_about(office: Service) -> None:
    author, system = reader(office, "author"), reader(office, "system")
    here = begin(author)
    page = author.get(f"{here}/add?what=VALUE")
    author.submit(page, "wish", {"text": "5 instead of 10", "target": "nothing"}, expect=422)
    author.submit(page, "wish", {"text": "5 instead of 10", "target": "repair.correction_wd"})
    (link,) = system.get(here).all("//section[@id='wishes']//a[contains(@href,'/admin/parameters/')]/@href")
    assert system.get(str(link).partition("#")[0]).all("//form[@id='proposal']")


def test_the_list_of_drafts_says_the_day_of_the_set(office: Service) -> None:
    author = reader(office, "author")
    answer(author, begin(author), "LETTER", f"PROCESS|credit_repair|{LETTER}")
    assert "10 Oct 2026" in author.get("/studio").text


def test_what_came_with_a_version_that_is_taken_back_is_named_and_stays(office: Service) -> None:
    here, version = whole(office), "/studio/processes/credit_repair/versions/2"
    author, second, security = (reader(office, name) for name in ("author", "second", "security"))
    for each in (security, second):
        each.submit(each.get(here), "consent", {})
    before = author.get(version)
    assert "and these stay" in before.text
    assert before.all(f"//section[@id='take-back']//a[@href='{here}']")
    author.submit(before, "take-back-form", {"reason": "The letter says it wrongly"})
    asked = second.get(version)
    assert "10 working days → 5 working days" in asked.text
    second.press(asked, "/take-back/confirm")
    shown = author.get(here).text
    assert "was taken back; the other parts of this set still hold" in shown
    assert "The letter says it wrongly" in shown
    assert "Other parts of its change set still hold" in author.get(version).text
    again = author.get(f"/rule-changes/new?undo={here.rpartition('/')[2]}")
    assert again.all("//input[@name='title']/@value") == ["Put back: Correction period 5 days"]
    author.get("/rule-changes/new?undo=none", expect=404)


def test_a_chosen_file_that_was_not_kept_is_to_be_chosen_again(office: Service) -> None:
    author, again = reader(office, "author"), "The file “规定.pdf” was not kept. Choose it again."
    new, chosen = "/rule-changes/new", {**TERMS, "reason": "", "document": document()}
    assert "The file “" not in author.get(new).text
    page = author.submit(author.get(new), "begin", chosen, at=new, expect=422)
    assert [each.text_content() for each in page.all("//*[@id='error-document']")] == [again]
    assert page.all("//*[@id='error-summary']//a[@href='#document']")
    bare = author.submit(author.get(new), "begin", {**TERMS, "reason": ""}, at=new, expect=422)
    assert not bare.all("//*[@id='error-document']")
    here = begin(author)
    first = author.get(here).form("//form[contains(@action, '/terms')]")[1]
    page = author.post(f"{here}/terms", {**first, "reason": "", "document": document()}, expect=422)
    assert [each.text_content() for each in page.all("//*[@id='error-document']")] == [again]
    assert "Kept so far: 规定.pdf" in page.text
    author.post(f"{here}/terms", {**first, "title": "Another"})
    stale = author.post(f"{here}/terms", {**first, "document": document()}, expect=409)
    assert [each.text_content() for each in stale.all("//*[@id='error-document']")] == [again]
    author.press(author.get(here), "/discard")
    closed = author.post(f"{here}/terms", {**first, "document": document()}, expect=409)
    assert not closed.all("//*[@id='error-summary']"), "no field to choose it in"

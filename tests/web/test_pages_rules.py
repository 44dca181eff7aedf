"""The pages of the law: read in words by administrators, changed by one and decided by another."""

import io

import pytest
from builders import Service, hire, penalty_sheet
from page_readers import hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.services import background

KEY = "repair.correction_wd"
TYPED = {
    "value": "5",
    "valid_from": "2026-10-10",
    "origin": "局务会议纪要〔2026〕9号",
    "reason": "缩短补正期限",
}
ROW = {
    "severity": "SERIOUS",
    "penalty_type": "FINE",
    "amount_from": "10000",
    "valid_from": "2026-09-29",
    "origin": "本局裁量基准",
    "reason": "较大数额罚款",
}


@pytest.fixture
def office(service: Service) -> Service:
    """Add the two administrators of the rules."""
    for name, role in (("system_admin", Role.SYSTEM_ADMIN), ("security_admin", Role.SECURITY_ADMIN)):
        hire(service, name, role)
    return service


def test_parameters_are_found_by_their_name_in_either_language(office: Service) -> None:
    for lang, q in (("en", "first review"), ("zh", "初审"), ("en", "first_review_wd")):
        page = reader(office, "auditor", lang=lang).get(f"/admin/parameters?q={q}")
        assert [each.get("href") for each in page.all("//tbody/tr/th//a")] == [
            "/admin/parameters/repair.first_review_wd"
        ]
    assert "No parameter is called that." in reader(office, "auditor").get("/admin/parameters?q=nothing").text


def test_no_page_of_parameters_shows_a_raw_key_or_none(office: Service) -> None:
    text = reader(office, "auditor", lang="zh").get("/admin/parameters").text
    assert "None" not in text
    assert "repair." not in text
    assert "未规定" in text, "the extension of a repair is left open"


def test_a_change_goes_from_the_form_to_the_history(office: Service) -> None:
    asks = reader(office, "system_admin")
    sent = asks.submit(asks.get(f"/admin/parameters/{KEY}"), "proposal", TYPED)
    proposal = asks.get(sent.location)
    assert "10 working days → 5 working days" in proposal.text
    assert "A security administrator decides about this." in proposal.text
    assert not proposal.all("//form[@id='decision']")

    decides = reader(office, "security_admin")
    assert sent.location in str(decides.get("/admin/proposals").all("//tbody//a/@href"))
    done = decides.submit(decides.get(sent.location), "decision", {"act": "approve", "note": "同意"})
    assert "approved" in decides.get(done.location).text
    history = reader(office, "auditor").get(f"/admin/parameters/{KEY}")
    assert "Proposed by system_admin, approved by security_admin" in history.text
    later = reader(office, "auditor").get(f"/admin/parameters/{KEY}?on=2026-10-10&authority=ZM_URBAN")
    assert "5 working days" in later.all("//*[@id='answer']")[0].text_content()


def test_a_wrong_field_keeps_what_was_typed(office: Service) -> None:
    asks = reader(office, "system_admin")
    page = asks.get(f"/admin/parameters/{KEY}")
    again = asks.submit(page, "proposal", {**TYPED, "value": "many", "valid_from": "2026-09-01"}, expect=422)
    assert [each.get("value") for each in again.all("//input[@id='value']")] == ["many"]
    assert {each.get("href") for each in again.all("//*[@role='alert']//a")} == {"#value", "#valid_from"}
    assert "缩短补正期限" in again.text


def test_a_rejection_without_a_reason_stays_on_the_page(office: Service) -> None:
    asks, decides = reader(office, "system_admin"), reader(office, "security_admin")
    place = asks.submit(asks.get(f"/admin/parameters/{KEY}"), "proposal", TYPED).location
    page = decides.submit(decides.get(place), "decision", {"act": "reject", "note": ""}, expect=422)
    assert page.all("//textarea[@aria-invalid='true']")
    asks.press(asks.get(place), "/withdraw")
    gone = decides.submit(page, "decision", {"act": "approve", "note": ""})
    assert "decided or withdrawn already" in decides.get(gone.location).text


def test_the_calculator_shows_both_computations(office: Service) -> None:
    asked = "decided_on=2025-12-20&filed_on=2026-04-01&field=URBAN_MANAGEMENT&penalty_type=FINE&data_class=WORK_SAFETY"
    page = reader(office, "auditor").get(f"/admin/regimes?{asked}")
    rows = [row.text_content() for row in page.all("//*[@id='result']//tbody/tr")]
    assert "Measures of 2026" in rows[0]
    assert "20 Mar 2026" in rows[0]
    assert "Measures of 2023" in rows[1]
    assert "20 Dec 2026" in rows[1]
    wrong = reader(office, "auditor").get("/admin/regimes?decided_on=2026-04-02&filed_on=2026-04-01")
    assert wrong.all("//*[@role='alert']")
    unruled = reader(office, "auditor").get("/admin/regimes?decided_on=2018-01-01&filed_on=2018-02-01")
    assert "No version of the rules is in force on that day" in unruled.text


def test_a_row_of_the_classes_says_what_it_would_change_before_and_what_it_did_after(office: Service) -> None:
    asks, decides = reader(office, "system_admin"), reader(office, "security_admin")
    place = asks.submit(asks.get("/admin/classes?authority=ZM_URBAN"), "proposal", ROW).location
    assert "It is being counted what this would change." in asks.get(place).text
    early = decides.submit(decides.get(place), "decision", {"act": "approve", "note": ""})
    assert "It is still being counted" in decides.get(early.location).text
    background.run_due(office.tools)
    assert "general → serious: 2" in asks.get(place).text
    decides.submit(decides.get(place), "decision", {"act": "approve", "note": ""})
    background.run_due(office.tools)
    assert "Carried out on" in asks.get(place).text
    table = asks.get("/admin/classes?authority=ZM_URBAN").text
    assert "10,000.00" in table
    assert "Records follow the changed rules" in asks.get("/notices").text


def test_an_edited_row_fills_the_form_and_is_replaced(office: Service) -> None:
    asks = reader(office, "system_admin")
    page = asks.get(asks.get("/admin/classes").all("//a[contains(@href, 'row=')]/@href")[0])
    _, fields = page.form("//form[@id='proposal']")
    assert fields["replaces"]
    assert fields["severity"] == "SERIOUS"
    own = asks.get(page.answer.request.url.replace("authority=", "authority=ZM_URBAN"))
    _, fields = own.form("//form[@id='proposal']")
    assert not fields["replaces"], "an authority's own row stands beside the general one"


def test_a_case_shows_the_rules_it_keeps(office: Service) -> None:
    hand_in(reader(office, "applicant_b"))
    who = reader(office, "first_reviewer")
    page = who.get(who.get("/desk/cases").all("//tbody//a/@href")[0])
    (fold,) = page.all("//details[@id='rules']")
    assert "They are the same as today's." in fold.text_content()
    assert "Result of a repair" in fold.text_content()


@pytest.mark.parametrize("page", ["parameters", f"parameters/{KEY}", "regimes", "classes", "proposals"])
def test_only_those_who_administer_or_audit_read_the_rules(office: Service, page: str) -> None:
    for name in ("auditor", "process_admin", "security_admin"):
        assert not reader(office, name).get(f"/admin/{page}").all("//form[@id='proposal']")
    for name in ("decider", "data_clerk", "applicant_b"):
        reader(office, name).get(f"/admin/{page}", expect=403)


def test_what_is_not_there_is_an_honest_404(office: Service) -> None:
    who = reader(office, "auditor")
    who.get("/admin/parameters/no.such_key", expect=404)
    who.get("/admin/proposals/00000000-0000-7000-8000-000000000001", expect=404)


def test_an_import_says_how_grave_its_rows_are_and_what_the_last_edit_of_the_table_did(office: Service) -> None:
    asks, decides = reader(office, "system_admin"), reader(office, "security_admin")
    clerk = reader(office, "data_clerk")
    sheet = (io.BytesIO(penalty_sheet(["B/1"])), "penalties.xlsx", "application/octet-stream")
    place = clerk.submit(clerk.get("/desk/imports"), "import", {"file": sheet}, at="/desk/imports").location
    assert "Severity of what landed: General 1" in clerk.get(place).text
    assert "The last edit" not in clerk.get(place).text

    proposal = asks.submit(asks.get("/admin/classes"), "proposal", ROW).location
    background.run_due(office.tools)
    decides.submit(decides.get(proposal), "decision", {"act": "approve", "note": ""})
    background.run_due(office.tools)
    said = "The last edit of the table of classes, on 29 Sep 2026, moved 2 records to another class."
    assert said in clerk.get(place).text


def test_a_value_is_ended_from_its_page_and_the_proposal_says_what_applies_then(office: Service) -> None:
    asks, decides = reader(office, "system_admin"), reader(office, "security_admin")
    here = f"/admin/parameters/{KEY}"
    typed = {**TYPED, "value": "", "ends": "on"}
    own = asks.submit(asks.get(here), "proposal", {**typed, "authority": "ZM_URBAN"}, expect=422)
    assert "no row of its own holds" in own.text
    place = asks.submit(asks.get(here), "proposal", typed).location
    page = asks.get(place)
    for told in (
        "end without a successor",
        "10 working days → no value: whatever needs it is refused until there is one again",
        "9 Oct 2026",
    ):
        assert told in page.text
    assert "What then applies" not in page.text, "nothing does, which stands there once already"
    decides.submit(decides.get(place), "decision", {"act": "approve", "note": ""})
    assert "10 Oct 2026 no value holds." in asks.get(f"{here}?on=2026-10-10").text
    for path in ("/admin/regimes", "/admin/classes"):
        assert asks.get(path).all("//form[@id='proposal']//button[@name='ends']")


def test_rule_versions_are_chosen_by_their_names(office: Service) -> None:
    page = reader(office, "system_admin", lang="zh").get(f"/admin/parameters/{KEY}")
    options = page.all("//select[@name='regime']/option")
    words = {each.get("value"): each.text_content().strip() for each in options}
    assert "R_SAMR2021" in words
    assert None not in words, "an option without a value would send its name"
    assert all(word != key for key, word in words.items())


def test_no_page_of_the_rules_names_a_rule_version_by_its_key(office: Service) -> None:
    who = reader(office, "system_admin", lang="zh")
    sent = who.submit(who.get(f"/admin/parameters/{KEY}"), "proposal", {**TYPED, "regime": "R2026"})
    for path in ("/admin/parameters", f"/admin/parameters/{KEY}", "/admin/parameters/publicity.general.max"):
        assert "R2026" not in "".join(each.text_content() for each in who.get(path).all("//td | //th"))
    assert "R2026" not in who.get(sent.location).text

"""The gate and the inlets as people at the desk and applicants meet them."""

from builders import USCC_B, Service, another_penalty, import_penalties
from page_readers import Page, Reader, first_task, hand_in, reader
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Record
from workflow_app.services.accounts import create_account

REVOKED = {"result": "REVOKED", "document_no": "牟政复决字〔2026〕第9号", "decided_on": "2026-09-28"}
PASSWORD = "Reader-2026-pass"


def subject_page(who: Reader) -> Page:
    return who.get(who.get(f"/desk/subjects?q={USCC_B}").all("//tbody//a/@href")[0])


def record_id(service: Service, number: str = "第031号") -> str:
    with service.tools.database.read() as unit:
        return unit.session.scalars(select(Record.id).where(Record.document_no.contains(number))).one()


def test_the_desk_asks_and_reads_each_reason_with_what_to_do_next(service: Service) -> None:
    clerk = reader(service, "data_clerk")
    subject_page(clerk)
    asked = clerk.post("/desk/gate", {"uscc": USCC_B, "way": "deferred_acceptance:CONSTRUCTION_WASTE"})
    page = clerk.get(asked.location)
    for words in ("A record has not been repaired yet", "repaired (first day: 9 Aug 2026)", "this way is closed"):
        assert words in page.text
    unknown = clerk.post("/desk/gate", {"uscc": "91410100MA3X00002E", "way": "green_channel"}, expect=422)
    assert "Nobody of this code or name is known here" in unknown.text
    assert unknown.all("//input[@name='uscc']/@value") == ["91410100MA3X00002E"], "what was typed is still there"


def test_a_repair_without_a_record_is_asked_where_the_records_are(service: Service) -> None:
    clerk = reader(service, "data_clerk")
    subject_page(clerk)
    answer = clerk.get(clerk.post("/desk/gate", {"uscc": USCC_B, "way": "credit_repair"}).location)
    assert "第031号" in answer.text, "there is one only"
    another_penalty(service.tools)
    sent = clerk.post("/desk/gate", {"uscc": USCC_B, "way": "credit_repair"})
    page = clerk.get(sent.location)
    assert "Several records are in force" in page.text
    assert len(page.all("//section[@id='records']//button")) == len(("第031号", "第903号"))


def test_a_revoked_penalty_is_registered_and_the_answer_before_is_to_be_asked_again(service: Service) -> None:
    clerk = reader(service, "data_clerk")
    clerk.get("/desk/gate")
    clerk.get(clerk.post("/desk/gate", {"uscc": USCC_B, "way": "green_channel"}).location)
    here = f"/desk/records/{record_id(service)}/appeal"
    empty = clerk.submit(clerk.get(here), "appeal-form", {"result": "REVOKED"}, at=here, expect=422)
    assert "Number of the document: Fill this in" in empty.text
    done = clerk.submit(clerk.get(here), "appeal-form", REVOKED, at=here)
    page = clerk.get(done.location)
    assert "to be down everywhere by Thu 1 Oct" not in page.text
    assert "to be down everywhere by" in page.text
    assert not page.all("//form[@id='appeal-form']"), "nothing more can be registered"
    gate = clerk.get("/desk/gate")
    assert "a record was revoked on appeal" in gate.text
    again = clerk.get(clerk.press(gate, "/again").location)
    assert "Nothing stands against it." in again.text
    assert "To be asked again" not in clerk.get("/desk/gate").text
    told = reader(service, "applicant_b").get("/notices").text
    assert "no repair is needed" in told


def test_an_answer_about_a_repair_names_its_record_in_lists_and_on_its_page(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    clerk = reader(service, "data_clerk")
    listed = clerk.get("/desk/gate")
    assert "第031号" in listed.text
    page = clerk.get(listed.all("//a[@data-open]/@href")[0])
    assert "Record whose repair is asked for" in page.text
    assert "第031号" in page.text


def test_a_reviewer_reads_beside_the_task_that_an_appeal_is_pending(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    clerk, reviewer = reader(service, "data_clerk"), reader(service, "first_reviewer")
    here = f"/desk/records/{record_id(service)}/appeal"
    assert "An appeal against" not in reviewer.get(first_task(reviewer)).text
    clerk.submit(clerk.get(here), "appeal-form", {**REVOKED, "result": "PENDING"}, at=here)
    assert (
        "An appeal against the decision 牟城管罚决字〔2026〕第031号 is pending"
        in reviewer.get(first_task(reviewer)).text
    )


def test_s22_who_has_a_warning_sees_no_button_and_reads_why(service: Service) -> None:
    import_penalties(service.tools, ["K/1"])
    owner = CreateAccount("owner_k", "周长顺", PASSWORD, roles=[Role.APPLICANT], subjects=(SUBJECT_BY_KEY["K"].uscc,))
    create_account(owner, tools=service.tools)
    who = reader(service, "owner_k")
    page = who.get(f"/my/records/{record_id(service, '第040号')}")
    assert not page.all("//a[contains(@href, '/apply')]")
    assert "ask for a correction" in page.text


def test_the_register_and_the_lists_are_kept_on_pages_of_their_own(service: Service) -> None:
    office = CreateAccount("credit_office", "许清和", PASSWORD, roles=[Role.CREDIT_OFFICE], authority="ZM_URBAN")
    create_account(office, tools=service.tools)
    clerk, credit = reader(service, "data_clerk"), reader(service, "credit_office")
    here = subject_page(clerk).link("Note a change in the register")
    change = {"status": "RENAMED", "document_no": "登字1号", "decided_on": "2026-09-20"}
    assert "New name: Fill this in" in clerk.submit(clerk.get(here), "status-form", change, at=here, expect=422).text
    clerk.submit(clerk.get(here), "status-form", {**change, "name": "中牟宏运环保有限公司"}, at=here)
    assert "中牟宏运环保有限公司" in subject_page(clerk).text

    there = subject_page(credit).link("Enter a list entry or breach")
    entry = {"kind": "SEVERE_ENTRY", "facts": "提交虚假材料", "basis": "国办发〔2020〕49号"}
    refused = credit.submit(credit.get(there), "entry-form", entry, at=there, expect=422)
    assert "Number of the document: Fill this in" in refused.text
    entry |= {"document_no": "牟严失字〔2026〕第1号", "decided_on": "2026-09-20"}
    credit.submit(credit.get(there), "entry-form", entry, at=there)
    shown = reader(service).get("/public?q=牟严失字")
    assert "Serious dishonesty" in shown.text or "serious" in shown.text
    assert "SEVERE_ENTRY" not in shown.text
    lift = f"/desk/records/{record_id(service, '牟严失字')}/lift"
    early = {"ground": "REPAIRED", "document_no": "移出1号", "decided_on": "2026-09-28"}
    told = credit.submit(credit.get(lift), "lift-form", early, at=lift, expect=422).text
    assert "the first day to ask for its removal is 21 Sep 2027" in told
    credit.submit(credit.get(lift), "lift-form", {**early, "ground": "ENTRY_REVOKED"}, at=lift)
    clerk.get(here, expect=200)
    credit.get(here, expect=403)


def test_record_and_enterprise_lead_to_each_other_and_to_the_appeal(service: Service) -> None:
    clerk = reader(service, "data_clerk")
    enterprise = subject_page(clerk)
    place = enterprise.link("第031号")
    assert place == f"/desk/records/{record_id(service)}"
    record = clerk.get(place)
    assert clerk.get(record.link("Page of the enterprise")).all("//h1") != []
    assert clerk.get(record.link("Appeal")).all("//form[@id='appeal-form']")


def test_the_gate_says_what_is_wrong_with_a_code_and_finds_by_name(service: Service) -> None:
    clerk = reader(service, "data_clerk")
    clerk.get("/desk/gate")
    empty = clerk.post("/desk/gate", {"uscc": "", "way": "green_channel"}, expect=422)
    assert "Fill this in" in empty.text
    assert "Nothing was saved yet" not in empty.text
    short = clerk.post("/desk/gate", {"uscc": "12345", "way": "green_channel"}, expect=422)
    assert "has 18 characters" in short.text
    mistyped = clerk.post("/desk/gate", {"uscc": "91410100MA3X00002F", "way": "credit_repair"}, expect=422)
    assert "must be E, not F" in mistyped.text
    assert mistyped.all("//input[@name='uscc'][@aria-invalid='true']/@value") == ["91410100MA3X00002F"]
    wide = clerk.post("/desk/gate", {"uscc": f" {USCC_B[:8]}　{USCC_B[8:].lower()}", "way": "green_channel"})
    assert "中牟宏运渣土清运有限公司" in clerk.get(wide.location).text
    named = clerk.post("/desk/gate", {"uscc": "宏运", "way": "green_channel"})
    assert clerk.get(named.location).all("//tbody//a[contains(@href, '/desk/subjects/')]")

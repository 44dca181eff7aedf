"""Acting for an enterprise with a paper that the intake checks within a working day."""

import io
from collections.abc import Iterator
from pathlib import Path

import photographs
import pikepdf
import pytest
from builders import PDF, URBAN, USCC_B, Service, build_service, hire
from entering import OTHER_MOBILE, registered, subject_id, with_outbox
from page_readers import Page, Reader, reader
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.models import Authorisation, BindingRequest, Subject

BRING, REQUESTS = "/my/enterprises/add/mandate", "/desk/bindings"
HEAD = "王建军"
UNKNOWN = "91410122MA3X0C0135"
WANTED = {"uscc": USCC_B, "subject_name": "乙公司", "representative": HEAD, "scope": "FILE", "acts_as": "AGENT"}


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield with_outbox(built)
    built.parts.close()


def bring(who: Reader, *, content: bytes = PDF, expect: int = 303, **fields: str) -> Page:
    file = (io.BytesIO(content), "授权委托书.pdf", "application/pdf")
    return who.submit(who.get(BRING), "request-form", {**WANTED, **fields, "file": file}, expect=expect)


def first_request(intake: Reader) -> str:
    return str(intake.get(REQUESTS).all("//a[@data-open]/@href")[0])


def decide(service: Service, act: str, reason: str = "") -> Page:
    intake = reader(service, "intake")
    path = first_request(intake)
    return intake.submit(intake.get(path), "decision-form", {"act": act, "reason": reason}, at=path)


def test_the_intake_reads_the_paper_and_grants_and_the_agent_is_told(shown: Service) -> None:
    who = registered(shown)
    bring(who)
    assert "The office looks at it until" in who.get("/my/enterprises").text
    intake = reader(shown, "intake")
    assert "asks to act for 乙公司" in intake.get("/notices").text
    path = first_request(intake)
    (paper,) = intake.get(path).all("//a[@download]/@href")
    assert intake.get(path).all("//*[@data-pdf-url]/@data-pdf-url") == [paper], "it is seen beside what it says"
    assert intake.get(paper).answer.data == PDF
    assert who.get(paper).answer.data == PDF
    stranger = registered(shown, OTHER_MOBILE, "钱多多")
    stranger.get(paper, expect=404)
    reader(shown, "first_reviewer").get(path, expect=403)
    assert "You act for no enterprise" in who.get("/my").text
    decide(shown, "grant")
    assert "第031号" in who.get("/my").text
    assert "Your request was granted" in who.get("/notices").text
    assert "No request waits" in intake.get(REQUESTS).text
    assert "乙公司" in intake.get(f"{REQUESTS}?show=answered").text


def test_a_no_needs_its_reason_and_says_it(shown: Service) -> None:
    who = registered(shown)
    bring(who)
    decide(shown, "refuse", "公章不清晰，请重新拍摄。")
    assert "公章不清晰" in who.get("/my/enterprises").text
    assert "公章不清晰，请重新拍摄. You may ask again" in who.get("/notices").text, "a sentence ends once"
    assert "You act for no enterprise" in who.get("/my").text


def test_the_certificate_makes_the_legal_representative_without_an_end(shown: Service) -> None:
    who = registered(shown, name=HEAD)
    bring(who, acts_as="LEGAL_REPRESENTATIVE", valid_to="")
    decide(shown, "grant")
    assert "without an end" in who.get("/my/enterprises").text
    assert "Who acts for it (2)" in who.get(f"/my/enterprises/{subject_id(shown)}").text


def test_an_enterprise_without_records_is_entered_by_the_grant_and_asking_reads_the_same(shown: Service) -> None:
    who = registered(shown)
    bring(who)
    known = who.get("/my/enterprises").text.split("What I have asked for")[1].split("Take back")[0]
    who.post(str(who.get("/my/enterprises").all("//form[contains(@action, '/withdraw')]/@action")[0]), {})
    bring(who, uscc=UNKNOWN)
    assert who.get("/my/enterprises").text.split("What I have asked for")[1].split("Take back")[0] == known
    decide(shown, "grant")
    with shown.tools.database.read() as unit:
        subject = unit.session.scalar(select(Subject).where(Subject.uscc == UNKNOWN))
    assert subject is not None
    assert (subject.kind, subject.legal_representative) == ("ENTERPRISE", HEAD)
    assert "乙公司" in who.get("/my").text


def test_what_is_no_paper_is_refused_and_what_was_typed_stays(shown: Service) -> None:
    who = registered(shown)
    page = bring(who, content=b"MZ this is a program", expect=422)
    assert page.all("//p[@id='error-file']")
    assert page.all("//input[@id='subject_name']/@value") == ["乙公司"]
    page = who.submit(who.get(BRING), "request-form", WANTED, expect=422)
    assert page.all("//p[@id='error-file']")
    with shown.tools.database.read() as unit:
        assert unit.session.scalar(select(BindingRequest.id)) is None


def test_the_intake_decides_for_no_enterprise_it_acts_for_and_no_other_authority_reads_it(shown: Service) -> None:
    who = registered(shown)
    bring(who)
    intake = reader(shown, "intake")
    path = first_request(intake)
    hire(shown, "intake_elsewhere", Role.INTAKE, authority="ZZ_ECOLOGY")
    elsewhere = reader(shown, "intake_elsewhere")
    assert "No request waits" in elsewhere.get(REQUESTS).text
    elsewhere.get(path, expect=404)
    with shown.tools.database.write() as unit:
        account = unit.accounts.find_by_username("intake")
        assert account is not None
        today = shown.tools.clock.now().date()
        given = Authorisation(account_id=account.id, subject_id=subject_id(shown), kind="AGENT", valid_from=today)
        unit.add(given)
        unit.commit()
    assert "somebody else must do this step" in intake.get(path).text
    intake.post(path, {"act": "grant"}, expect=403)


def test_of_two_who_decide_at_once_the_second_is_told(shown: Service) -> None:
    who = registered(shown)
    bring(who)
    hire(shown, "intake_2", Role.INTAKE, authority=URBAN)
    one, two = reader(shown, "intake"), reader(shown, "intake_2")
    path = first_request(one)
    page, other = one.get(path), two.get(path)
    one.submit(page, "decision-form", {"act": "refuse", "reason": "材料不全"}, at=path)
    two.submit(other, "decision-form", {"act": "grant"}, at=path)
    assert "answered or taken back already" in two.get(path).text
    assert "You act for no enterprise" in who.get("/my").text


def photo(number: int, kind: str = "heic") -> tuple[io.BytesIO, str, str]:
    """Return a photograph of a page as a phone sends it."""
    drawn = photographs.receipt(number, width=450, height=600)
    content = photographs.heic(drawn) if kind == "heic" else photographs.jpeg(drawn)
    return io.BytesIO(content), f"IMG_{number}.{kind}", f"image/{'heic' if kind == 'heic' else 'jpeg'}"


def test_a_paper_photographed_by_a_phone_is_kept_as_one_pdf_in_the_order_of_its_pages(shown: Service) -> None:
    who = registered(shown)
    page = who.get(BRING)
    (field,) = page.all("//input[@type='file']")
    assert ".heic" in field.get("accept")
    assert field.get("multiple") is not None
    files = [photo(1), photo(2, "jpg"), photo(3)]
    who.submit(page, "request-form", {**WANTED, "file": files})
    intake = reader(shown, "intake")
    (paper,) = intake.get(first_request(intake)).all("//a[@download]/@href")
    with pikepdf.open(io.BytesIO(intake.get(paper).answer.data)) as kept:
        assert len(kept.pages) == 3


def test_what_is_no_photograph_is_refused_by_its_field_and_nothing_is_asked(shown: Service) -> None:
    who = registered(shown)
    broken = (io.BytesIO(b"not a picture"), "IMG_1.heic", "image/heic")
    told = who.submit(who.get(BRING), "request-form", {**WANTED, "file": [photo(1), broken]}, expect=422)
    assert told.all("//div[@id='error-summary']//a[@href='#file']")
    small = photographs.jpeg(photographs.receipt(width=180, height=240))
    many = [(io.BytesIO(small), f"IMG_{at}.jpg", "image/jpeg") for at in range(31)]
    told = who.submit(who.get(BRING), "request-form", {**WANTED, "file": many}, expect=422)
    assert "A material has 30 pages at most" in told.text
    assert "No request waits" in reader(shown, "intake").get(REQUESTS).text

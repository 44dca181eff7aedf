"""The service window before a browser: a clerk files for who comes to the counter."""

import shutil
import subprocess
from pathlib import Path

import pytest
from at_window import OWNER, PHONE, WINDOW, begin, clerk, filed, filing_of, fill_in, hand_in, mark_on, sign
from builders import USCC_B, Service
from page_readers import Reader, decide, reader, receipt

from workflow_app.services.background import run_due

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the PDF back with Poppler")


def printed(who: Reader, path: str, tmp_path: Path) -> str:
    file = tmp_path / "paper.pdf"
    file.write_bytes(who.get(path).answer.get_data())
    found = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)  # noqa: S603, S607 - our own file
    return "".join(found.stdout.decode().replace("\u200b", "").split())


def test_a_clerk_files_for_who_comes_and_the_case_is_like_every_other(service: Service) -> None:
    who = clerk(service)
    case = begin(who)
    page = who.get(case)
    assert "answers are missing" in page.text
    assert not page.all("//form[@id='signed-form']")
    form = who.get(f"{case}/form")
    assert form.all("//input[@name='signer_name']/@value") == [OWNER]
    assert form.all("//input[@name='contact_phone']/@value") == [PHONE]
    page = fill_in(who, case)
    assert "Possible as soon as the signed paper is kept" in page.text
    sign(who, case)
    page = who.get(case)
    assert "page-1.pdf" in page.text
    assert "page-2.pdf" in page.text
    hand_in(who, case)
    page = who.get(case)
    assert "Follow code" in page.text
    assert "not taken over yet" in page.text
    intake = reader(service, "intake")
    task = intake.get(intake.get("/desk").all("//a[@data-open]/@href")[0])
    assert "Paper signed by hand at the service window" in task.text
    owner = reader(service, "applicant_b")
    own = owner.get(case.replace("/desk/window/", "/my/"))
    assert "Filed at the service window, signed by hand on paper" in own.text
    assert "Handed in at the service window for the applicant" in own.text


def test_the_list_tells_how_far_each_filing_has_come(service: Service) -> None:
    who = clerk(service)
    case = begin(who)
    assert "draft" in who.get(WINDOW).text
    fill_in(who, case)
    sign(who, case)
    assert "signed, to be handed in" in clerk(service, "window_clerk_2").get(WINDOW).text
    fill_in(who, case, receipt_no="4100260520002")
    assert "signed, to be handed in" not in who.get(WINDOW).text, "it was changed since"
    sign(who, case, first=3)
    hand_in(who, case)
    assert "No draft is open" in who.get(WINDOW).text
    assert "handed in" in who.get(f"{WINDOW}?show=handed_in").text


@needs_poppler
def test_the_paper_to_sign_and_the_receipt_say_what_was_typed(service: Service, tmp_path: Path) -> None:
    who = clerk(service, lang="zh")
    case = begin(who)
    assert who.get(f"{case}/sheet.pdf", expect=303).location == case
    fill_in(who, case)
    text = printed(who, f"{case}/sheet.pdf", tmp_path)
    mark = mark_on(clerk(service).get(case))
    assert text.count(mark) >= 4
    for words in (
        "信用修复申请",
        "4100260520001",
        "申请人（签字）",
        "信用修复承诺书",
        "一、所提交材料真实",
        USCC_B,
        OWNER,
    ):
        assert words in text
    sign(clerk(service), case)
    hand_in(who, case)
    text = printed(who, f"{case}/receipt.pdf", tmp_path)
    for words in ("收件回执", "修复-2026-0001", "查询码", "receipt.pdf", "窗口收件时间"):
        assert words in text


def test_what_the_counter_knows_of_a_person_is_kept_encrypted_and_no_number_of_a_document(service: Service) -> None:
    case = begin(clerk(service))
    row = filing_of(service, case)
    assert OWNER.encode() not in row.name_cipher
    assert PHONE.encode() not in row.phone_cipher
    assert service.tools.cipher.decrypt(row.phone_cipher) == PHONE
    page = clerk(service).get(case)
    assert PHONE not in page.text
    assert "139****6666" in page.text


def test_a_subject_that_is_not_known_gets_advice_and_a_record_its_sentence(service: Service) -> None:
    who = clerk(service)
    assert "Nothing is known here" in who.get(f"{WINDOW}?q=没有这样的企业").text
    assert (
        "第031号"
        in who.get(str(who.get(f"{WINDOW}?q=第031号").all("//a[contains(@href,'window/subjects')]/@href")[0])).text
    )
    case = begin(who)
    subject = who.get(f"{WINDOW}?q={USCC_B}").all("//a[contains(@href,'window/subjects')]/@href")[0]
    page = who.get(str(subject))
    assert "A draft was begun at the service window" in page.text
    assert page.link("Go on with the draft") == case


def test_a_whole_story_leads_to_the_receipt(service: Service) -> None:
    who = clerk(service)
    case = filed(who)
    assert who.get(f"{case}/receipt.pdf").answer.mimetype == "application/pdf"


def test_missing_items_are_supplied_at_the_counter_and_the_notice_is_handed_over_there(service: Service) -> None:
    who = clerk(service)
    case = filed(who)
    said = {"acceptance": "CORRECT", "gaps": ["RECEIPT"], "gap_receipt": "凭证上的金额看不清，请重新拍摄。"}
    decide(service, "intake", said)
    run_due(service.tools)
    page = who.get(case)
    (letter,) = page.all("//a[contains(., 'was handed over at the counter')]/@href")
    serve = who.get(str(letter))
    slip = {"way": "DIRECT", "result": "SERVED", "made_on": "2026-09-29", "receiver": OWNER, "address": "本局窗口"}
    who.submit(serve, "attempt-form", slip | {"proof": receipt()}, at=str(letter))
    run_due(service.tools)
    assert "waits for the applicant" in who.get(f"{WINDOW}?show=handed_in").text
    sent = who.submit(who.get(f"{case}/form"), "answers", {"fix_receipt": receipt(), "act": "check"})
    page = who.get(sent.location)
    assert not page.all("//form[@id='hand-in-form']"), "what was signed for the application counts for nothing else"
    sign(who, case, first=5)
    page = who.get(case)
    assert not page.all("//input[@name='received_at']"), "the application was received before"
    who.submit(page, "hand-in-form", {})
    page = who.get(case)
    assert not page.all("//form[@id='hand-in-form']")
    assert page.text.count("Handed in at the service window for the applicant") == 2

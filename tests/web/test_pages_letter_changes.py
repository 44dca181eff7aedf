"""Letters put right on pages: asked for, decided on by another, sealed by hand, explained in the list of numbers."""

import io
from typing import cast

import pytest
from builders import PDF, Service, hire
from page_readers import FIRST_AGREES, Reader, grant, hand_in, reader
from page_readers import decide as opinion
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.models import Letter, Parameter
from workflow_app.services.background import run_due


def granted(service: Service) -> tuple[str, str]:
    """Have a repair granted; return the page of its letter and its code."""
    grant(service)
    run_due(service.tools)
    with service.tools.database.read() as unit:
        letter = unit.session.scalars(select(Letter).where(Letter.kind == "T22_GRANT")).one()
        return f"/desk/letters/{letter.id}/paper", letter.code


def ask(who: Reader, here: str, kind: str, **more: str) -> None:
    page = who.get(here)
    form = {"kind": kind, "reason": "当事人名称打印有误", **more}
    token = page.all("//input[@name='csrf_token']/@value")[0]
    once = page.all("//form[contains(@action, 'propose')]//input[@name='once']/@value")[0]
    who.post(f"{here}/propose", {"csrf_token": token, "once": once, "edition": "1", **form})


def decide(who: Reader, here: str, answer: str, *, expect: int = 303) -> None:
    page = who.get(here)
    action = page.all("//form[contains(@action, '/changes/')]/@action")[0]
    token = page.all("//input[@name='csrf_token']/@value")[0]
    who.post(str(action), {"csrf_token": token, "answer": answer, "note": ""}, expect=expect)


def test_a_clerk_asks_the_decider_decides_and_everybody_reads_it(service: Service) -> None:
    here, code = granted(service)
    clerk, decider = reader(service, "clerk_of_office"), reader(service, "decider")
    ask(clerk, here, "REISSUE", was_1="已经改正", now_1="已经全部改正")
    waiting = clerk.get(here)
    assert "Waits for a decision" in waiting.text
    assert not waiting.all("//form[contains(@action, '/changes/')]"), "a clerk decides nothing"
    assert here in decider.get("/desk/letters/open").all("//a/@href")
    decide(decider, here, "reject", expect=422)
    decide(decider, here, "approve")
    run_due(service.tools)
    assert "replaced by another letter" in decider.get(here).text
    public = reader(service).get(f"/public/letters/{code}")
    assert "has no effect any more" in public.text
    assert "〔2026〕2号" in public.text
    applicant = reader(service, "applicant_b")
    letters = applicant.get("/my/letters").text
    assert "replaced by another letter" in letters
    assert "in place of" in letters
    assert "A letter was issued anew" in applicant.get("/notices").text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_annulled_letter_says_so_with_the_day_to_who_scans_it(service: Service, lang: str) -> None:
    here, code = granted(service)
    ask(reader(service, "clerk_of_office"), here, "ANNUL")
    decide(reader(service, "decider"), here, "approve")
    text = reader(service, lang=lang).get(f"/public/letters/{code}").text
    assert ("annulled it on" if lang == "en" else "作废") in text
    assert "This letter is genuine." not in text


def test_both_editions_of_a_corrected_letter_can_be_fetched(service: Service) -> None:
    here, code = granted(service)
    ask(reader(service, "clerk_of_office"), here, "CORRECT", was_1="已经改正", now_1="已经全部改正")
    decider = reader(service, "decider")
    decide(decider, here, "approve")
    run_due(service.tools)
    files = decider.get(here).all("//a[starts-with(@href, '/letters/papers/')]/@href")
    assert len(files) == 4
    assert all(decider.get(str(file)).answer.get_data().startswith(b"%PDF-") for file in files)
    assert "notice of correction" in reader(service).get(f"/public/letters/{code}").text
    reader(service, "applicant_e").get(str(files[0]), expect=404)


def test_what_is_wrong_in_a_change_is_said_at_its_field_and_what_was_typed_stays(service: Service) -> None:
    here, _code = granted(service)
    clerk = reader(service, "clerk_of_office")
    page = clerk.get(here)
    token = page.all("//input[@name='csrf_token']/@value")[0]
    wrong = clerk.post(
        f"{here}/propose",
        {"csrf_token": token, "kind": "CORRECT", "reason": "", "was_1": "没有这句话", "now_1": "有"},
        expect=422,
    )
    assert "The letter does not say this" in wrong.text
    assert wrong.all("//input[@id='was_1']/@value") == ["没有这句话"]
    (told,) = wrong.all("//*[@id='error-summary']//a[@href='#was_1']")
    assert told.text_content().startswith("It says (1): ")
    assert wrong.all("//a[@href='#reason']")


def test_a_stamped_letter_is_attached_and_its_holder_fetches_it(service: Service) -> None:
    with service.tools.database.write() as unit:
        for row in unit.session.query(Parameter).filter_by(key="letter.seal_way"):
            row.value = "STAMP"
        for authority in unit.authorities.list_all():
            authority.parameter_version += 1
        unit.commit()
    here, code = granted(service)
    clerk = reader(service, "clerk_of_office")
    page = clerk.get(here)
    assert "issued, not yet sealed" in page.text
    assert "issued, not yet sealed" in reader(service).get(f"/public/letters/{code}").text
    number = page.all("//h1")[0].text_content().strip()
    token = page.all("//input[@name='csrf_token']/@value")[0]
    fields = {"csrf_token": token, "number": number, "proof": (io.BytesIO(PDF), "scan.pdf", "application/pdf")}
    clerk.post(f"{here}/seal", fields)
    public = reader(service).get(f"/public/letters/{code}")
    assert "sealed on" in public.text
    (link,) = cast("list[str]", public.all("//a[contains(@href, '/sealed')]/@href"))
    assert reader(service).get(link).answer.get_data() == PDF


def test_every_number_is_explained_on_the_page_and_in_both_files(service: Service) -> None:
    here, _code = granted(service)
    ask(reader(service, "clerk_of_office"), here, "ANNUL")
    decider = reader(service, "decider")
    decide(decider, here, "approve")
    series = [each for each in decider.get("/desk/letters/numbers").all("//tbody//a/@href") if "numbers/" in str(each)]
    pages = [decider.get(str(each)) for each in series]
    (page, link) = next((page, str(each)) for page, each in zip(pages, series, strict=True) if "annulled" in page.text)
    assert "当事人名称打印有误" in page.text
    text = decider.get(f"{link}.csv").answer.get_data().decode("utf-8-sig")
    assert "当事人名称打印有误" in text
    assert decider.get(f"{link}.xlsx").answer.get_data().startswith(b"PK")
    assert decider.get(f"{link}?first=99999999999").answer.status_code == 200
    reader(service, "first_reviewer").get(link, expect=403)


def test_a_public_pledge_can_be_fetched_as_a_paper(service: Service) -> None:
    grant(service)
    stranger = reader(service)
    link = str(stranger.get("/public/pledges").all("//a[starts-with(@href, '/public/pledges/')]/@href")[0])
    assert f"{link}.pdf" in stranger.get(link).all("//a/@href")
    assert stranger.get(f"{link}.pdf").answer.get_data().startswith(b"%PDF-")
    stranger.get(f"/public/pledges/{'0' * 8}-0000-7000-8000-{'0' * 12}.pdf", expect=404)


def test_the_notice_on_repair_is_issued_from_the_record_once(service: Service) -> None:
    hire(service, "data_clerk_of_letters", Role.DATA_CLERK, authority="ZM_URBAN")
    clerk = reader(service, "data_clerk_of_letters")
    record = str(clerk.get("/desk/records").all("//tbody//a[starts-with(@href, '/desk/records/')]/@href")[0])
    here = f"{record}/letters"
    for _ in range(2):
        page = clerk.get(here)
        token = page.all("//input[@name='csrf_token']/@value")[0]
        clerk.post(here, {"csrf_token": token, "kind": "T01_NOTICE"})
    run_due(service.tools)
    page = clerk.get(here)
    assert len(page.all("//a[starts-with(@href, '/letters/')]")) == 1
    token = page.all("//input[@name='csrf_token']/@value")[0]
    wrong = clerk.post(here, {"csrf_token": token, "kind": "T19_PERFORMED", "duty_1": "缴纳罚款"}, expect=422)
    assert wrong.all("//input[@id='duty_1']/@value") == ["缴纳罚款"]


def test_who_decides_on_a_correction_reads_what_it_changes_in_the_case(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    opinion(service, "first_reviewer", FIRST_AGREES)
    opinion(service, "second_reviewer", {"second_opinion": "AGREE"})
    refusal = {"decision": "REFUSE", "decision_reason": "凭证不符。", "reapply_on": "2026-11-02"}
    opinion(service, "decider", refusal)
    run_due(service.tools)
    with service.tools.database.read() as unit:
        letter = unit.session.scalars(select(Letter).where(Letter.kind == "T22_REFUSE")).one()
    here = f"/desk/letters/{letter.id}/paper"
    ask(reader(service, "clerk_of_office"), here, "CORRECT", was_1="11月2日", now_1="11月3日")
    waiting = reader(service, "decider").get(here)
    assert "in the case as well, may be applied for again from: 3 Nov 2026" in waiting.text

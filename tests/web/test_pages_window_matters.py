"""Permits at the service window before a browser: choose the matter and the way, hand in, and what is refused."""

import shutil
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from approval_office import CLEAN, WASTE, ApprovalOffice
from at_window import NO_MANDATE, PERSON, WINDOW, clerk, hand_in, mark_on, sign
from builders import URBAN, USCC_B, Service, serve
from deferral_story import CONTRACT, VEHICLES, WASHING, DeferralOffice
from page_readers import Page, Reader, reader, receipt
from pledge_story import ECOLOGY, EIA, EcologyOffice

from workflow_app.domain.actors import Role

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the PDF back with Poppler")
NEW = "91410100MA3X0L114U"
SAID = {"application_content": "广惠街项目土方3.2万立方米，2026年10月至11月外运。", "act": "check"}


def served(office: ApprovalOffice | DeferralOffice) -> Service:
    return serve(replace(office.built, tools=office.tools))


def subject_path(who: Reader, q: str = USCC_B) -> str:
    (found,) = who.get(f"{WINDOW}?q={q}").all("//a[contains(@href, '/desk/window/subjects/')]/@href")
    return str(found)


def matter_path(who: Reader, q: str = USCC_B, matter: str = WASTE) -> str:
    listed = who.get(f"{subject_path(who, q)}/matters")
    return str(next(each for each in listed.all("//a/@href") if str(each).endswith(f"/{matter}")))


def begin(who: Reader, path: str, way: str, **changed: str) -> str:
    sent = who.submit(who.get(path), "person-form", {**PERSON, **NO_MANDATE, "way": way, **changed})
    return sent.location.removesuffix("/form")


def fill_in(who: Reader, case: str, **answers: object) -> Page:
    """Answer the open form: every file that is there is handed in unless something else is said of it."""
    page = who.get(f"{case}/form")
    files = [str(each) for each in page.all("//form[@id='answers']//input[@type='file']/@name")]
    ticked: dict[str, object] = {}
    for box in page.all("//form[@id='answers']//fieldset//input[@type='checkbox']"):
        ticked.setdefault(box.get("name"), []).append(box.get("value"))  # type: ignore[attr-defined] # a list
    given = {name: receipt() for name in files if name.startswith("material_")}
    sent = who.submit(page, "answers", {**given, **ticked, **SAID, **answers})
    return who.get(sent.location)


def printed(who: Reader, path: str, tmp_path: Path) -> str:
    file = tmp_path / "paper.pdf"
    file.write_bytes(who.get(path).answer.get_data())
    found = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)  # noqa: S603, S607 - our own file
    return "".join(found.stdout.decode().replace("\u200b", "").split())


def test_the_ways_are_shown_with_what_the_gate_says_and_the_open_one_is_begun(service: Service) -> None:
    who = clerk(service)
    path = matter_path(who)
    page = who.get(path)
    assert "unrepaired" in page.text.lower() or "not repaired" in page.text
    assert page.all("//input[@name='way'][@value='deferred_acceptance'][@disabled]")
    assert not page.all("//input[@name='way'][@value='ordinary_approval'][@disabled]")
    case = begin(who, path, "ordinary_approval")
    form = who.get(f"{case}/form")
    assert form.all("//input[@name='signer_name']/@value") == [PERSON["name"]]
    assert "Approval of construction waste disposal" in form.text
    listed = who.get(WINDOW)
    assert "Approval of construction waste disposal" in listed.text
    again = who.get(path)
    assert "Under way already for this matter" in again.text
    assert again.link("Go on with the draft") == case


def test_a_closed_way_that_is_sent_all_the_same_is_refused_and_what_was_typed_stays(service: Service) -> None:
    who = clerk(service)
    path = matter_path(who)
    typed = {**PERSON, **NO_MANDATE, "way": "deferred_acceptance"}
    page = who.submit(who.get(path), "person-form", typed, expect=409)
    assert page.all("//input[@name='phone']/@value") == [PERSON["phone"]]
    assert page.all("//*[@role='alert']")
    page = who.submit(who.get(path), "person-form", {**typed, "way": "credit_repair"}, expect=422)
    assert "Choose one of the answers offered" in page.text
    nothing = {"name": "", "phone": "12"}
    page = who.submit(who.get(path), "person-form", nothing, expect=422)
    for field in ("way", "name", "acts_as", "shown", "phone"):
        assert page.all(f"//p[@id='error-{field}']"), field
    assert "Under way already" not in who.get(path).text


def test_a_second_click_begins_once_and_two_clerks_share_the_draft(service: Service) -> None:
    who = clerk(service)
    path = matter_path(who)
    asked, fields = who.get(path), {**PERSON, **NO_MANDATE, "way": "ordinary_approval"}
    first = who.submit(asked, "person-form", fields)
    assert who.submit(asked, "person-form", fields).location == first.location
    case = first.location.removesuffix("/form")
    colleague = clerk(service, "window_clerk_2")
    fill_in(colleague, case)
    sign(who, case)
    page = colleague.get(case)
    hand_in(who, case)
    colleague.submit(page, "hand-in-form", {})
    assert "There is nothing to be signed now" in colleague.get(case).text


def test_what_is_another_authority_s_or_unknown_is_not_found(service: Service) -> None:
    who = clerk(service)
    subject = subject_path(who)
    for path in (f"{subject}/matters/{ECOLOGY}/{EIA}", f"{subject}/matters/{URBAN}/NO_SUCH", f"{subject}/matters/X/Y"):
        who.get(path, expect=404)
        who.post(path, {**PERSON, "way": "ordinary_approval"}, expect=404)
    assert EIA not in "".join(str(each) for each in who.get(f"{subject}/matters").all("//a/@href"))
    assert "No matter of this authority answers" in who.get(f"{subject}/matters?q=查无此事项").text
    reader(service, "intake").get(f"{subject}/matters", expect=403)


def test_who_is_not_on_file_is_entered_from_the_licence(service: Service) -> None:
    who = clerk(service)
    assert f"{WINDOW}/subjects/new?q={NEW}" in who.get(f"{WINDOW}?q={NEW}").all("//a/@href")
    here = f"{WINDOW}/subjects/new"
    page = who.get(f"{here}?q={NEW}")
    wrong = who.submit(page, "subject-form", {"uscc": NEW[:-1] + "X", "name": "郑", "representative": ""}, expect=422)
    for field in ("uscc", "name", "representative"):
        assert wrong.all(f"//p[@id='error-{field}']"), field
    named = {"name": "郑州沐岚环保科技有限公司", "representative": "沐岚"}
    sent = who.submit(page, "subject-form", named)
    subject = who.get(sent.location)
    assert "郑州沐岚环保科技有限公司" in subject.text
    again = who.submit(page, "subject-form", {**named, "name": "别的名称"})
    assert again.location == sent.location
    found = who.get(sent.location)
    assert "on file already" in found.text
    assert "别的名称" not in found.text
    case = begin(who, matter_path(who, NEW), "ordinary_approval", name="沐岚")
    assert "沐岚" in who.get(case).text


def test_a_draft_begun_online_is_gone_on_with_here(service: Service) -> None:
    owner = reader(service, "applicant_b")
    start = "/my/matters/ZM_URBAN/CONSTRUCTION_WASTE/ordinary_approval"
    opened = owner.submit(owner.get(start), "apply", {}, at=start)
    who = clerk(service)
    page = who.get(subject_path(who))
    here = page.link("Go on with it here")
    case_id = here.rsplit("/", 1)[-1]
    who.get(f"{WINDOW}/cases/{case_id}", expect=404)
    assert "What do you apply for" not in who.get(here).text
    assert "Fill this in" in who.submit(who.get(here), "person-form", {"name": ""}, expect=422).text
    case = who.submit(who.get(here), "person-form", {**PERSON, **NO_MANDATE}).location.removesuffix("/form")
    who.get(here, expect=303)
    fill_in(who, case)
    sign(who, case)
    hand_in(who, case)
    own = owner.get(f"/my/cases/{case_id}")
    assert "gone on with at the service window" in own.text
    owner.get(opened.location, expect=303)
    assert who.get(here, expect=303).location == WINDOW
    assert "has been handed in meanwhile" in who.get(WINDOW).text


@needs_poppler
def test_paper_and_receipt_name_the_matter_and_what_follows_until_when(database_url: str, tmp_path: Path) -> None:
    with closing(DeferralOffice.ready(database_url, tmp_path)) as office:
        service = served(office)
        who = clerk(service, "window", lang="en")
        case = begin(who, matter_path(who, CLEAN), "deferred_acceptance", name="常泽")
        later = {f"has_{CONTRACT}": "LATER", f"reason_{CONTRACT}": "合同正在盖章。", f"material_{CONTRACT}": ""}
        now = {f"has_{each}": "NOW" for each in (VEHICLES, WASHING)}
        page = fill_in(who, case, requested_wd="10", **later, **now)
        mark = mark_on(page)
        text = printed(who, f"{case}/sheet.pdf", tmp_path)
        for words in ("建筑垃圾", "申请容缺受理承诺书", "合同正在盖章", "申请人（签字）", mark):
            assert words in text, words
        assert "信用修复" not in text
        sign(who, case)
        hand_in(who, case)
        text = printed(who, f"{case}/receipt.pdf", tmp_path)
        for words in ("容缺补交材料", "10月9日", "按今天受理推算"):
            assert words in text, words
        assert "Enter arrival" not in who.get(case).text, "it is not accepted yet"
        office.case_id = case.rsplit("/", 1)[-1]
        office.do("intake", acceptance="ACCEPT")
        page = who.get(case)
        arrival = page.link("Enter arrival")
        assert "order" not in arrival
        at = {"channel": "COUNTER", "day": "2026-09-18", "hour": "09:30"}
        who.submit(who.get(arrival), "arrival", at, at=arrival)
        assert "arrived" in who.get(case).text.lower()


@needs_poppler
def test_the_notice_is_above_the_pledge_and_both_are_printed(database_url: str, tmp_path: Path) -> None:
    with closing(EcologyOffice.ready(database_url, tmp_path)) as office:
        office.settle()
        office.hire("eco_window", Role.WINDOW)
        service = served(office)
        who = clerk(service, "eco_window")
        case = begin(who, matter_path(who, CLEAN, EIA), "pledge_approval")
        fill_in(who, case)
        sign(who, case)
        hand_in(who, case)
        page = who.get(case)
        assert page.text.index("Notice before a Pledge") < page.text.index("1. Fill in: Pledge")
        fill_in(who, case, signer_role="LEGAL_REPRESENTATIVE", signer_name=PERSON["name"])
        text = printed(who, f"{case}/sheet.pdf", tmp_path)
        for words in ("告知书", "我单位符合下列条件", "承诺书", "告知承诺"):
            assert words in text, words
        sign(who, case, first=5)
        hand_in(who, case)
        assert "Handed in" in who.get(case).text


def test_more_time_is_asked_for_at_the_counter(database_url: str, tmp_path: Path) -> None:
    with closing(DeferralOffice.ready(database_url, tmp_path)) as office:
        service = served(office)
        who = clerk(service, "window")
        case = begin(who, matter_path(who, CLEAN), "deferred_acceptance", name="常泽")
        later = {f"has_{CONTRACT}": "LATER", f"reason_{CONTRACT}": "合同正在盖章。", f"material_{CONTRACT}": ""}
        now = {f"has_{each}": "NOW" for each in (VEHICLES, WASHING)}
        fill_in(who, case, requested_wd="10", **later, **now)
        sign(who, case)
        hand_in(who, case)
        who.post(f"{case}/more-time", {})
        assert "Ask for more time for them" not in who.get(case).text
        office.case_id = case.rsplit("/", 1)[-1]
        office.do("intake", acceptance="ACCEPT")
        sent = who.submit(who.get(case), "more-time", {})
        assert "Request for more time" in who.get(sent.location).text
        assert who.get(case).all("//a[@href and contains(., 'Fill in the form')]")

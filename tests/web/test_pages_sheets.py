"""The approval sheet before a browser: printed by the desk, in both languages, and registered when it comes back."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from builders import PDF, Service, hire
from page_readers import FIRST_AGREES, Reader, decide, grant, hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.appointments import Appoint, AppointmentFilter
from workflow_app.services import background
from workflow_app.services.access import disable_account
from workflow_app.services.appointing import appoint
from workflow_app.services.appointment_views import list_appointments

WHY = "复审人员均已离岗，由培训科同事承担。"
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the PDF back with Poppler")


def sheet_of(case: str) -> str:
    return f"{case.replace('/my/', '/desk/')}/sheet"


def scan(content: bytes = PDF) -> tuple[io.BytesIO, str, str]:
    return io.BytesIO(content), "signed.pdf", "application/pdf"


def signer(page: Reader, here: str, name: str) -> str:
    (found,) = page.get(here).all(f"//select[@id='signer_id']/option[. = '{name}']/@value")
    return str(found)


def printed(who: Reader, here: str, tmp_path: Path) -> str:
    """Return what the PDF says, without spaces and the places where a line may break."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(who.get(f"{here}.pdf").answer.get_data())
    found = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)  # noqa: S603, S607 - our own file
    return "".join(found.stdout.decode().replace("\u200b", "").split())


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            [
                "信用修复审批表",
                "未办结",
                "初审意见：建议准予修复",
                "first_reviewer",
                "□ 准予修复 □ 不予修复",
                "签名：____",
            ],
        ),
        (
            "en",
            [
                "approval sheet",
                "Open, not concluded",
                "Opinion: Propose to grant",
                "□ Grant the repair",
                "Signature: ____",
            ],
        ),
    ],
)
def test_an_open_case_has_a_sheet_that_says_so_with_places_to_sign(
    service: Service, lang: str, words: list[str]
) -> None:
    case = hand_in(reader(service, "applicant_b"))
    decide(service, "first_reviewer", FIRST_AGREES)
    who = reader(service, "decider", lang=lang)
    here = sheet_of(case)
    assert here in who.get(case.replace("/my/", "/desk/")).all("//a/@href")
    page = who.get(here)
    assert [each for each in words if each not in page.text] == []
    assert "receipt.pdf" in page.text
    assert "修复-2026-0001" in page.text


def test_the_task_leads_to_the_sheet(service: Service) -> None:
    case = hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    task = who.get("/desk").all("//a[@data-open]/@href")[0]
    assert sheet_of(case) in who.get(task).all("//a/@href")


@needs_poppler
def test_the_pdf_says_it_in_both_languages_whatever_the_page_speaks(service: Service, tmp_path: Path) -> None:
    here = sheet_of(grant(service))
    for lang in ("zh", "en"):
        text = printed(reader(service, "decider", lang=lang), here, tmp_path)
        for part in (
            *("信用修复审批表", "修复-2026-0001", "未办结", "中牟宏运渣土清运有限公司", "91410122MA3X0A0186"),
            *("决定：准予修复", "签名：decider", "复审意见：同意初审意见", "科室负责人", "材料", "receipt.pdf"),
            *("Creditrepair:approvalsheet", "Decision:Granttherepair"),
            *("Signature:decider", "Open,notconcluded"),
        ):  # fmt: skip
            assert part in text, part


@needs_poppler
def test_who_was_appointed_and_why_is_printed(service: Service, tmp_path: Path) -> None:
    hire(service, "head", Role.SECTION_HEAD, authority="ZM_URBAN")
    hire(service, "trainer_2", Role.TRAINER, authority="ZM_URBAN")
    here = sheet_of(hand_in(reader(service, "applicant_b")))
    decide(service, "first_reviewer", FIRST_AGREES)
    disable_account("second_reviewer", tools=service.tools)
    background.run_due(service.tools)
    who = reader(service, "decider", lang="zh")
    assert "无人可以承办" in who.get(here).text
    head = service.actor("head")
    (asked,) = list_appointments(AppointmentFilter(), actor=head, tools=service.tools)[0].items
    appoint(Appoint(asked.id, service.actor("trainer_2").id, WHY), actor=head, tools=service.tools)
    assert f"指定trainer_2承办，理由：{WHY}（head" in who.get(here).text
    decide(service, "trainer_2", {"second_opinion": "AGREE"})
    text = printed(who, here, tmp_path)
    assert "□准予修复" in text
    assert WHY in text
    assert "由head指定承办本案" in text
    assert "Appointedforthiscasebyhead" in text


def test_a_clerk_registers_the_signed_sheet_and_everybody_at_the_desk_reads_it(service: Service) -> None:
    case = grant(service)
    here, desk = sheet_of(case), case.replace("/my/", "/desk/")
    clerk = reader(service, "clerk_of_office")
    said = {
        "number": "修复 2026 0001",
        "signer_id": signer(clerk, here, "decider"),
        "signed_on": today(service),
        "proof": scan(),
    }
    page = clerk.get(here)
    assert "No signed sheet is registered." in page.text
    assert clerk.submit(page, "register", said, at=here).location == here
    assert clerk.submit(page, "register", {**said, "proof": scan()}, at=here).location == here, "a second click"
    decider = reader(service, "decider")
    shown = decider.get(here)
    assert "Signed by decider on" in shown.text
    assert "entered by clerk_of_office" in shown.text
    (file,) = {str(each) for each in shown.all("//a[contains(@href, '/cases/sheets/')]/@href")}
    assert decider.get(file).answer.get_data() == PDF
    assert "Signed approval sheet registered" in decider.get(desk).text
    assert not shown.all("//form[@id='register']"), "who decides does not register"
    applicant = reader(service, "applicant_b")
    applicant.get(file, expect=403)
    applicant.get(here, expect=403)
    assert "approval sheet" not in applicant.get(case).text


def test_a_form_that_is_wrong_comes_back_with_what_was_typed(service: Service) -> None:
    here = sheet_of(grant(service))
    clerk = reader(service, "clerk_of_office")
    said = {"number": "修复-2026-0002", "signer_id": signer(clerk, here, "decider"), "signed_on": "2099-01-01"}
    back = clerk.submit(clerk.get(here), "register", said, at=here, expect=422)
    for field in ("number", "signed_on", "proof"):
        assert back.all(f"//*[@id='error-{field}']"), field
    assert back.all("//input[@id='number']/@value") == ["修复-2026-0002"]
    assert back.all("//select[@id='signer_id']/option[@selected]/@value") == [said["signer_id"]]
    no_pdf = {**said, "number": "修复-2026-0001", "signed_on": today(service), "proof": scan(b"MZ")}
    assert clerk.submit(clerk.get(here), "register", no_pdf, at=here, expect=422).all("//*[@id='error-proof']")
    clerk.submit(clerk.get(here), "register", {**said, "signed_on": "yesterday"}, at=here, expect=422)


def test_another_authority_and_who_may_not_register_are_refused(service: Service) -> None:
    here = sheet_of(grant(service))
    hire(service, "clerk_elsewhere", Role.CLERK_OF_OFFICE, authority="ZZ_ECOLOGY")
    elsewhere = reader(service, "clerk_elsewhere")
    for path in (here, f"{here}.pdf"):
        elsewhere.get(path, expect=404)
    elsewhere.get("/desk")
    elsewhere.post(here, {"number": "修复-2026-0001"}, expect=404)
    decider = reader(service, "decider")
    decider.get(here)
    decider.post(here, {"number": "修复-2026-0001"}, expect=403)


def today(service: Service) -> str:
    return service.tools.clock.now().date().isoformat()

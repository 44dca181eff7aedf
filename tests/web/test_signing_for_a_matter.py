"""The legal representative who signs an application for a permit reads for which matter it is, and of no decision."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from approval_office import ApprovalOffice
from builders import serve
from entering import with_outbox
from page_readers import reader
from signing_steps import ask, link, reading

from workflow_app.services.tasks import save_draft

SAID = {
    "application_content": "广惠街项目土方3.2万立方米，2026年10月至11月外运。",
    "contact_phone": "13800000000",
    "electronic_service_consent": True,
    "declaration": ["TRUE", "LIABLE"],
    "signer_role": "LEGAL_REPRESENTATIVE",
    "signer_name": "常泽",
}


def test_who_signs_for_a_permit_reads_for_which_matter(database_url: str, tmp_path: Path) -> None:
    with closing(ApprovalOffice.with_sample(database_url, tmp_path)) as office:
        case = office.begin("ordinary_approval")
        (task,) = case.tasks
        save_draft(task.id, SAID | office.papers(case), actor=office.people["applicant"], tools=office.tools)
        parts = replace(office.built, tools=office.tools)
        served = with_outbox(serve(parts))
        ask(reader(served, "applicant"), f"/my/tasks/{task.id}", name="常泽")
        head = reading(served, here := link(served), "常泽")
        page = head.get(here)
        assert "Approval of construction waste disposal" in page.text
        assert "Decision number" not in page.text
        assert "—" not in page.text

"""Several applications at once on the pages: the steps from the ticks to the signature."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import PDF, Service, build_service
from entering import with_outbox
from page_readers import PASSWORD, Fields, Page, Reader, receipt

from workflow_app.domain.actors import Role
from workflow_app.domain.batches import Part
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.commands.batches import OpenBatch, SaveCommon
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Record
from workflow_app.services.accounts import create_account
from workflow_app.services.batch_answers import save_common
from workflow_app.services.batch_opening import open_batch
from workflow_app.services.batches import BatchItem, get_batch
from workflow_app.services.documents import upload_document
from workflow_app.services.records import list_records_of
from workflow_app.services.tasks import save_draft

HEAD, HEAD_MOBILE = "石立强", "13977778888"
KEYS = ("H/2", "H/3", "H/4", "H/6")
RECORD: Fields = {
    "paid_on": "2026-07-20",
    "receipt_no": "4100260520001",
    "paid_amount": "20000.00",
    "rectification_summary": "已按要求整改，并通过了复查验收，今后每日检查。",
    "rectified_on": "2026-07-18",
    "appeal_declaration": "NONE",
}
SIGNED: Fields = {
    "pledge": ["MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED"],
    "signer_role": "LEGAL_REPRESENTATIVE",
    "signer_name": HEAD,
}


def with_agent_of_h(service: Service) -> Service:
    """Return the service with somebody who acts for the enterprise with several penalties."""
    codes = [SUBJECT_BY_KEY["H"].uscc]
    agent = CreateAccount("applicant_h", "李晓岚", PASSWORD, roles=[Role.APPLICANT], subjects=codes)
    create_account(agent, tools=service.tools)
    return service


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    """Give a service with the agent of an enterprise with several penalties, which keeps its messages."""
    made = with_outbox(with_agent_of_h(build_service(database_url, tmp_path / "data", penalties=KEYS)))
    yield made
    made.parts.close()


def begin(who: Reader, count: int = 3) -> str:
    """Tick the first records that can be ticked and return where the batch is."""
    page = choose(who)
    ids = page.all("//input[@name='records']/@value")[:count]
    return who.submit(page, "choose", {"records": ids}).location.removesuffix("/answers")


def choose(who: Reader) -> Page:
    """Open the list of records that can be ticked."""
    return who.get(who.get("/my").link("Apply for several at once"))


def answer_all(who: Reader, batch: str) -> Page:
    """Answer what is common and what belongs to each record, question by question, and return the last look."""
    sent = who.submit(who.get(f"{batch}/answers"), "answers", {"contact_phone": "13800138000", "act": "next"})
    for _ in range(60):
        page = who.get_to(sent.location)
        if not page.all("//form[@id='answers']"):
            return page
        files = {key: receipt() for key in ("receipt", "rectification", "t16")}
        asked = {
            key: value
            for key, value in (RECORD | files).items()
            if page.all(f"//form[@id='answers']//*[@name='{key}']")
        }
        sent = who.submit(page, "answers", {**asked, "act": "save"})
    raise AssertionError(sent.location)


def sign(who: Reader, check: Page, **changed: object) -> Page:
    """Go from the last look to the signature, and sign."""
    page = who.get(check.link("go on to sign"))
    return who.submit(page, "answers", {**SIGNED, **changed, "act": "submit"})


def revoke(service: Service, document_no: str) -> None:
    """Let a record be revoked meanwhile."""
    with service.tools.database.write() as unit:
        record = unit.session.query(Record).filter(Record.document_no == document_no).one()
        record.status = "REVOKED"
        unit.commit()


def ready(who: Reader, count: int = 3, *, signer: bool = False) -> str:
    """Begin a batch, answer everything, who signs only where wanted, and return where it is."""
    agent, tools = who.service.actor("applicant_h"), who.service.tools
    found = list_records_of(RecordFilter(limit=50), actor=agent, tools=tools).items
    ids = tuple(each.id for each in found if each.may_apply)[:count]
    batch_id = open_batch(OpenBatch("credit_repair", SUBJECT_BY_KEY["H"].uscc, ids), actor=agent, tools=tools)
    for item in get_batch(batch_id, actor=agent, tools=tools).drafts:
        fill_in(who.service, item)
    common = {"contact_phone": "13800138000", "electronic_service_consent": True}
    save_common(SaveCommon(batch_id, Part.ANSWERS, common), actor=agent, tools=tools)
    signed = SIGNED if signer else {"pledge": SIGNED["pledge"]}
    save_common(SaveCommon(batch_id, Part.SIGNING, signed), actor=agent, tools=tools)
    return f"/my/batches/{batch_id}"


def fill_in(service: Service, item: BatchItem) -> None:
    """Answer what belongs to one application of a batch."""
    agent, detail = service.actor("applicant_h"), item.detail
    assert detail is not None
    asked = {each["key"] for each in detail.form["components"]}
    files = {key: _upload(service, item, key) for key in ("receipt", "rectification", "t16") if key in asked}
    values = {key: value for key, value in (RECORD | files).items() if key in asked}
    save_draft(detail.task.id, values, actor=agent, tools=service.tools)


def _upload(service: Service, item: BatchItem, key: str) -> str:
    file = UploadDocument(item.case.id, f"{key}.pdf", "application/pdf", io.BytesIO(PDF), key)
    return upload_document(file, actor=service.actor("applicant_h"), tools=service.tools).id


def ask_head(who: Reader, batch: str, *, expect: int = 303, **changed: str) -> Page:
    """Ask the legal representative to sign everything that has no signature yet."""
    fields = {"name": HEAD, "mobile": HEAD_MOBILE, "to": "other", **changed}
    return who.submit(who.get(f"{batch}/signing"), "ask-form", fields, expect=expect)

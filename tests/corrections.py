"""Asking for missing items and supplying them, as the steps of a case."""

import io

from office import PDF, Office
from scenario_steps import seen

from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.services.documents import upload_document
from workflow_app.services.views import CaseView

GAPS = {
    "acceptance": "CORRECT",
    "gaps": ["RECEIPT", "OTHER"],
    "gap_receipt": "凭证上的金额看不清，请重新拍摄。",
    "gap_other": "说明缴款人与单位的关系。",
}


def ask(office: Office, **submitted: object) -> CaseView:
    """Have items asked for, and the notice served where the applicant agreed to read letters here."""
    case = office.complete(office.submit(**submitted), "intake", **GAPS)
    office.work()
    return seen(office, case)


def supply(office: Office, case: CaseView) -> CaseView:
    upload = UploadDocument(case.id, "receipt2.pdf", "application/pdf", io.BytesIO(PDF), "fix_receipt")
    receipt = upload_document(upload, actor=office.agent(), tools=office.tools)
    values = {"fix_receipt": receipt.id, "fix_other": "缴款人是本单位出纳。"}
    return office.complete(case, "applicant_b", **values)

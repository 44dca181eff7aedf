"""What a repair may come to beside the straight way, in one act each."""

import io
from datetime import timedelta

from office import PDF, Office

from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.models import DueWork
from workflow_app.services.documents import upload_document
from workflow_app.services.views import CaseView

REJECT = {"acceptance": "REJECT", "acceptance_reason": "处罚不由本机关作出，请向作出机关申请。"}
GAPS = {"acceptance": "CORRECT", "gaps": ["RECEIPT"], "gap_receipt": "凭证上的金额看不清，请重新拍摄。"}
VERIFY = {"first_opinion": "VERIFY", "verification_scope": "车辆密闭装置是否全部安装。"}
RETURN = {"second_opinion": "RETURN", "second_reason": "凭证属于另一处罚。"}
SENT_BACK = {"decision": "RETURN", "return_reason": "请复核五月二十日的缴款凭证是否属于本处罚。"}
REFUSE = {"decision": "REFUSE", "decision_reason": "缴款凭证属于另一处罚。"}


def found_on(day: str) -> dict[str, object]:
    """Return what a verifier found on a day."""
    return {
        "verified_on": day,
        "verified_at": "中牟县停车场",
        "persons_present": "王建军（法定代表人）",
        "verification_result": "PASS",
        "findings": "抽查的十二辆车均已安装密闭装置。",
    }


def examined(outcome: str) -> dict[str, object]:
    """Return how an objection was examined."""
    return {"objection_outcome": outcome, "objection_findings": "所附照片摄于整改之前。"}


def supply(office: Office, case: CaseView) -> CaseView:
    """Hand in what was asked for."""
    upload = UploadDocument(case.id, "receipt2.pdf", "application/pdf", io.BytesIO(PDF), "fix_receipt")
    receipt = upload_document(upload, actor=office.agent(), tools=office.tools)
    return office.complete(case, "applicant_b", fix_receipt=receipt.id)


def tell(office: Office, case: CaseView, message: str) -> None:
    """Leave a message for a case, as a service that decided something about it does."""
    now = office.clock.now()
    told: dict[str, object] = {"case_id": case.id, "message": message}
    with office.tools.database.write() as unit:
        unit.add(
            DueWork(
                kind="tell_case",
                key=f"tell_case:{case.id}:{now.isoformat()}",
                case_id=case.id,
                payload=told,
                status="PENDING",
                due_at=now,
                not_before=now - timedelta(days=3650),
                attempts=0,
                created_at=now,
            )
        )
        unit.commit()
    office.work()

"""A change of the rules that waits in a demonstration, so that its two administrators have something to decide."""

from collections.abc import Mapping
from datetime import datetime

from workflow_app.domain.commands.proposals import ProposeChange
from workflow_app.domain.proposals import Kind
from workflow_app.domain.time import local_date
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.proposals import add_proposal

REPAIRS = {"key": "repair.correction_wd", "regime": "R2026"}
APPROVALS = {"key": "approval.correction_wd", "reason": "多数申请人三日内即可补齐材料，缩短补正期限可使审批更早办结。"}
GIVEN = {
    "value": "5",
    "valid_from": "2026-10-12",
    "origin": "局务会议纪要〔2026〕第9号（示例）",
    "reason": "多数申请人三日内即可补齐材料，缩短补正期限可使企业更早完成修复。",
}


def propose_shorter_correction(work: UnitOfWork, of: Mapping[str, str] = REPAIRS, *, now: datetime) -> None:
    """Have the system administrator propose five working days instead of ten, unless that was proposed before."""
    proposer = work.accounts.find_by_username("system_admin")
    actor = work.accounts.find_actor(proposer.id, today=local_date(now)) if proposer else None
    if actor is not None and not work.proposals.is_known(Kind.PARAMETER, of["key"]):
        add_proposal(work, ProposeChange(Kind.PARAMETER, {**GIVEN, **of}), actor=actor, now=now)

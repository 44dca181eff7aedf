"""Who takes part where a draft is walked through: two of every role of the staff, and one who applies."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import DESK_ROLES, Role
from workflow_app.domain.time import ZONE

WALK_START = datetime(2026, 9, 29, 9, 0, tzinfo=ZONE)
"""Every walk begins at the same instant, so that the same acts come to the same days wherever they are repeated."""
AUTHORITY = "ZM_URBAN"
"""Whose staff take part."""
APPLICANT = "applicant"
_PLACES = (("a", "甲"), ("b", "乙"))
_CALLED = {
    Role.WINDOW: "窗口",
    Role.INTAKE: "收件人",
    Role.FIRST_REVIEWER: "初审人",
    Role.SECOND_REVIEWER: "复审人",
    Role.DECIDER: "决定人",
    Role.SECTION_HEAD: "科室负责人",
    Role.CLERK_OF_OFFICE: "办公室",
    Role.VERIFIER: "核查人",
    Role.DATA_CLERK: "数据员",
    Role.CREDIT_OFFICE: "信用办",
    Role.CREDIT_CENTER: "信用中心",
    Role.TRAINER: "培训人员",
    Role.SUPERVISOR: "监督人员",
    Role.COMPLAINT_HANDLER: "投诉处理人",
    Role.PROCESS_ADMIN: "流程管理员",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDITOR: "审计员",
}


@dataclass(frozen=True, slots=True)
class Walker:
    """One who takes part: `name` is what letters and the history of the sandbox call them, and no two the same."""

    username: str
    name: str
    role: Role


CAST = (
    Walker(APPLICANT, "申请人", Role.APPLICANT),
    *(
        Walker(f"{role.value.lower()}_{place}", f"{_CALLED[role]}{which}", role)
        for role in sorted(DESK_ROLES)
        for place, which in _PLACES
    ),
)

PAPER_NAME = "sample.pdf"
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""The blank sheet that every paper in the sandbox is."""

"""The accounts of a demonstration: who signs in, as what, in which department, for whom."""

from dataclasses import dataclass

from workflow_app.domain.actors import Role

AGENT = "AGENT"
LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE"
MAIL_DOMAIN = "example.cn"
"""Where mail addresses of the demonstration lie, to which nothing is sent."""


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """One account.

    Staff hold their role, and what they are `also`, in every authority of the demonstration, in the department of that
    code where there is one; administrators hold theirs for the whole installation. Applicants act for the subjects
    named by their keys.
    """

    username: str
    name: str
    role: Role
    department: str | None = None
    subjects: tuple[str, ...] = ()
    authorised_as: str = AGENT
    mobile: str = ""
    also: tuple[Role, ...] = ()


ADMINISTRATORS = frozenset({Role.PROCESS_ADMIN, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})

LOGINS = (
    DemoLogin("applicant_a", "赵敏", Role.APPLICANT, subjects=("A",), mobile="13800000001"),
    DemoLogin("applicant_b", "李晓岚", Role.APPLICANT, subjects=("B", "D", "F", "G", "H", "K"), mobile="13800000002"),
    DemoLogin("applicant_c", "徐文静", Role.APPLICANT, subjects=("C",), mobile="13800000003"),
    DemoLogin("applicant_d", "张小满", Role.APPLICANT, subjects=("D",), mobile="13800000004"),
    DemoLogin("applicant_e", "程思远", Role.APPLICANT, subjects=("E",), mobile="13800000005"),
    DemoLogin("legal_rep_b", "王建军", Role.APPLICANT, subjects=("B",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("window", "田苗", Role.WINDOW, "APPROVAL"),
    DemoLogin("intake", "方雨桐", Role.INTAKE, "APPROVAL"),
    DemoLogin("first_reviewer", "陈立", Role.FIRST_REVIEWER, "LEGAL"),
    DemoLogin("second_reviewer", "周正", Role.SECOND_REVIEWER, "LEGAL"),
    DemoLogin("decider", "高崇", Role.DECIDER),
    DemoLogin("section_head", "刘海燕", Role.SECTION_HEAD, "LEGAL"),
    DemoLogin("clerk_of_office", "贺兰", Role.CLERK_OF_OFFICE, "OFFICE"),
    DemoLogin("verifier", "宋锐", Role.VERIFIER, "ENFORCEMENT"),
    DemoLogin("verifier_2", "何帆", Role.VERIFIER, "ENFORCEMENT"),
    DemoLogin("data_clerk", "冯佳", Role.DATA_CLERK, "CREDIT_OFFICE"),
    DemoLogin("credit_office", "许清和", Role.CREDIT_OFFICE, "CREDIT_OFFICE"),
    DemoLogin("credit_center", "沈知行", Role.CREDIT_CENTER),
    DemoLogin("trainer", "叶书白", Role.TRAINER, "CREDIT_OFFICE"),
    DemoLogin("supervisor", "严朗", Role.SUPERVISOR, "SUPERVISION"),
    DemoLogin("complaint_handler", "郭宁", Role.COMPLAINT_HANDLER, "SUPERVISION"),
    DemoLogin("process_admin", "罗一鸣", Role.PROCESS_ADMIN),
    DemoLogin("process_admin_2", "蒋雪", Role.PROCESS_ADMIN),
    DemoLogin("system_admin", "唐峻", Role.SYSTEM_ADMIN),
    DemoLogin("security_admin", "白简", Role.SECURITY_ADMIN),
    DemoLogin("auditor", "邓勤", Role.AUDITOR),
)

"""Who appears in the story beside the people of every demonstration."""

from workflow_app.domain.actors import Role
from workflow_app.domain.seeds.demo_accounts import LEGAL_REPRESENTATIVE, DemoLogin

AGENTS = ("agent_1", "agent_2", "agent_3", "agent_4")
"""Who applies for the enterprises that have no account of their own in the story."""

STAFF = (
    DemoLogin("first_reviewer_2", "孙妍", Role.FIRST_REVIEWER, "LEGAL"),
    DemoLogin("second_reviewer_2", "马骁", Role.SECOND_REVIEWER, "LEGAL"),
)
APPLICANTS = (
    DemoLogin("applicant_j", "洪澄", Role.APPLICANT, subjects=("J",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_l", "齐程远", Role.APPLICANT, subjects=("L",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_m", "袁晟", Role.APPLICANT, subjects=("M",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_n", "顾北辰", Role.APPLICANT, subjects=("N",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_p", "田沃野", Role.APPLICANT, subjects=("P",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_q", "凌羽", Role.APPLICANT, subjects=("Q",), authorised_as=LEGAL_REPRESENTATIVE),
)
AGENT_NAMES = dict(zip(AGENTS, ("顾诚", "沈岚", "唐悦", "吴桐"), strict=True))

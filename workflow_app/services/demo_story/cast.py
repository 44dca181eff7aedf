"""Who appears in the story beside the people of every demonstration."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from workflow_app.domain.actors import Role
from workflow_app.domain.seeds.demo_accounts import LEGAL_REPRESENTATIVE, LOGINS, DemoLogin

AGENTS = ("agent_1", "agent_2", "agent_3", "agent_4")
"""Who applies for the enterprises that have no account of their own in the story."""

MOBILE_OF_K = "13800000011"
"""With this number the owner registered years ago; nobody has it any more."""
NUMBERS_GONE = frozenset({MOBILE_OF_K})
HEAD_OF_B, HEAD_OF_AA = "13800000012", "13800000022"
"""The telephones of two legal representatives."""
STAFF = (
    DemoLogin("first_reviewer_2", "孙妍", Role.FIRST_REVIEWER, "LEGAL"),
    DemoLogin("second_reviewer_2", "马骁", Role.SECOND_REVIEWER, "LEGAL", also=(Role.FIRST_REVIEWER,)),
)
APPLICANTS = (
    DemoLogin("applicant_g", "梁云飞", Role.APPLICANT, subjects=("G",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_j", "洪澄", Role.APPLICANT, subjects=("J",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin(
        "applicant_k", "周长顺", Role.APPLICANT, subjects=("K",), authorised_as=LEGAL_REPRESENTATIVE, mobile=MOBILE_OF_K
    ),
    DemoLogin("applicant_l", "齐程远", Role.APPLICANT, subjects=("L",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_m", "袁晟", Role.APPLICANT, subjects=("M",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_n", "顾北辰", Role.APPLICANT, subjects=("N",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_p", "田沃野", Role.APPLICANT, subjects=("P",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_q", "凌羽", Role.APPLICANT, subjects=("Q",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_r", "穆岚", Role.APPLICANT, subjects=("R",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_s", "常泽", Role.APPLICANT, subjects=("S",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_t", "金屿", Role.APPLICANT, subjects=("T",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_u", "荣霁", Role.APPLICANT, subjects=("U",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_aa", "高远", Role.APPLICANT, subjects=("AA",), mobile="13800000021"),
    DemoLogin("applicant_ab", "孙捷", Role.APPLICANT, subjects=("AB",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_ad", "彦明", Role.APPLICANT, subjects=("AD",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_ae", "卢博", Role.APPLICANT, subjects=("AE",), authorised_as=LEGAL_REPRESENTATIVE),
    DemoLogin("applicant_af", "欧金", Role.APPLICANT, subjects=("AF",), authorised_as=LEGAL_REPRESENTATIVE),
)
AGENT_NAMES = dict(zip(AGENTS, ("顾诚", "沈岚", "唐悦", "吴桐"), strict=True))

_MORE: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "legal_rep_b": {"mobile": HEAD_OF_B},
        # He was the agent of an enterprise before he came to the office, and his mandate is still on record.
        "second_reviewer": {"subjects": ("AB",)},
    }
)
PEOPLE = tuple(replace(login, **_MORE.get(login.username, {})) for login in LOGINS)
"""The people of every demonstration, as the story has them."""

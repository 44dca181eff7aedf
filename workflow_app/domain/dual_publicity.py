"""The record by which a permit is reported to the public sites: fields, codes and lengths of rule 4.3.

Identity numbers are no part of it as it is kept: they are put in from the register when it is sent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from workflow_app.domain.matters import Category
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.domain.permits import Status

WITHOUT_END = "2099/12/31"
"""What stands for a permit that holds until further notice."""
DECISION, IN_FORCE, NOT_IN_FORCE = "准予行政许可决定书", "有效", "无效"
CATEGORIES = MappingProxyType(
    {
        Category.GENERAL: "普通",
        Category.FRANCHISE: "特许",
        Category.RECOGNITION: "认可",
        Category.VERIFICATION: "核准",
        Category.REGISTRATION: "登记",
        Category.OTHER: "其他-",
    }
)
HOLDERS = MappingProxyType(
    {
        SubjectKind.ENTERPRISE: "法人及非法人组织",
        SubjectKind.INDIVIDUAL_BUSINESS: "个体工商户",
        SubjectKind.PERSON: "自然人",
    }
)
ENDED = MappingProxyType({Status.REVOKED: "撤销", Status.CANCELLED: "注销"})


class Act(StrEnum):
    """What is reported: that a permit was granted, or that it ended before its time."""

    GRANT = "GRANT"
    END = "END"


class Sending(StrEnum):
    """How far a record is."""

    PREPARED = "PREPARED"


class Needed(StrEnum):
    """Of whom a field is asked: of all, of those with a code, of enterprises, of persons, or of nobody."""

    ALWAYS = "ALWAYS"
    CODED = "CODED"
    ENTERPRISE = "ENTERPRISE"
    PERSON = "PERSON"
    NEVER = "NEVER"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the standard; `longest` in characters."""

    code: str
    zh: str
    en: str
    longest: int
    needed: Needed = Needed.ALWAYS


FIELDS: tuple[Field, ...] = (
    Field("XK_XDR_MC", "行政相对人名称", "Name of the holder", 200),
    Field("XK_XDR_LB", "行政相对人类别", "Kind of holder", 16),
    Field("XK_XDR_SHXYM", "行政相对人代码_1（统一社会信用代码）", "Unified social credit code", 18, Needed.CODED),
    Field("XK_XDR_GSZC", "行政相对人代码_2（工商注册号）", "Business registration number", 50, Needed.NEVER),
    Field("XK_XDR_ZZJG", "行政相对人代码_3（组织机构代码）", "Organisation code", 9, Needed.NEVER),
    Field("XK_XDR_SWDJ", "行政相对人代码_4（税务登记号）", "Tax registration number", 15, Needed.NEVER),
    Field("XK_XDR_SYDW", "行政相对人代码_5（事业单位证书号）", "Certificate of a public institution", 12, Needed.NEVER),
    Field("XK_XDR_SHZZ", "行政相对人代码_6（社会组织登记证号）", "Certificate of a social body", 50, Needed.NEVER),
    Field("XK_FRDB", "法定代表人", "Legal representative", 50, Needed.ENTERPRISE),
    Field("XK_FR_ZJLX", "法定代表人证件类型", "Kind of the representative's document", 64, Needed.NEVER),
    Field("XK_FR_ZJHM", "法定代表人证件号码", "Number of the representative's document", 64, Needed.NEVER),
    Field("XK_XDR_ZJLX", "证件类型", "Kind of the person's document", 64, Needed.NEVER),
    Field("XK_XDR_ZJHM", "证件号码", "Number of the person's document", 64, Needed.PERSON),
    Field("XK_XKWS", "行政许可决定文书名称", "Title of the decision", 64),
    Field("XK_WSH", "行政许可决定文书号", "Number of the decision", 64),
    Field("XK_XKLB", "许可类别", "Category of the permit", 256),
    Field("XK_XKZS", "许可证书名称", "Name of the permit", 64, Needed.NEVER),
    Field("XK_XKBH", "许可编号", "Number of the permit", 64, Needed.NEVER),
    Field("XK_NR", "许可内容", "What is permitted", 4000),
    Field("XK_JDRQ", "许可决定日期", "Decided on", 10),
    Field("XK_YXQZ", "有效期自", "Valid from", 10),
    Field("XK_YXQZI", "有效期至", "Valid until", 10),
    Field("XK_XKJG", "许可机关", "Authority", 200),
    Field("XK_XKJGDM", "许可机关统一社会信用代码", "Credit code of the authority", 18),
    Field("XK_ZT", "当前状态", "Status", 50),
    Field("XK_LYDW", "数据来源单位", "Source of the data", 200),
    Field("XK_LYDWDM", "数据来源单位统一社会信用代码", "Credit code of the source", 18),
    Field("BZ", "备注", "Remark", 512, Needed.NEVER),
)
"""The field set, in the order of the standard."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a record says of a permit, beside what is the same in all."""

    holder: str
    holder_kind: str
    uscc: str | None
    representative: str | None
    decision_no: str | None
    category: str
    category_note: str
    permit_name: str
    permit_no: str
    content: str
    decided_on: date
    valid_from: date
    valid_to: date | None
    authority: str
    authority_uscc: str
    status: str
    ended_on: date | None
    reason: str


def fields_of(said: Reported) -> dict[str, str]:
    """Return the fields of a record by their codes, in the order of the standard; what is not known is empty."""
    is_enterprise = said.holder_kind == SubjectKind.ENTERPRISE
    known = {
        "XK_XDR_MC": said.holder,
        "XK_XDR_LB": HOLDERS[SubjectKind(said.holder_kind)],
        "XK_XDR_SHXYM": said.uscc or "",
        "XK_FRDB": (said.representative or "") if is_enterprise else "",
        "XK_XKWS": DECISION,
        "XK_WSH": said.decision_no or said.permit_no,
        "XK_XKLB": CATEGORIES[Category(said.category)] + said.category_note,
        "XK_XKZS": said.permit_name,
        "XK_XKBH": said.permit_no,
        "XK_NR": " ".join(said.content.split()),
        "XK_JDRQ": _day(said.decided_on),
        "XK_YXQZ": _day(said.valid_from),
        "XK_YXQZI": _day(said.valid_to) if said.valid_to else WITHOUT_END,
        "XK_XKJG": said.authority,
        "XK_XKJGDM": said.authority_uscc,
        "XK_ZT": IN_FORCE if said.status == Status.VALID else NOT_IN_FORCE,
        "XK_LYDW": said.authority,
        "XK_LYDWDM": said.authority_uscc,
        "BZ": _remark(said),
    }
    return {each.code: known.get(each.code, "") for each in FIELDS}


def faults(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what stands against sending a record: the code of a field, and MISSING or TOO_LONG."""
    kind = fields.get("XK_XDR_LB")
    for each in FIELDS:
        text = fields.get(each.code, "")
        if not text and _is_needed(each, kind):
            yield each.code, "MISSING"
        elif len(text) > each.longest:
            yield each.code, "TOO_LONG"


def is_put_in_later(field: Field, fields: Mapping[str, str]) -> bool:
    """Tell whether a field of a record is put in when it is sent: what is kept encrypted until then."""
    return field.needed is Needed.PERSON and fields.get("XK_XDR_LB") == HOLDERS[SubjectKind.PERSON]


def _is_needed(field: Field, kind: str | None) -> bool:
    """Tell whether a field is asked of this kind of holder; what is put in when it is sent cannot lack before."""
    if field.needed is Needed.CODED:
        return kind != HOLDERS[SubjectKind.PERSON]
    if field.needed is Needed.ENTERPRISE:
        return kind == HOLDERS[SubjectKind.ENTERPRISE]
    return field.needed is Needed.ALWAYS


def _remark(said: Reported) -> str:
    if said.status == Status.VALID or said.ended_on is None:
        return ""
    return f"{_day(said.ended_on)}{ENDED[Status(said.status)]}：{' '.join(said.reason.split())}"


def _day(day: date) -> str:
    return day.strftime("%Y/%m/%d")

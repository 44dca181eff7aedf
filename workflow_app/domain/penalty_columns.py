"""The field set of penalties for publication, 2021 edition, and two columns of ours at its end (rule 4.2)."""

from dataclasses import dataclass
from enum import StrEnum

from workflow_app.domain.severity import PenaltyType


class Kind(StrEnum):
    """How the cells of a column are read."""

    NAME = "NAME"
    SUBJECT_KIND = "SUBJECT_KIND"
    USCC = "USCC"
    AUTHORITY_USCC = "AUTHORITY_USCC"
    ORGANISATION_CODE = "ORGANISATION_CODE"
    REGISTRATION_NO = "REGISTRATION_NO"
    CODE = "CODE"
    ID_TYPE = "ID_TYPE"
    ID_NUMBER = "ID_NUMBER"
    DOCUMENT_NO = "DOCUMENT_NO"
    TEXT = "TEXT"
    PUBLIC_TEXT = "PUBLIC_TEXT"
    PENALTY_TYPES = "PENALTY_TYPES"
    MONEY = "MONEY"
    DECISION_DATE = "DECISION_DATE"
    DATE = "DATE"
    PROCEDURE = "PROCEDURE"
    DATA_CLASS = "DATA_CLASS"


class Need(StrEnum):
    """When a column must be filled."""

    ALWAYS = "ALWAYS"
    OPTIONAL = "OPTIONAL"
    ORGANISATION = "ORGANISATION"
    ENTERPRISE = "ENTERPRISE"
    PERSON = "PERSON"
    FINE = "FINE"
    CONFISCATION = "CONFISCATION"
    LICENCE = "LICENCE"


class SubjectKind(StrEnum):
    """What the party of a decision is."""

    ENTERPRISE = "ENTERPRISE"
    PERSON = "PERSON"
    INDIVIDUAL_BUSINESS = "INDIVIDUAL_BUSINESS"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, its header, the field of a row it fills, how it is read, and when it is needed."""

    code: str
    header: str
    field: str
    kind: Kind
    need: Need = Need.OPTIONAL
    length: int = 0
    aliases: tuple[str, ...] = ()


SUBJECT_KINDS = {
    "法人及非法人组织": SubjectKind.ENTERPRISE,
    "自然人": SubjectKind.PERSON,
    "个体工商户": SubjectKind.INDIVIDUAL_BUSINESS,
}

PENALTY_TYPES = {
    "警告": PenaltyType.WARNING,
    "通报批评": PenaltyType.CRITICISM,
    "罚款": PenaltyType.FINE,
    "没收违法所得": PenaltyType.CONFISCATE_GAINS,
    "没收非法财物": PenaltyType.CONFISCATE_GOODS,
    "暂扣许可证件": PenaltyType.SUSPEND_LICENCE,
    "降低资质等级": PenaltyType.DOWNGRADE,
    "吊销许可证件": PenaltyType.REVOKE_LICENCE,
    "限制开展生产经营活动": PenaltyType.RESTRICT_BUSINESS,
    "责令停产停业": PenaltyType.STOP_BUSINESS,
    "责令关闭": PenaltyType.CLOSE_DOWN,
    "限制从业": PenaltyType.RESTRICT_EMPLOYMENT,
    "行政拘留": PenaltyType.DETENTION,
}
OTHER_TYPE = "其他"

RESIDENT_CARD = "身份证"
ID_TYPES = (
    RESIDENT_CARD,
    "护照号",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "外国人永久居留身份证",
)

PROCEDURES = {"简易程序": True, "普通程序": False, "一般程序": False}

DATA_CLASSES = {
    "安全生产": "WORK_SAFETY",
    "消防": "FIRE",
    "食品": "FOOD",
    "药品": "DRUGS",
    "特种设备": "SPECIAL_EQUIPMENT",
    "生态环境": "ECOLOGY",
    "城市管理": "URBAN_MANAGEMENT",
    "市场监管": "MARKET_REGULATION",
}

RECTIFICATION_WORDS = ("责令", "限期整改", "限期改正", "停止违法行为")

PENALTY_COLUMNS = (
    Column("CF_XDR_MC", "行政相对人名称", "subject_name", Kind.NAME, Need.ALWAYS, 200),
    Column("CF_XDR_LB", "行政相对人类别", "subject_kind", Kind.SUBJECT_KIND, Need.ALWAYS, 16),
    Column(
        "CF_XDR_SHXYM",
        "行政相对人代码_1(统一社会信用代码)",
        "uscc",
        Kind.USCC,
        Need.ORGANISATION,
        18,
        ("统一社会信用代码",),
    ),
    Column(
        "CF_XDR_GSZC",
        "行政相对人代码_2(工商注册号)",
        "registration_no",
        Kind.REGISTRATION_NO,
        length=50,
        aliases=("工商注册号",),
    ),
    Column(
        "CF_XDR_ZZJG",
        "行政相对人代码_3(组织机构代码)",
        "organisation_code",
        Kind.ORGANISATION_CODE,
        length=9,
        aliases=("组织机构代码",),
    ),
    Column("CF_XDR_SWDJ", "行政相对人代码_4(税务登记号)", "tax_no", Kind.CODE, length=15, aliases=("税务登记号",)),
    Column(
        "CF_XDR_SYDW",
        "行政相对人代码_5(事业单位证书号)",
        "institution_no",
        Kind.CODE,
        length=12,
        aliases=("事业单位证书号",),
    ),
    Column(
        "CF_XDR_SHZZ",
        "行政相对人代码_6(社会组织登记证号)",
        "association_no",
        Kind.CODE,
        length=50,
        aliases=("社会组织登记证号",),
    ),
    Column("CF_FRDB", "法定代表人", "legal_representative", Kind.NAME, Need.ENTERPRISE, 50),
    Column("CF_FR_ZJLX", "法定代表人证件类型", "representative_id_type", Kind.ID_TYPE, length=64),
    Column("CF_FR_ZJHM", "法定代表人证件号码", "representative_id", Kind.ID_NUMBER, length=64),
    Column("CF_XDR_ZJLX", "证件类型", "person_id_type", Kind.ID_TYPE, Need.PERSON, 64, ("自然人证件类型",)),
    Column("CF_XDR_ZJHM", "证件号码", "person_id", Kind.ID_NUMBER, Need.PERSON, 64, ("自然人证件号码",)),
    Column("CF_WSH", "行政处罚决定书文号", "document_no", Kind.DOCUMENT_NO, Need.ALWAYS, 128),
    Column("CF_WFXW", "违法行为类型", "violation_type", Kind.PUBLIC_TEXT, Need.ALWAYS, 2000),
    Column("CF_SY", "违法事实", "facts", Kind.PUBLIC_TEXT, Need.ALWAYS, 2000),
    Column("CF_YJ", "处罚依据", "basis", Kind.PUBLIC_TEXT, Need.ALWAYS, 2048),
    Column("CF_CFLB", "处罚类别", "penalty_types", Kind.PENALTY_TYPES, Need.ALWAYS, 255),
    Column("CF_NR", "处罚内容", "content", Kind.PUBLIC_TEXT, Need.ALWAYS, 4000),
    Column("CF_NR_FK", "罚款金额(万元)", "fine", Kind.MONEY, Need.FINE),
    Column("CF_NR_WFFF", "没收违法所得、没收非法财物的金额(万元)", "confiscation", Kind.MONEY, Need.CONFISCATION),
    Column("CF_NR_ZKDX", "暂扣或吊销证照名称及编号", "licence", Kind.TEXT, Need.LICENCE, 200),
    Column("CF_JDRQ", "处罚决定日期", "decided_on", Kind.DECISION_DATE, Need.ALWAYS),
    Column("CF_YXQ", "处罚有效期", "valid_until", Kind.DATE),
    Column("CF_GSJZQ", "公示截止期", "stated_until", Kind.DATE),
    Column("CF_CFJG", "处罚机关", "authority_name", Kind.NAME, Need.ALWAYS, 255),
    Column("CF_CFJGDM", "处罚机关统一社会信用代码", "authority_uscc", Kind.AUTHORITY_USCC, Need.ALWAYS, 18),
    Column("CF_LYDW", "数据来源单位", "source_name", Kind.NAME, Need.ALWAYS, 200),
    Column("CF_LYDWDM", "数据来源单位统一社会信用代码", "source_uscc", Kind.USCC, Need.ALWAYS, 18),
    Column("BZ", "备注", "remarks", Kind.TEXT, length=512),
    Column("XN_CFCX", "处罚程序(内部)", "simple_procedure", Kind.PROCEDURE, length=16),
    Column("XN_SSLY", "所属领域(内部)", "data_class", Kind.DATA_CLASS, length=32),
)

COLUMN_BY_CODE = {column.code: column for column in PENALTY_COLUMNS}

"""The authorities, departments and sites of the demo installation (table 3.2)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuthoritySeed:
    """A bureau; `field` selects rule sets of its own, `letter_prefix` opens its document numbers."""

    code: str
    uscc: str
    name_zh: str
    name_en: str
    letter_prefix: str
    phone: str
    field: str
    penalty_prefix: str


@dataclass(frozen=True, slots=True)
class DepartmentSeed:
    """A section of an authority."""

    authority: str
    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class SiteSeed:
    """A place of publication; OWN is our own listing, HTTP speaks to another, MANUAL is told by people.

    One with an authority shows only what that authority decided.
    """

    code: str
    name_zh: str
    name_en: str
    connector: str
    base_url: str | None = None
    entry_url: str | None = None
    authority: str | None = None


AUTHORITIES = (
    AuthoritySeed(
        "ZM_URBAN",
        "11410122005100000D",
        "中牟县城市管理局",
        "Zhongmou County Urban Management Bureau",
        "牟城管",
        "0371-62100000",
        "URBAN_MANAGEMENT",
        "牟城管罚决字",
    ),
    AuthoritySeed(
        "ZZ_ECOLOGY",
        "114101000050010107",
        "郑州市生态环境局",
        "Zhengzhou Ecology and Environment Bureau",
        "郑环",
        "0371-67100000",
        "ECOLOGY",
        "郑环罚决字",
    ),
    AuthoritySeed(
        "LYG_ECOLOGY",
        "11320700014300506X",
        "连云港市生态环境局",
        "Lianyungang Ecology and Environment Bureau",
        "连环",
        "0518-85500000",
        "ECOLOGY",
        "连环罚决字",
    ),
)

DEPARTMENTS = (
    DepartmentSeed("ZM_URBAN", "LEGAL", "法制科", "Legal Affairs Section"),
    DepartmentSeed("ZM_URBAN", "APPROVAL", "行政审批科", "Approval Section"),
    DepartmentSeed("ZM_URBAN", "ENFORCEMENT", "执法大队", "Enforcement Brigade"),
    DepartmentSeed("ZM_URBAN", "SOLID_WASTE", "固废科", "Solid Waste Section"),
    DepartmentSeed("ZM_URBAN", "OUTDOOR_ADS", "户外广告科", "Outdoor Advertising Section"),
    DepartmentSeed("ZM_URBAN", "HEATING", "集中供热办公室", "Central Heating Office"),
    DepartmentSeed("ZM_URBAN", "DUST", "控尘办", "Dust Control Office"),
    DepartmentSeed("ZM_URBAN", "OFFICE", "办公室", "General Office"),
    DepartmentSeed("ZM_URBAN", "SUPERVISION", "督查科", "Supervision Section"),
    DepartmentSeed("ZM_URBAN", "CREDIT_OFFICE", "局信用办", "Credit Office"),
    DepartmentSeed("ZZ_ECOLOGY", "LEGAL", "法规处", "Legal Affairs Division"),
    DepartmentSeed("ZZ_ECOLOGY", "EIA", "环评处", "Environmental Impact Assessment Division"),
    DepartmentSeed("ZZ_ECOLOGY", "ENFORCEMENT", "市环境综合执法支队", "Environmental Enforcement Detachment"),
    DepartmentSeed("ZZ_ECOLOGY", "SOLID_WASTE", "固化处", "Solid Waste and Chemicals Division"),
    DepartmentSeed("ZZ_ECOLOGY", "SOIL", "土壤处", "Soil Division"),
    DepartmentSeed("ZZ_ECOLOGY", "FINANCE", "财务处", "Finance Division"),
    DepartmentSeed("ZZ_ECOLOGY", "PUBLICITY", "宣教中心", "Publicity and Training Centre"),
    DepartmentSeed("LYG_ECOLOGY", "LEGAL", "法规处", "Legal Affairs Division"),
    DepartmentSeed("LYG_ECOLOGY", "ENFORCEMENT", "生态环境综合行政执法局", "Environmental Enforcement Bureau"),
)

OWN_SITE = "OWN"

SITES = (
    SiteSeed(OWN_SITE, "本局公示网站", "Our own listing", "OWN"),
    SiteSeed("CREDIT_ZZ", "信用郑州", "Credit Zhengzhou", "HTTP", "http://127.0.0.1:8101"),
    SiteSeed(
        "NECIPS",
        "公示系统",
        "National Enterprise Credit Information Publicity System",
        "HTTP",
        "http://127.0.0.1:8102",
    ),
    SiteSeed(
        "CREDIT_CHINA",
        "信用中国",
        "Credit China",
        "MANUAL",
        entry_url="https://www.creditchina.gov.cn/",
        authority="ZZ_ECOLOGY",
    ),
)

BY_HAND = (
    SiteSeed("CREDIT_CHINA", "信用中国", "Credit China", "MANUAL", entry_url="https://www.creditchina.gov.cn/"),
    SiteSeed(
        "NECIPS",
        "国家企业信用信息公示系统",
        "National Enterprise Credit Information Publicity System",
        "MANUAL",
        entry_url="https://www.gsxt.gov.cn/",
    ),
)
"""Sites of the nation that an installation at work begins with: told by hand, and off until they are switched on."""

"""Pledges that an enterprise may take as they are and fit to itself: what is promised, and how it is checked (T05)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One promised thing; `is_continuous` tells whether it goes on or has a last day, which the enterprise names."""

    text: str
    how: str
    metric: str
    is_continuous: bool = True


@dataclass(frozen=True, slots=True)
class PledgeTemplate:
    """One template, its words for the choice in both languages; what is published is Chinese."""

    key: str
    kind: str
    name_zh: str
    name_en: str
    items: tuple[TemplateItem, ...]


TEMPLATES = (
    PledgeTemplate(
        "CLOSED_TRANSPORT",
        "VOLUNTARY",
        "渣土车辆密闭运输",
        "Closed transport of construction waste",
        (
            TemplateItem(
                "渣土运输车辆全部密闭运输，不遗撒", "现场抽查车辆", "抽查车辆密闭率为百分之百", is_continuous=True
            ),
            TemplateItem("进出工地车辆全部冲洗干净", "现场抽查出入口", "抽查未发现带泥上路"),
        ),
    ),
    PledgeTemplate(
        "EMISSION_UPGRADE",
        "VOLUNTARY",
        "按期完成污染防治设施改造",
        "Upgrade of pollution control in time",
        (
            TemplateItem(
                "按期完成污染防治设施改造并通过验收",
                "查看验收报告和监测报告",
                "验收合格，排放浓度低于限值",
                is_continuous=False,
            ),
        ),
    ),
    PledgeTemplate(
        "FAIR_PRICES",
        "INDUSTRY_SELF_DISCIPLINE",
        "明码标价、诚信经营",
        "Prices shown, honest business",
        (
            TemplateItem(
                "经营场所和网店全部明码标价", "现场和网上抽查", "抽查商品明码标价率为百分之百", is_continuous=True
            ),
        ),
    ),
)
"""The templates, in the order in which they are offered."""

"""Matters that the demonstration and the gate know until the catalogue of matters is kept by the authorities."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatterSeed:
    """What can be applied for; `promised_wd` is the limit the authority promises, in working days."""

    code: str
    authority: str
    name_zh: str
    name_en: str
    field: str | None = None
    is_instant: bool = False
    pledge_whitelisted: bool = False
    da_whitelisted: bool = False
    legal_basis: str = ""
    promised_wd: int = 10


_PLEDGES_OF_ECOLOGY = "国办发〔2020〕42号；郑环办〔2022〕21号（环评“告知承诺制”项目和排污许可审批事项）"

MATTERS = (
    MatterSeed(
        "EIA_APPROVAL",
        "ZZ_ECOLOGY",
        "建设项目环境影响评价文件审批（告知承诺制）",
        "Approval of environmental impact assessments (by pledge)",
        field="ECOLOGY",
        pledge_whitelisted=True,
        legal_basis=_PLEDGES_OF_ECOLOGY,
    ),
    MatterSeed(
        "DISCHARGE_PERMIT",
        "ZZ_ECOLOGY",
        "排污许可证核发",
        "Pollutant discharge permit",
        field="ECOLOGY",
        pledge_whitelisted=True,
        legal_basis=_PLEDGES_OF_ECOLOGY,
    ),
    MatterSeed(
        "GAS_SAFETY_PERMIT",
        "ZM_URBAN",
        "燃气经营许可证核发",
        "Permit to supply gas",
        field="PUBLIC_SAFETY",
        promised_wd=20,
    ),
    MatterSeed(
        "CONSTRUCTION_WASTE", "ZM_URBAN", "建筑垃圾处置核准", "Approval of construction waste disposal", promised_wd=15
    ),
    MatterSeed(
        "OUTDOOR_ADVERTISING",
        "ZM_URBAN",
        "大型户外广告设置许可",
        "Permit for large outdoor advertisements",
        promised_wd=15,
    ),
    MatterSeed(
        "ROAD_OCCUPATION",
        "ZM_URBAN",
        "临时占用城市道路许可（即办）",
        "Permit to occupy a road for a short time (at once)",
        is_instant=True,
        promised_wd=1,
    ),
)

"""The forty decisions in short: who, number, day, violation, yuan; comments tell which story a row serves."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One decision; `series` stands within the prefix, `wrong` lays cells over the good ones."""

    key: str
    party: str
    authority: str
    number: str
    decided_on: str
    violation: str
    fine: int = 0
    types: tuple[str, ...] = ("罚款",)
    rectify: bool = False
    simple: bool = False
    licence: str = ""
    data_class: str = ""
    remarks: str = ""
    series: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


_U, _E, _L = "ZM_URBAN", "ZZ_ECOLOGY", "LYG_ECOLOGY"
_ALL_THREE = ("警告", "罚款", "暂扣许可证件")
_WASTE_LICENCE = "危险废物经营许可证(豫环危0112)"
_WRONG_CODE = {"CF_XDR_SHXYM": "91410100MA3X00002F"}

ROWS = (
    Row("B/1", "B", _U, "〔2026〕第031号", "2026-05-08", "uncovered", 20_000, rectify=True),
    Row("A/1", "A", _E, "〔2026〕第112号", "2026-04-10", "waste", 80_000, rectify=True),
    Row(
        "A/2",
        "A",
        _E,
        "〔2026〕第137号",
        "2026-05-08",
        "waste",
        60_000,
        _ALL_THREE,
        licence="危险废物经营许可证(豫环危0112)",
    ),
    Row("H/1", "H", _U, "〔2026〕第008号", "2026-02-11", "dust", 50_000, rectify=True),
    Row("H/2", "H", _U, "〔2026〕第015号", "2026-03-04", "dumping", 30_000),
    Row("H/3", "H", _U, "[2026]第022号", "2026-03-26", "uncovered", 20_000),
    Row("H/4", "H", _U, "（2026）第029号", "2026-04-22", "no_permit", 10_000),
    Row("H/5", "H", _U, "〔2026〕第036号", "2026-05-18", "uncovered", 5_000),
    Row("H/6", "H", _U, "〔2026〕第044号", "2026-06-03", "dust", 20_000, rectify=True),
    # One decision, two parties: the firm and its manager in person share the number.
    Row("H1/6", "H1", _U, "〔2026〕第044号", "2026-06-03", "dust", 5_000),
    Row("E/1", "E", _U, "〔2026〕第072号", "2026-08-20", "gas", 50_000, rectify=True),
    # Decided under the rules before 2026-04, when work safety had a year as its least.
    Row("E/2", "E", _U, "〔2025〕第118号", "2025-12-20", "safety", 30_000, data_class="安全生产"),
    Row("C/1", "C", _L, "〔2026〕第019号", "2026-05-13", "excess", 20_000, rectify=True),
    Row("K/1", "K", _U, "〔2026〕第040号", "2026-05-26", "street", types=("警告",), simple=True),
    Row("K/2", "K", _U, "〔2026〕第046号", "2026-06-05", "fumes", 10_000, rectify=True),
    # Month ends: the same-numbered day does not exist.
    Row("M/1", "M", _U, "〔2025〕第106号", "2025-11-30", "uncovered", 30_000),
    Row("AA/1", "AA", _U, "〔2026〕第078号", "2026-08-31", "dust", 25_000, rectify=True),
    Row("D/1", "D", _U, "〔2026〕第043号", "2026-06-02", "billboard", 8_000, rectify=True),
    Row("F/1", "F", _U, "〔2026〕第038号", "2026-05-20", "greenery", 15_000, rectify=True),
    Row("G/1", "G", _U, "〔2026〕第050号", "2026-06-18", "billboard", 20_000, rectify=True),
    Row("J/1", "J", _E, "〔2026〕第119号", "2026-04-20", "monitoring", 20_000, rectify=True),
    Row("L/1", "L", _E, "〔2026〕第151号", "2026-06-10", "waste", 30_000, remarks="企业名称变更前作出"),
    Row("M/2", "M", _U, "〔2026〕第020号", "2026-03-12", "dust", 40_000, rectify=True),
    Row("N/1", "N", _L, "〔2026〕第020号", "2026-05-15", "water", 100_000, rectify=True),
    Row("P/1", "P", _U, "〔2026〕第030号", "2026-05-06", "dumping", 10_000),
    Row("Q/1", "Q", _U, "〔2026〕第027号", "2026-04-16", "billboard", 12_000),
    Row("AA/2", "AA", _U, "〔2026〕第048号", "2026-06-12", "no_permit", 20_000),
    Row("AB/1", "AB", _U, "〔2026〕第049号", "2026-06-15", "uncovered", 10_000),
    Row("AB/2", "AB", _U, "〔2026〕第063号", "2026-07-21", "uncovered", 15_000),
    Row("AC/1", "AC", _U, "〔2026〕第053号", "2026-06-25", "fumes", 5_000, rectify=True),
    Row("AD/1", "AD", _U, "〔2026〕第058号", "2026-07-08", "greenery", 8_000, rectify=True),
    Row("AE/1", "AE", _U, "〔2026〕第066号", "2026-07-30", "road", 20_000, rectify=True),
    Row("AF/1", "AF", _U, "〔2026〕第069号", "2026-08-11", "billboard", 15_000),
    Row("AG/1", "AG", _E, "〔2026〕第163号", "2026-07-16", "excess", 200_000, ("罚款", "责令停产停业"), rectify=True),
    Row("AH/1", "AH", _E, "〔2026〕第170号", "2026-08-05", "monitoring", 30_000),
    Row("AJ/1", "AJ", _U, "〔2026〕第081号", "2026-09-09", "street", 500, simple=True),
    Row("AK/1", "AK", _L, "〔2026〕第033号", "2026-09-28", "water", 80_000, rectify=True),
    # Three rows that the import must refuse: check character, nothing as facts, a formula in the name.
    Row("bad/1", "A", _E, "〔2026〕第175号", "2026-09-02", "waste", 20_000, wrong=_WRONG_CODE),
    Row("bad/2", "AD", _U, "〔2026〕第083号", "2026-09-15", "greenery", 5_000, wrong={"CF_SY": "无"}),
    Row(
        "bad/3",
        "AE",
        _U,
        "〔2026〕第084号",
        "2026-09-17",
        "road",
        10_000,
        wrong={"CF_XDR_MC": '=HYPERLINK("http://example.com","中牟绿博花卉有限公司")'},
    ),
)

"""The rule sets of credit repair and when each is in force (table 0.3)."""

from datetime import date

from workflow_app.domain.regimes import Regime

MARKET = "MARKET_REGULATION"

REGIMES = (
    Regime(
        "R2019",
        "发改办财金〔2019〕527号",
        date(2019, 7, 1),
        date(2023, 4, 30),
        name_zh="2019年信用修复规则",
        name_en="Rules of 2019",
        origin="发改办财金〔2019〕527号；起始日待核",
    ),
    Regime(
        "R2023",
        "国家发展改革委令第58号",
        date(2023, 5, 1),
        date(2026, 3, 31),
        name_zh="2023年信用修复管理办法（试行）",
        name_en="Measures of 2023 (trial)",
        origin="失信行为纠正后的信用信息修复管理办法（试行）",
    ),
    Regime(
        "R2026",
        "国家发展改革委令第36号",
        date(2026, 4, 1),
        name_zh="2026年信用修复管理办法",
        name_en="Measures of 2026",
        origin="信用修复管理办法（2025年11月20日公布）",
    ),
    Regime(
        "R_SAMR2021",
        "国市监信规〔2021〕3号",
        date(2021, 9, 1),
        date(2025, 12, 24),
        MARKET,
        name_zh="2021年市场监管信用修复规则",
        name_en="Market regulation rules of 2021",
        origin="市场监督管理信用修复管理办法（2021）",
    ),
    Regime(
        "R_SAMR2025",
        "国家市场监督管理总局令第107号",
        date(2025, 12, 25),
        None,
        MARKET,
        name_zh="2025年市场监管信用修复管理办法",
        name_en="Market regulation measures of 2025",
        origin="市场监督管理信用修复管理办法（2025）",
    ),
)

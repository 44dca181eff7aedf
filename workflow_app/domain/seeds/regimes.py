"""The rule sets of credit repair and when each is in force (table 0.3)."""

from datetime import date

from workflow_app.domain.regimes import Regime

MARKET = "MARKET_REGULATION"

REGIMES = (
    Regime("R2019", "发改办财金〔2019〕527号", date(2019, 7, 1), date(2023, 4, 30)),
    Regime("R2023", "国家发展改革委令第58号", date(2023, 5, 1), date(2026, 3, 31)),
    Regime("R2026", "国家发展改革委令第36号", date(2026, 4, 1)),
    Regime("R_SAMR2021", "国市监信规〔2021〕3号", date(2021, 9, 1), date(2025, 12, 24), MARKET),
    Regime("R_SAMR2025", "国家市场监督管理总局令第107号", date(2025, 12, 25), None, MARKET),
)

"""The table of classes as delivered; each authority keeps its own beside it (rules X2, A13)."""

from datetime import date

from workflow_app.domain.severity import ClassRule, PenaltyType, Severity

VERSION = "2026.1"
_FROM = date(2019, 7, 1)

_SERIOUS = (
    (PenaltyType.SUSPEND_LICENCE, "F07 (X2: general in the draft F08)"),
    (PenaltyType.DOWNGRADE, "F07"),
    (PenaltyType.REVOKE_LICENCE, "F07"),
    (PenaltyType.RESTRICT_BUSINESS, "F07"),
    (PenaltyType.STOP_BUSINESS, "F07"),
    (PenaltyType.CLOSE_DOWN, "F07"),
    (PenaltyType.RESTRICT_EMPLOYMENT, "F07"),
    (PenaltyType.DETENTION, "design"),
)
_MINOR = (PenaltyType.WARNING, PenaltyType.CRITICISM)

CLASS_RULES = (
    ClassRule(VERSION, Severity.GENERAL, "design", _FROM),
    ClassRule(VERSION, Severity.MINOR, "R2023 recalled, S22", _FROM, simple_procedure=True),
    *(ClassRule(VERSION, Severity.MINOR, "R2023 recalled, F33", _FROM, penalty_type=each) for each in _MINOR),
    *(ClassRule(VERSION, Severity.SERIOUS, origin, _FROM, penalty_type=each) for each, origin in _SERIOUS),
    *(
        ClassRule(VERSION, Severity.GENERAL, "R2023 knows no class by type", _FROM, penalty_type=each, regime="R2023")
        for each, _ in _SERIOUS
    ),
)

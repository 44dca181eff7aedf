"""The table of classes as delivered; each authority keeps its own beside it (rules X2, A13)."""

from datetime import date

from workflow_app.domain.severity import ClassRule, PenaltyType, Severity

VERSION = "2026.1"
_FROM = date(2019, 7, 1)

_SERIOUS = (
    (PenaltyType.SUSPEND_LICENCE, "国家发展改革委令第36号，解读不一，可配置"),
    (PenaltyType.DOWNGRADE, "国家发展改革委令第36号，待核"),
    (PenaltyType.REVOKE_LICENCE, "国家发展改革委令第36号，待核"),
    (PenaltyType.RESTRICT_BUSINESS, "国家发展改革委令第36号，待核"),
    (PenaltyType.STOP_BUSINESS, "国家发展改革委令第36号，待核"),
    (PenaltyType.CLOSE_DOWN, "国家发展改革委令第36号，待核"),
    (PenaltyType.RESTRICT_EMPLOYMENT, "国家发展改革委令第36号，待核"),
    (PenaltyType.DETENTION, "本系统默认值"),
)
_UNCHECKED = "国家发展改革委令第58号，待核"
_NOT_BY_TYPE = "国家发展改革委令第58号未按处罚种类分类"
_MINOR = (PenaltyType.WARNING, PenaltyType.CRITICISM)

CLASS_RULES = (
    ClassRule(VERSION, Severity.GENERAL, "本系统默认值", _FROM),
    ClassRule(VERSION, Severity.MINOR, _UNCHECKED, _FROM, simple_procedure=True),
    *(ClassRule(VERSION, Severity.MINOR, _UNCHECKED, _FROM, penalty_type=each) for each in _MINOR),
    *(ClassRule(VERSION, Severity.SERIOUS, origin, _FROM, penalty_type=each) for each, origin in _SERIOUS),
    *(
        ClassRule(
            VERSION,
            Severity.GENERAL,
            _NOT_BY_TYPE,
            _FROM,
            penalty_type=each,
            regime="R2023",
        )
        for each, _ in _SERIOUS
    ),
)

"""Default values of the rules, dated and with their origin; an authority's own values win over these."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from workflow_app.domain.parameters import Parameter, Value
from workflow_app.domain.seeds.gate import gate_defaults
from workflow_app.domain.seeds.parameter_table import DEFAULTS, PUBLICITY, SPECIAL_FIELDS

FROM = date(2019, 7, 1)
_SPECIAL_MINIMUM_MONTHS = 12

_ECOLOGY, _URBAN = "ZZ_ECOLOGY", "ZM_URBAN"

_OWN: tuple[tuple[str, str, Value, str, str], ...] = (
    (_ECOLOGY, "dual_publicity.limit", 7, "CALENDAR_DAYS", "郑环办〔2022〕21号"),
    (_URBAN, "dual_publicity.limit", 7, "WORKING_DAYS", "牟城管〔2020〕144号"),
    (_URBAN, "repair.social_responsibility_required", True, "FLAG", "牟城管〔2020〕144号"),
)

_OWN_BY_REGIME: tuple[tuple[str, str, str, Value, str, str], ...] = (
    (_URBAN, "R2023", "repair.training", "REQUIRED", "TEXT", "牟城管〔2020〕144号"),
)
"""What an authority laid down under a rule set and what did not outlive it."""


def _general() -> Iterator[Parameter]:
    """Values that hold for everybody until an authority sets its own."""
    for key, value, unit, origin in DEFAULTS:
        yield Parameter(key, value, unit, origin, FROM)
    for key, outcome, unit, origin in gate_defaults():
        yield Parameter(key, outcome, unit, origin, FROM)


def _by_regime() -> Iterator[Parameter]:
    """Values that differ between the rule sets."""
    for regime, severity, shown, least, most, origin in PUBLICITY:
        prefix = f"publicity.{severity}"
        yield Parameter(f"{prefix}.displayed", shown, "FLAG", origin, FROM, regime=regime)
        yield Parameter(f"{prefix}.min", least, "MONTHS", origin, FROM, regime=regime)
        yield Parameter(f"{prefix}.max", most, "MONTHS", origin, FROM, regime=regime)
    for regime, data_class, origin in SPECIAL_FIELDS:
        for severity in ("general", "serious"):
            yield Parameter(
                f"publicity.{severity}.min",
                _SPECIAL_MINIMUM_MONTHS,
                "MONTHS",
                origin,
                FROM,
                regime=regime,
                data_class=data_class,
            )
    yield Parameter("repair.training", "REQUIRED", "TEXT", "发改办财金〔2019〕527号", FROM, regime="R2019")
    yield Parameter("repair.result_wd", 7, "WORKING_DAYS", "市场监管总局令第107号", FROM, regime="R_SAMR2025")
    yield Parameter("repair.result_wd", 15, "WORKING_DAYS", "国市监信规〔2021〕3号", FROM, regime="R_SAMR2021")


PARAMETERS = (*_general(), *_by_regime())


def own_parameters(authority_ids: Mapping[str, str]) -> tuple[Parameter, ...]:
    """Return the values that single authorities start with; `authority_ids` maps their codes to ids."""
    rows = [(code, Parameter(key, value, unit, origin, FROM)) for code, key, value, unit, origin in _OWN]
    rows += [
        (code, Parameter(key, value, unit, origin, FROM, regime=regime))
        for code, regime, key, value, unit, origin in _OWN_BY_REGIME
    ]
    return tuple(replace(row, authority_id=authority_ids[code]) for code, row in rows if code in authority_ids)

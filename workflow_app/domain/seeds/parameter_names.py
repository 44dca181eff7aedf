"""What each parameter is called, what it belongs to, and what its value may be; beside the table of defaults."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.parameters import Value
from workflow_app.domain.seeds.gate import gate_defaults
from workflow_app.domain.seeds.gate_names import FIELDS_KEY, FIELDS_PATTERN, PATTERN, gate_words
from workflow_app.domain.seeds.parameter_table import DEFAULTS
from workflow_app.domain.seeds.parameter_words import WORDS
from workflow_app.domain.seeds.parameter_words_approval import APPROVAL_WORDS
from workflow_app.domain.seeds.parameter_words_service import SERVICE_WORDS
from workflow_app.domain.seeds.people_words import PEOPLE_WORDS
from workflow_app.domain.seeds.signing_words import SIGNING_WORDS
from workflow_app.domain.signing import Way


@dataclass(frozen=True, slots=True)
class ParameterName:
    """A parameter in words.

    `units` are those its value may have, the first unless said otherwise; `is_open` allows that no value is fixed.
    `pattern` is what a text must look like.
    """

    key: str
    group: str
    zh: str
    en: str
    units: tuple[str, ...]
    is_open: bool = False
    pattern: str = r".+"

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the words that the value must be one of, where that is all it may be."""
        return tuple(self.pattern.split("|")) if re.fullmatch(r"[A-Z_]+([|][A-Z_]+)+", self.pattern) else ()


GROUPS = ("publicity", "repair", "service", "lists", "gate", "approval", "pledge", "objection", "training", "reporting")
"""The subjects in the order in which they are read."""


_UNITS = {"dual_publicity.limit": ("CALENDAR_DAYS", "WORKING_DAYS")}
_NUMBERS = r"[1-9]\d{0,2}(,[1-9]\d{0,2}){0,9}"
_ROLE = f"({'|'.join(sorted(role.value for role in DESK_ROLES))})"
_WAY = "|".join(Way)
_PATTERNS = {
    "account.second_step_roles": f"NONE|{_ROLE}(,{_ROLE})*",
    "notice.call_role": r"INTAKE|WINDOW",
    "da.allowed_wd": _NUMBERS,
    "repair.recheck_days": _NUMBERS,
    "da.cap": r"PROMISED_LIMIT",
    "repair.publicity_mode": r"BEFORE_REMOVAL|NONE",
    "pledge.deferred_publicity": r"PUBLIC|ARCHIVE",
    "repair.training": r"REQUIRED|OFFERED|OFF",
    "letter.sealed_kinds": r"ALL|NONE|[A-Z][A-Z0-9_]{1,39}(,[A-Z][A-Z0-9_]{1,39}){0,19}",
    "letter.seal_way": r"ELECTRONIC|STAMP",
    "signing.ways": f"({_WAY})(,({_WAY}))*",
}
_REASONS = r"[A-Z_]{2,40}(,[A-Z_]{2,40}){0,9}"
_DEFAULTS: dict[str, tuple[Value, str]] = {key: (value, unit) for key, value, unit, _ in (*DEFAULTS, *gate_defaults())}


def _name(key: str, group: str, zh: str, en: str) -> ParameterName:
    value, unit = _DEFAULTS[key]
    units = _UNITS.get(key, (unit,))
    return ParameterName(key, group, zh, en, units, is_open=value is None, pattern=_pattern(key))


def _pattern(key: str) -> str:
    """Return what a text must look like."""
    if key.startswith("gate."):
        return FIELDS_PATTERN if key == FIELDS_KEY else PATTERN
    return _REASONS if key.endswith(".stopped_by") else _PATTERNS.get(key, r".+")


_WORDS = (*WORDS, *APPROVAL_WORDS, *PEOPLE_WORDS, *SERVICE_WORDS, *SIGNING_WORDS, *gate_words())
NAMES: Mapping[str, ParameterName] = MappingProxyType({words[0]: _name(*words) for words in _WORDS})

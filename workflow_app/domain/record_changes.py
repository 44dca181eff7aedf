"""What one version of a record says differently from the one before."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.domain.penalty_columns import PENALTY_COLUMNS

_HEADERS = {column.field: column.header for column in PENALTY_COLUMNS} | {"decision": "处罚内容"}
_COMPUTED = ("severity", "regime", "min_until", "first_apply_on", "max_until")


@dataclass(frozen=True, slots=True)
class Change:
    """A field by its header in the sheet (or the code of what is computed), and what stood and stands there."""

    field: str
    before: str
    after: str


def changes_between(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Change, ...]:
    """Return the fields that differ, in the order of the sheet, then what is computed from them."""
    named = [Change(header, _text(before.get(name)), _text(after.get(name))) for name, header in _HEADERS.items()]
    earlier, later = _computed(before), _computed(after)
    computed = [Change(name, _text(earlier.get(name)), _text(later.get(name))) for name in _COMPUTED]
    return tuple(each for each in (*named, *computed) if each.before != each.after)


def _computed(content: Mapping[str, object]) -> Mapping[str, object]:
    found = content.get("publicity")
    return found if isinstance(found, Mapping) else {}


def _text(value: object) -> str:
    if value is None:
        return ""
    return "、".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)

"""A change of calendars as a proposal keeps it: plain JSON, checked when it is read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.calendar import DayKind
from workflow_app.domain.calendar_changes import FIRST_YEAR, LAST_YEAR, MOST_DAYS, NamedDay, check
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.proposal_fields import LONGEST_REASON, SHORTEST_REASON, Asked
from workflow_app.domain.proposals import Content
from workflow_app.domain.typed_fields import TypedFields

LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """The days that are to be others, and the years that are to count as published."""

    days: tuple[NamedDay, ...]
    years: tuple[int, ...]

    @property
    def about(self) -> str:
        """Return what is changed: a year, or the first and the last."""
        years = sorted({each.day.year for each in self.days} | set(self.years))
        return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"

    def write(self) -> dict[str, object]:
        """Return the change ready for JSON."""
        return {
            "days": [[each.day.isoformat(), each.kind.value, each.name_zh, each.name_en] for each in self.days],
            "years": list(self.years),
        }

    def as_text(self) -> str:
        """Return the change as the field of a form carries it."""
        return json.dumps(self.write(), ensure_ascii=False, separators=(",", ":"))


def read_change(content: Mapping[str, object]) -> CalendarChange:
    """Return the change that a content holds; raises InvalidError where it is none."""
    days, years = content.get("days"), content.get("years")
    if not isinstance(days, list) or not isinstance(years, list) or not (days or years) or len(days) > MOST_DAYS:
        raise InvalidError(FieldError("/change", "CHANGE_EMPTY"))
    change = CalendarChange(tuple(_day(each) for each in days), tuple(_year(each) for each in years))
    findings = [found for each in change.days for found in check(each)]
    if findings:
        raise InvalidError(*(FieldError("/change", each.code, each.values) for each in findings[:10]))
    return change


def calendar_content(given: Mapping[str, str], asked: Asked) -> Content:
    """Return the change of calendars that was asked for; raises InvalidError."""
    del asked
    typed = TypedFields(given)
    origin = typed.text("origin")
    typed.text("reason", longest=LONGEST_REASON, shortest=SHORTEST_REASON)
    typed.finish()
    return {**change_of(given.get("change", "")).write(), "origin": origin}


def change_of(text: str) -> CalendarChange:
    """Return the change that a form carried; raises InvalidError."""
    try:
        content = json.loads(text[:LONGEST])
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise InvalidError(FieldError("/change", "CHANGE_EMPTY"))
    return read_change(content)


def _day(parts: object) -> NamedDay:
    try:
        day, kind, name_zh, name_en = (str(each) for each in parts)  # type: ignore[attr-defined] # caught below
        return NamedDay(date.fromisoformat(day), DayKind(kind), name_zh.strip(), name_en.strip())
    except (TypeError, ValueError):
        raise InvalidError(FieldError("/change", "CHANGE_EMPTY")) from None


def _year(year: object) -> int:
    if not isinstance(year, int) or isinstance(year, bool) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidError(FieldError("/change", "YEAR_OUT_OF_RANGE", {"first": FIRST_YEAR, "last": LAST_YEAR}))
    return year

"""When a clock ends, reckoned anew each time from its own beginning: calendar, pauses and outages together.

Starting, resuming and recomputing all come here, so that it does not matter in which order people did things.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.outages import Extension, Span, extend
from workflow_app.domain.periods import Due, Pause, Period, due


@dataclass(frozen=True, slots=True)
class Rules:
    """By what a clock is computed: the calendar of its authority, the outages, and the business day."""

    calendar: Calendar
    spans: Sequence[Span]
    today: date

    def begin(self, period: Period, start: date) -> "Computed":
        """Return the day on which a period ends that has just begun."""
        return self._reckon(period, start, ())

    def of(self, started_on: date, period: Period, *, old: date, pauses: tuple[Pause, ...] = ()) -> "Computed":
        """Return the day on which a period ends now that ended on `old` before.

        A day that has passed in the meantime is never made the last one: nobody is late because rules were changed.
        """
        computed = self._reckon(period, started_on, _closed(pauses, self.today))
        moved, floor = computed.due, min(old, self.calendar.on_or_after(self.today))
        if moved.due_on >= floor:
            return computed
        kept = Due(moved.start, floor, moved.provisional, moved.counted, moved.skipped, moved.inclusive)
        return Computed(kept, computed.extensions)

    def _reckon(self, period: Period, start: date, pauses: tuple[Pause, ...]) -> "Computed":
        return Computed(*extend(due(self.calendar, period, start, pauses=pauses), self.spans, self.calendar))


@dataclass(frozen=True, slots=True)
class Computed:
    """A due day, and by which outages it was extended."""

    due: Due
    extensions: tuple[Extension, ...]

    def basis(self, before: Mapping[str, object]) -> dict[str, object]:
        """Return what explains the day, ready for JSON; what else was noted before stays."""
        kept = {name: value for name, value in before.items() if name != "outages"}
        told = kept | {
            "counted": len(self.due.counted),
            "skipped": [{"date": each.day.isoformat(), "why": each.why} for each in self.due.skipped],
        }
        return told | {"outages": [_as_json(each) for each in self.extensions]} if self.extensions else told


def _closed(pauses: Iterable[Pause], today: date) -> tuple[Pause, ...]:
    """Return pauses as if those still open ended today: when the clock runs again it is computed once more."""
    return tuple(each if each.until is not None else Pause(each.start, max(each.start, today)) for each in pauses)


def _as_json(extension: Extension) -> dict[str, object]:
    span = extension.span
    return {
        "id": span.id,
        "from": span.starts_at.isoformat(),
        "to": span.ends_at.isoformat(),
        "zh": span.text_zh,
        "en": span.text_en,
        "was": extension.was.isoformat(),
        "due_on": extension.due_on.isoformat(),
    }

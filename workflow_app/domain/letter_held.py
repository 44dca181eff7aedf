"""Values that a letter says and its case goes by: a correction changes both, or it is refused (rule A15).

A letter file names them per language, with the words around them that make them out:

    [zh.held]
    reapply_on = "自{reapply_on}起"
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from workflow_app.domain.errors import FieldError
from workflow_app.domain.letter_changes import Pair, lines_of, put_right
from workflow_app.domain.letter_marks import chinese_date, dates_in, english_date
from workflow_app.domain.letter_parts import Held
from workflow_app.domain.letters import LetterData

REFUSED = "T22_REFUSE"
FIXED: Mapping[str, str] = MappingProxyType(
    {
        "issued_on": "HELD_ACCEPTANCE",
        "result_due_on": "HELD_LIMIT",
        "correction_wd": "HELD_CORRECTION_PERIOD",
        "publicity_from": "HELD_PUBLICITY",
        "publicity_until": "HELD_PUBLICITY",
        "end_on": "HELD_REMOVAL_DAY",
        "due_on": "HELD_REMOVAL_DAY",
    }
)
"""Why a value is not put right on paper: it follows from something else, and that is changed."""


@dataclass(slots=True)
class Weighed:
    """What a correction comes to: its pairs, the values of the case that change with it, and what is wrong."""

    pairs: tuple[Pair, ...]
    changed: dict[str, str] = field(default_factory=dict)
    wrong: list[FieldError] = field(default_factory=list)


def weigh(kind: str, data: LetterData, pairs: Sequence[Pair]) -> Weighed:
    """Hold the pairs of a correction against the values that the case goes by as well."""
    weighed = Weighed(tuple(pairs))
    places: dict[Held, int] = {}
    for place, pair in enumerate(pairs, start=1):
        for held in _touched(data, pair):
            if (kind, held.name) in _NEW:
                places.setdefault(held, place)
            else:
                weighed.wrong.append(FieldError(f"/was_{place}", FIXED.get(held.name, "HELD_BY_CASE")))
    for held, place in places.items():
        _NEW[kind, held.name](data, held, place, weighed)
    return weighed


def value_of(data: LetterData, name: str) -> str | None:
    """Return a value as the letter gives it by now, corrections included; None where it gives none."""
    for notice in reversed(data.notices):
        if name in notice.changed:
            return notice.changed[name]
    return next((each.value for each in data.held if each.name == name), None)


def rewritten(data: LetterData, changed: Mapping[str, str], right: Callable[[str], str]) -> tuple[Held, ...]:
    """Return the values of the letter that takes this one's place."""
    return tuple(
        replace(
            each,
            value=changed.get(each.name) or value_of(data, each.name) or each.value,
            words=tuple(map(right, each.words)),
        )
        for each in data.held
    )


def _touched(data: LetterData, pair: Pair) -> Iterator[Held]:
    lines = tuple(lines_of(data))
    yield from (held for held in data.held if any(_loses(lines, pair, words) for words in held.words))


def _loses(lines: Iterable[str], pair: Pair, words: str) -> bool:
    """Tell whether some words are said less often once a pair is put right."""
    was, now = pair[0].strip(), pair[1].strip()
    return bool(was) and any(line.replace(was, now).count(words) < line.count(words) for line in lines)


def _new_day(data: LetterData, held: Held, place: int, weighed: Weighed) -> None:
    """Find the one day that the letter names instead, no earlier than its own; the other language follows."""
    before = "\n".join(line for line in lines_of(data) if any(words in line for words in held.words))
    days = {*(Counter(dates_in(put_right(before, weighed.pairs))) - Counter(dates_in(before)))}
    if len(days) != 1:
        weighed.wrong.append(FieldError(f"/now_{place}", "HELD_DAY_UNCLEAR"))
        return
    (day,) = days
    if day < data.issued_on:
        weighed.wrong.append(FieldError(f"/now_{place}", "TOO_EARLY", {"minimum": data.issued_on.isoformat()}))
        return
    weighed.changed[held.name] = day.isoformat()
    old = date.fromisoformat(held.value)
    for words in held.words:
        if not any(_loses([before], pair, words) for pair in weighed.pairs):
            other = words.replace(chinese_date(old), chinese_date(day)).replace(english_date(old), english_date(day))
            weighed.pairs = (*weighed.pairs, (words, other))


def _new_text(_data: LetterData, held: Held, place: int, weighed: Weighed) -> None:
    text = put_right(held.value, weighed.pairs)
    if text == held.value:
        weighed.wrong.append(FieldError(f"/was_{place}", "HELD_PARTLY"))
    else:
        weighed.changed[held.name] = text


_NEW: Mapping[tuple[str, str], Callable[[LetterData, Held, int, Weighed], None]] = MappingProxyType(
    {
        (REFUSED, "reapply_on"): _new_day,
        (REFUSED, "refusal_reason"): _new_text,
        ("T20_REJECT", "rejection_reason"): _new_text,
    }
)
"""What may be put right on paper and in the case at once."""

"""What is wrong with a change of a letter as somebody asks for it: every wrong field at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow_app.domain.commands.letters import ProposeLetterChange
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.letter_changes import Pair, says
from workflow_app.domain.letter_held import weigh
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.domain.letters import LetterData

LONGEST = 500
LONGEST_WORDS = 300
MOST_PAIRS = 10


@dataclass(frozen=True, slots=True)
class Checked:
    """A change that may be asked for: its pairs and, with them, the values of the case that change as well."""

    kind: ChangeKind
    reason: str
    pairs: tuple[Pair, ...]
    changed: Mapping[str, str]


def checked_change(command: ProposeLetterChange, letter_kind: str, data: LetterData) -> Checked:
    """Return what is asked for and why; raises InvalidError with every wrong field."""
    reason = " ".join(command.reason.split())
    pairs = tuple((was.strip(), words.strip()) for was, words in command.pairs)
    wrong = [*_wrong_reason(reason), *_wrong_pairs(command, pairs, data)]
    weighed = weigh(letter_kind, data, pairs)
    if command.kind is None or wrong or weighed.wrong:
        needed = [FieldError("/kind", "REQUIRED")] if command.kind is None else []
        raise InvalidError(*needed, *wrong, *weighed.wrong)
    return Checked(command.kind, reason, weighed.pairs, weighed.changed)


def _wrong_reason(reason: str) -> Iterator[FieldError]:
    if not reason:
        yield FieldError("/reason", "REQUIRED")
    if len(reason) > LONGEST:
        yield FieldError("/reason", "TOO_LONG", {"maximum": LONGEST})


def _wrong_pairs(command: ProposeLetterChange, pairs: Sequence[Pair], data: LetterData) -> Iterator[FieldError]:
    if command.kind is ChangeKind.CORRECT and not pairs:
        yield FieldError("/was_1", "REQUIRED")
    if command.kind is ChangeKind.ANNUL and pairs:
        yield FieldError("/was_1", "NOTHING_TO_CORRECT")
    if len(pairs) > MOST_PAIRS:
        yield FieldError("/was_1", "TOO_MANY", {"maximum": MOST_PAIRS})
    for place, (was, words) in enumerate(pairs, start=1):
        yield from _wrong_in_pair(place, was, words, data)


def _wrong_in_pair(place: int, was: str, words: str, data: LetterData) -> Iterator[FieldError]:
    for field, text in (("was", was), ("now", words)):
        if not text:
            yield FieldError(f"/{field}_{place}", "REQUIRED")
        if len(text) > LONGEST_WORDS:
            yield FieldError(f"/{field}_{place}", "TOO_LONG", {"maximum": LONGEST_WORDS})
    if was and was == words:
        yield FieldError(f"/now_{place}", "SAME_WORDS")
    if was and not says(data, was):
        yield FieldError(f"/was_{place}", "NOT_IN_LETTER")

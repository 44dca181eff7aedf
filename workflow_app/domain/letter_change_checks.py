"""What is wrong with a change of a letter as somebody asks for it: every wrong field at once."""

from collections.abc import Iterator

from workflow_app.domain.commands.letters import ProposeLetterChange
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.letter_changes import says
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.domain.letters import LetterData

LONGEST = 500
LONGEST_WORDS = 300
MOST_PAIRS = 10


def checked_change(command: ProposeLetterChange, data: LetterData) -> tuple[ChangeKind, str]:
    """Return what is asked for and why; raises InvalidError with every wrong field."""
    reason = " ".join(command.reason.split())
    wrong = [*_wrong_reason(reason), *_wrong_pairs(command, data)]
    if command.kind is None or wrong:
        raise InvalidError(*([FieldError("/kind", "REQUIRED")] if command.kind is None else []), *wrong)
    return command.kind, reason


def _wrong_reason(reason: str) -> Iterator[FieldError]:
    if not reason:
        yield FieldError("/reason", "REQUIRED")
    if len(reason) > LONGEST:
        yield FieldError("/reason", "TOO_LONG", {"maximum": LONGEST})


def _wrong_pairs(command: ProposeLetterChange, data: LetterData) -> Iterator[FieldError]:
    if command.kind is ChangeKind.CORRECT and not command.pairs:
        yield FieldError("/was_1", "REQUIRED")
    if command.kind is ChangeKind.ANNUL and command.pairs:
        yield FieldError("/was_1", "NOTHING_TO_CORRECT")
    if len(command.pairs) > MOST_PAIRS:
        yield FieldError("/was_1", "TOO_MANY", {"maximum": MOST_PAIRS})
    for place, (was, words) in enumerate(command.pairs, start=1):
        yield from _wrong_in_pair(place, was.strip(), words.strip(), data)


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

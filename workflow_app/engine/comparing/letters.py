"""What differs between two texts of a letter: which paragraph says what instead, and what else is said of it."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from workflow_app.domain.file_reading import read_toml
from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Called, Change, What
from workflow_app.engine.comparing.trees import tree_leaves, written

LANGUAGES, PARAGRAPHS = ("zh", "en"), "paragraphs"
MOST_ALIGNED = 500
"""Paragraphs of both texts together; longer ones are held against each other by their numbers."""
Words = Mapping[str, object]
Step = tuple[str, int, int, int, int]


def compare_letters(path: str, before: bytes, after: bytes) -> Iterator[Change]:
    """Yield what differs; raises UnreadableError where one is no TOML."""
    old, new = read_toml(before), read_toml(after)
    about = _title(new) or _title(old) or Called()
    for language in LANGUAGES:
        for number, turn, was, now in _aligned(_paragraphs(old, language), _paragraphs(new, language)):
            part = (language, str(number))
            yield Change(What.PARAGRAPH, turn, path, about=about, part=part, before=was, after=now)
    for leaf in tree_leaves(_others(old), _others(new)):
        yield Change(
            What.LETTER_PART, leaf.turn, path, about=about, part=leaf.path, before=leaf.before, after=leaf.after
        )


def paragraph_text(paragraph: object) -> str:
    """Return a paragraph as it is written; what is said only sometimes stands in brackets behind the value's name."""
    if isinstance(paragraph, Mapping):
        where = paragraph.get("where") or paragraph.get("each") or ""
        return f"[{where}: {paragraph_text(paragraph.get('text'))}]"
    if isinstance(paragraph, list):
        return "".join(paragraph_text(each) for each in paragraph)
    return paragraph if isinstance(paragraph, str) else written(paragraph)


def _aligned(before: list[object], after: list[object]) -> Iterator[tuple[int, Turn, str | None, str | None]]:
    """Yield the paragraphs that differ, by their number now or before; one put in between shifts no other."""
    for tag, start, end, new_start, new_end in _steps(before, after):
        if tag == "equal":
            continue
        old = [(at, paragraph_text(before[at])) for at in range(start, end)]
        new = [(at, paragraph_text(after[at])) for at in range(new_start, new_end)]
        for was, now in zip_longest(old, new):
            if was is None:
                yield now[0] + 1, Turn.ADDED, None, now[1]
            elif now is None:
                yield was[0] + 1, Turn.REMOVED, was[1], None
            else:
                yield now[0] + 1, Turn.CHANGED, was[1], now[1]


def _steps(before: list[object], after: list[object]) -> Sequence[Step]:
    """Return which paragraphs take the place of which."""
    old, new = ([written(each) for each in texts] for texts in (before, after))
    if len(old) + len(new) <= MOST_ALIGNED:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    longest = max(len(old), len(new))
    return [
        ("replace", min(at, len(old)), min(at + 1, len(old)), min(at, len(new)), min(at + 1, len(new)))
        for at in range(longest)
        if old[at : at + 1] != new[at : at + 1]
    ]


def _paragraphs(letter: Words, language: str) -> list[object]:
    words = letter.get(language)
    found = words.get(PARAGRAPHS) if isinstance(words, Mapping) else None
    return found if isinstance(found, list) else []


def _others(letter: Words) -> Words:
    """Return a letter without those paragraphs that are compared by themselves."""
    return {
        name: {key: each for key, each in value.items() if key != PARAGRAPHS or not isinstance(each, list)}
        if name in LANGUAGES and isinstance(value, Mapping)
        else value
        for name, value in letter.items()
    }


def _title(letter: Words) -> Called | None:
    titles = [words.get("title") for name in LANGUAGES if isinstance(words := letter.get(name), Mapping)]
    return Called(str(titles[0]), str(titles[-1])) if titles and titles[0] else None

"""Process tests: a walk that was kept with what came of it, as a file of the bundle that people can read."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.process_walks import Act, read_acts

PATH = re.compile(r"tests/[a-z][a-z0-9_]{0,60}\.json")
LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case is to come to at the end of a test: its state, whether it is over, and the kinds of its letters."""

    state: str
    status: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcessTest:
    """A walk with a title; `reaches` says of each act which elements the case enters by it for the first time."""

    title: str
    acts: tuple[Act, ...]
    reaches: tuple[tuple[str, ...], ...]
    expected: Expected

    def to_bytes(self) -> bytes:
        """Return it as the file that is kept: the same test is the same bytes."""
        steps = [
            {"act": act.to_json(), "reaches": list(reached)}
            for act, reached in zip(self.acts, self.reaches, strict=True)
        ]
        ends = {"state": self.expected.state, "status": self.expected.status, "letters": list(self.expected.letters)}
        content = {"title": self.title, "steps": steps, "ends": ends}
        return (json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def read_test(content: bytes) -> ProcessTest:
    """Return what a file says; raises RefusedError TEST_UNREADABLE, WALK_ACT or WALK_TOO_LONG."""
    try:
        kept = json.loads(content)
        steps, ends = kept["steps"], kept["ends"]
        test = ProcessTest(
            title=_word(kept["title"], LONGEST_TITLE),
            acts=read_acts([each["act"] for each in steps]),
            reaches=tuple(_words(each["reaches"]) for each in steps),
            expected=Expected(_word(ends["state"]), _word(ends["status"]), _words(ends["letters"])),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RefusedError("TEST_UNREADABLE", detail=type(error).__name__) from error
    if not test.acts:
        raise RefusedError("TEST_UNREADABLE", detail="steps")
    return test


def new_path(files: Mapping[str, bytes]) -> str:
    """Return the first free place for a test in a bundle."""
    number = 1
    while f"tests/test_{number}.json" in files:
        number += 1
    return f"tests/test_{number}.json"


def _word(text: object, longest: int = 200) -> str:
    if not isinstance(text, str) or not text or len(text) > longest:
        raise ValueError(text)
    return text


def _words(texts: Sequence[object]) -> tuple[str, ...]:
    if not isinstance(texts, list):
        raise TypeError(texts)
    return tuple(map(_word, texts))

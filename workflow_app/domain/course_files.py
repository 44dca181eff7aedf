"""Reading a course file (TOML); every fault is told with the line it stands in, so that it can be put right there."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from workflow_app.domain.course_lines import Lines
from workflow_app.domain.courses import Course, Lesson, Option, Question, QuestionKind, Words
from workflow_app.domain.errors import FieldError, InvalidError

LARGEST = 512 * 1024
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_TITLE, LONGEST_TEXT, LONGEST_LESSON = 120, 600, 12_000
FEWEST_OPTIONS, MOST_OPTIONS = 2, 8
MOST_LESSONS, MOST_QUESTIONS, MOST_HOURS, MOST_MINUTES = 30, 500, 40, 240
_LINE = re.compile(r"at line (\d+)")

Table = Mapping[str, object]


@dataclass(slots=True)
class _Reader:
    """One file being read: where things stand, and what is wrong so far."""

    lines: Lines
    errors: list[FieldError] = field(default_factory=list)

    def refuse(self, place: str, code: str, **values: object) -> None:
        self.errors.append(FieldError(place, code, {"line": self.lines.of(place), **values}))

    def known(self, table: Table, place: str, names: set[str]) -> None:
        for name in sorted(set(table) - names):
            self.refuse(f"{place}/{name}", "COURSE_UNKNOWN_NAME", name=name)

    def text(self, table: Table, place: str, name: str, *, longest: int, needed: bool = True) -> str:
        value = table.get(name, "")
        if not isinstance(value, str):
            self.refuse(f"{place}/{name}", "COURSE_NOT_TEXT", name=name)
            return ""
        if needed and not value.strip():
            self.refuse(f"{place}/{name}", "COURSE_MISSING", name=name)
        elif len(value) > longest:
            self.refuse(f"{place}/{name}", "COURSE_TOO_LONG", name=name, maximum=longest)
        return value.strip()

    def words(self, table: Table, place: str, name: str, *, longest: int = LONGEST_TEXT) -> Words:
        """Read `name = { zh = "…", en = "…" }`."""
        value = table.get(name)
        if not isinstance(value, dict):
            self.refuse(f"{place}/{name}", "COURSE_MISSING", name=name)
            return Words("", "")
        self.known(value, f"{place}/{name}", {"zh", "en"})
        return self.pair(value, f"{place}/{name}", longest=longest)

    def pair(self, table: Table, place: str, *, longest: int = LONGEST_TEXT) -> Words:
        zh = self.text(table, place, "zh", longest=longest)
        return Words(zh, self.text(table, place, "en", longest=longest))

    def key(self, table: Table, place: str, seen: set[str]) -> str:
        key = self.text(table, place, "key", longest=40)
        if key and not KEY.fullmatch(key):
            self.refuse(f"{place}/key", "COURSE_KEY", key=key)
        elif key in seen:
            self.refuse(f"{place}/key", "COURSE_KEY_TWICE", key=key)
        seen.add(key)
        return key

    def whole(self, table: Table, place: str, name: str, *, most: int) -> int:
        value = table.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            self.refuse(f"{place}/{name}", "COURSE_NUMBER", name=name, maximum=most)
            return 1
        return value

    def tables(self, table: Table, name: str, *, place: str = "", least: int = 1, most: int) -> list[Table]:
        """Return a list of tables such as `[[lessons]]`."""
        value = table.get(name)
        rows = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
        if not least <= len(rows) <= most:
            self.refuse(f"{place}/{name}", "COURSE_COUNT", name=name, minimum=least, maximum=most, found=len(rows))
        return list(rows)


@lru_cache(maxsize=32)
def read_course(source: str) -> Course:
    """Return the course of a file; raises InvalidError with every fault, each with its line in `values["line"]`."""
    reader = _Reader(Lines(source))
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else reader.lines.count
        raise InvalidError(FieldError("", "COURSE_SYNTAX", {"line": line})) from error
    course = _course(reader, table)
    if reader.errors:
        raise InvalidError(*sorted(reader.errors, key=lambda each: int(str(each.values["line"]))))
    return course


def decode(data: bytes) -> str:
    """Return the text of an uploaded file; raises InvalidError COURSE_TOO_LARGE, COURSE_EMPTY or COURSE_ENCODING."""
    if len(data) > LARGEST:
        raise InvalidError(FieldError("", "COURSE_TOO_LARGE", {"line": 1, "maximum": LARGEST // 1024}))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidError(FieldError("", "COURSE_ENCODING", {"line": 1})) from None
    if not text.strip():
        raise InvalidError(FieldError("", "COURSE_EMPTY", {"line": 1}))
    if "\x00" in text:  # no database keeps it
        raise InvalidError(FieldError("", "COURSE_ENCODING", {"line": 1}))
    return text.replace("\r\n", "\n")


def _course(reader: _Reader, table: Table) -> Course:
    reader.known(table, "", {"key", "hours", "title", "summary", "lessons", "questions"})
    lessons, questions = set[str](), set[str]()
    return Course(
        key=reader.key(table, "", set()),
        hours=reader.whole(table, "", "hours", most=MOST_HOURS),
        title=reader.words(table, "", "title", longest=LONGEST_TITLE),
        summary=reader.words(table, "", "summary"),
        lessons=tuple(
            _lesson(reader, each, f"/lessons/{place}", lessons)
            for place, each in enumerate(reader.tables(table, "lessons", most=MOST_LESSONS))
        ),
        questions=tuple(
            _question(reader, each, f"/questions/{place}", questions)
            for place, each in enumerate(reader.tables(table, "questions", most=MOST_QUESTIONS))
        ),
    )


def _lesson(reader: _Reader, table: Table, place: str, seen: set[str]) -> Lesson:
    reader.known(table, place, {"key", "minutes", "title", "zh", "en"})
    return Lesson(
        key=reader.key(table, place, seen),
        minutes=reader.whole(table, place, "minutes", most=MOST_MINUTES),
        title=reader.words(table, place, "title", longest=LONGEST_TITLE),
        text=reader.pair(table, place, longest=LONGEST_LESSON),
    )


def _question(reader: _Reader, table: Table, place: str, seen: set[str]) -> Question:
    reader.known(table, place, {"key", "kind", "text", "options", "explanation", "basis"})
    kind = str(table.get("kind", ""))
    if kind not in set(QuestionKind):
        reader.refuse(f"{place}/kind", "COURSE_KIND", found=kind)
        kind = QuestionKind.SINGLE.value
    rows = reader.tables(table, "options", place=place, least=FEWEST_OPTIONS, most=MOST_OPTIONS)
    options = tuple(_option(reader, each, f"{place}/options/{at}") for at, each in enumerate(rows))
    right = sum(each.right for each in options)
    if kind == QuestionKind.SINGLE and right != 1:
        reader.refuse(f"{place}/options", "COURSE_ONE_RIGHT", found=right)
    if kind == QuestionKind.MULTIPLE and right < FEWEST_OPTIONS:
        reader.refuse(f"{place}/options", "COURSE_SEVERAL_RIGHT", found=right)
    if len({each.text.zh for each in options}) != len(options):
        reader.refuse(f"{place}/options", "COURSE_OPTION_TWICE")
    return Question(
        key=reader.key(table, place, seen),
        kind=QuestionKind(kind),
        text=reader.words(table, place, "text"),
        options=options,
        explanation=reader.words(table, place, "explanation"),
        basis=reader.text(table, place, "basis", longest=LONGEST_TITLE, needed=False),
    )


def _option(reader: _Reader, table: Table, place: str) -> Option:
    reader.known(table, place, {"zh", "en", "right"})
    right = table.get("right", False)
    if not isinstance(right, bool):
        reader.refuse(f"{place}/right", "COURSE_TRUE_OR_FALSE")
    return Option(reader.pair(table, place), right is True)

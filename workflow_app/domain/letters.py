"""Letters: the words and facts frozen with a number, from which the PDF is made again at any time.

`compose` takes two things. *Texts* is the letter file of a process bundle, one table per language, `en` optional:

    [zh]
    title = "准予信用修复决定书"
    paragraphs = ["你单位于{applied_on}提出申请……"]
    remedies = "……"                                # optional
    contact = "……"                                 # optional
    [zh.table]                                      # optional; left out when there are no rows
    caption = "停止公示安排"
    columns = ["公示网站", "停止公示日期"]
    row = ["{site}", "{end_on}"]
    [zh.slip]                                       # optional; what the reader fills in and sends back
    title = "回执"
    lines = ["撤下日期"]

*Values* fill the placeholders. Always needed: `authority`, `number`, `subject_name`, `issued_on` (a date),
`verify_url`, `code`; `uscc` may be None; `rows` is a list of mappings, one per row of the table.
In the English text `{name}` takes the value `name_en` where there is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.letter_texts import Fill, texts_of


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom the letter goes; people have no unified social credit code."""

    name: str
    uscc: str | None


@dataclass(frozen=True, slots=True)
class LetterTable:
    """A table of finished text; every row is as long as `columns`."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What the reader fills in and sends back: a heading and the lines to write on."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterText:
    """One language of a letter, all placeholders filled."""

    authority: str
    number: str
    title: str
    addressee: Addressee
    paragraphs: tuple[str, ...]
    table: LetterTable | None
    remedies: str
    contact: str
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class LetterData:
    """All that a letter says; stored as JSON beside its number and never changed."""

    text: LetterText
    issued_on: date
    verify_url: str
    code: str
    english: LetterText | None

    def to_json(self) -> dict[str, object]:
        """Return plain values for storage: the Chinese text flat, `english` beside it with the same keys."""
        return {
            **asdict(self.text),
            "issued_on": self.issued_on.isoformat(),
            "verify_url": self.verify_url,
            "code": self.code,
            "english": asdict(self.english) if self.english else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "LetterData":
        """Read what `to_json` wrote, also after a round through JSON; raises RefusedError LETTER_DATA."""
        try:
            english = data["english"]
            return cls(
                text=_read_text(data),
                issued_on=date.fromisoformat(_string(data["issued_on"])),
                verify_url=_string(data["verify_url"]),
                code=_string(data["code"]),
                english=None if english is None else _read_text(_mapping(english)),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise RefusedError("LETTER_DATA", detail=repr(error)) from error


def compose(texts: Mapping[str, object], values: Mapping[str, object]) -> LetterData:
    """Fill the texts with the values; raises RefusedError LETTER_PLACEHOLDER or LETTER_TEXT (see the module)."""
    issued_on = values.get("issued_on")
    if not isinstance(issued_on, date) or isinstance(issued_on, datetime):
        raise RefusedError("LETTER_PLACEHOLDER", name="issued_on")
    chinese = Fill(values, "zh")
    return LetterData(
        text=_compose_text(texts_of(texts, "zh"), chinese),
        issued_on=issued_on,
        verify_url=chinese("{verify_url}"),
        code=chinese("{code}"),
        english=_compose_text(texts_of(texts, "en"), Fill(values, "en")) if "en" in texts else None,
    )


def _compose_text(words: Mapping[str, object], fill: Fill) -> LetterText:
    return LetterText(
        authority=fill("{authority}"),
        number=fill("{number}"),
        title=fill.line(words, "title"),
        addressee=Addressee(name=fill("{subject_name}"), uscc=fill.optional("uscc")),
        paragraphs=fill.lines(words, "paragraphs"),
        table=_compose_table(words, fill),
        remedies=fill.line(words, "remedies", default=""),
        contact=fill.line(words, "contact", default=""),
        slip=_compose_slip(words, fill),
    )


def _compose_slip(words: Mapping[str, object], fill: Fill) -> Slip | None:
    if "slip" not in words:
        return None
    slip = texts_of(words, "slip")
    return Slip(title=fill.line(slip, "title"), lines=fill.lines(slip, "lines"))


def _compose_table(words: Mapping[str, object], fill: Fill) -> LetterTable | None:
    rows = fill.rows()
    if "table" not in words or not rows:
        return None
    table = texts_of(words, "table")
    columns = fill.lines(table, "columns")
    cells = tuple(row.lines(table, "row") for row in rows)
    if any(len(row) != len(columns) for row in cells):
        raise RefusedError("LETTER_TEXT", name="row")
    return LetterTable(caption=fill.line(table, "caption", default=""), columns=columns, rows=cells)


def _read_text(data: Mapping[str, object]) -> LetterText:
    addressee = _mapping(data["addressee"])
    uscc = addressee["uscc"]
    return LetterText(
        authority=_string(data["authority"]),
        number=_string(data["number"]),
        title=_string(data["title"]),
        addressee=Addressee(name=_string(addressee["name"]), uscc=None if uscc is None else _string(uscc)),
        paragraphs=_strings(data["paragraphs"]),
        table=_read_table(data["table"]),
        remedies=_string(data["remedies"]),
        contact=_string(data["contact"]),
        slip=_read_slip(data.get("slip")),
    )


def _read_slip(value: object) -> Slip | None:
    if value is None:
        return None
    slip = _mapping(value)
    return Slip(title=_string(slip["title"]), lines=_strings(slip["lines"]))


def _read_table(value: object) -> LetterTable | None:
    if value is None:
        return None
    table = _mapping(value)
    rows = table["rows"]
    if not isinstance(rows, Sequence):
        raise TypeError(rows)
    return LetterTable(
        caption=_string(table["caption"]),
        columns=_strings(table["columns"]),
        rows=tuple(_strings(row) for row in rows),
    )


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(value)
    return tuple(_string(item) for item in value)

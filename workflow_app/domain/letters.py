"""Letters: the words and facts frozen with a number, from which the PDF is made again at any time.

`compose` takes two things. *Texts* is the letter file of a process bundle, one table per language, `en` optional:

    [zh]
    title = "准予信用修复决定书"
    paragraphs = ["你单位于{applied_on}提出申请……", ["实缴{paid}元", {where = "payer", text = "，由{payer}代缴"}, "。"]]
    addressee = "社会公众"                           # optional; else the subject
    remedies = "……"                                # optional
    contact = "……"                                 # optional
    [zh.table]                                      # optional; left out when there are no rows
    caption = "停止公示安排"
    columns = ["公示网站", "停止公示日期"]
    row = ["{site}", "{end_on}"]
    [zh.held]                                       # optional; what the case goes by too, see `letter_held`
    end_on = "{end_on}"
    [zh.slip]                                       # optional; what the reader fills in and sends back
    title = "回执"
    lines = ["撤下日期"]

*Values* fill the placeholders. Always needed: `authority`, `number`, `subject_name`, `issued_on` (a date),
`verify_url`, `code`; `uscc` may be None; `rows` is a list of mappings, one per row of the table.
In the English text `{name}` takes the value `name_en` where there is one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.letter_parts import (
    Addressee,
    Correction,
    Held,
    LetterTable,
    LetterText,
    Slip,
    mapping,
    read_held,
    read_notice,
    read_text,
    string,
)
from workflow_app.domain.letter_texts import Fill, texts_of


@dataclass(frozen=True, slots=True)
class LetterData:
    """All that a letter says; stored as JSON beside its number.

    What it said at its issue is never changed: notices of correction are added, and `replaces` names the number of the
    letter in whose place this one was issued.
    """

    text: LetterText
    issued_on: date
    verify_url: str
    code: str
    english: LetterText | None
    notices: tuple[Correction, ...] = ()
    replaces: str | None = None
    held: tuple[Held, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return plain values for storage: the Chinese text flat, `english` beside it with the same keys."""
        return {
            **asdict(self.text),
            "issued_on": self.issued_on.isoformat(),
            "verify_url": self.verify_url,
            "code": self.code,
            "english": asdict(self.english) if self.english else None,
            "notices": [{**asdict(each), "on": each.on.isoformat()} for each in self.notices],
            "replaces": self.replaces,
            "held": [asdict(each) for each in self.held],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "LetterData":
        """Read what `to_json` wrote, also after a round through JSON; raises RefusedError LETTER_DATA."""
        try:
            english = data["english"]
            return cls(
                text=read_text(data),
                issued_on=date.fromisoformat(string(data["issued_on"])),
                verify_url=string(data["verify_url"]),
                code=string(data["code"]),
                english=None if english is None else read_text(mapping(english)),
                notices=tuple(read_notice(mapping(each)) for each in data.get("notices") or ()),  # type: ignore[attr-defined] # anything else raises TypeError
                held=tuple(read_held(mapping(each)) for each in data.get("held") or ()),  # type: ignore[attr-defined] # anything else raises TypeError
                replaces=None if data.get("replaces") is None else string(data["replaces"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise RefusedError("LETTER_DATA", detail=repr(error)) from error


def compose(texts: Mapping[str, object], values: Mapping[str, object]) -> LetterData:
    """Fill the texts with the values; raises RefusedError LETTER_PLACEHOLDER or LETTER_TEXT (see the module)."""
    issued_on = values.get("issued_on")
    if not isinstance(issued_on, date) or isinstance(issued_on, datetime):
        raise RefusedError("LETTER_PLACEHOLDER", name="issued_on")
    chinese, english = Fill(values, "zh"), Fill(values, "en")
    return LetterData(
        text=_compose_text(texts_of(texts, "zh"), chinese),
        issued_on=issued_on,
        verify_url=chinese("{verify_url}"),
        code=chinese("{code}"),
        english=_compose_text(texts_of(texts, "en"), english) if "en" in texts else None,
        held=tuple(_compose_held(texts, chinese, english)),
    )


def _compose_held(texts: Mapping[str, object], chinese: Fill, english: Fill) -> Iterator[Held]:
    """Yield the values that the case goes by as well, one for each row of the table where they stand in it."""
    told = ((texts_of(texts, key), fill) for key, fill in (("zh", chinese), ("en", english)) if key in texts)
    words = [(texts_of(each, "held"), fill) for each, fill in told if "held" in each]
    for name in words[0][0] if words else ():
        for place in [None] if chinese.has(name) else range(len(chinese.rows())):
            fills = [(text, fill if place is None else fill.rows()[place]) for text, fill in words]
            said = tuple(fill.line(text, name) for text, fill in fills)
            yield Held(name, fills[0][1].plain(name), said)


def _compose_text(words: Mapping[str, object], fill: Fill) -> LetterText:
    return LetterText(
        authority=fill("{authority}"),
        number=fill("{number}"),
        title=fill.line(words, "title"),
        addressee=_compose_addressee(words, fill),
        paragraphs=fill.paragraphs(words, "paragraphs"),
        table=_compose_table(words, fill),
        remedies=fill.line(words, "remedies", default=""),
        contact=fill.line(words, "contact", default=""),
        slip=_compose_slip(words, fill),
    )


def _compose_addressee(words: Mapping[str, object], fill: Fill) -> Addressee:
    """Return to whom a letter goes: whom its text names, else the subject."""
    if "addressee" in words:
        return Addressee(name=fill.line(words, "addressee"), uscc=None)
    return Addressee(name=fill("{subject_name}"), uscc=fill.optional("uscc"))


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

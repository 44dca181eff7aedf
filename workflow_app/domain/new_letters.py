"""Letters that a process gets: a small text in both languages, which a step of the diagram may issue from then on."""

import json
from collections.abc import Iterator

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.new_forms import LONGEST, NAME

START = {
    "zh": (
        "你单位的办件（编号：{case_number}），现将有关事项告知如下：",
        "联系电话：{authority_phone}",
    ),
    "en": ("In your case {case_number} the authority tells you the following.", "Telephone: {authority_phone}"),
}
"""A paragraph and the contact, by language; names in braces are filled in every letter about a case."""


def path_of_letter(name: str) -> str:
    """Return where a letter of a name lies in a bundle; raises InvalidError on `/name`."""
    if not NAME.fullmatch(name):
        raise InvalidError(FieldError("/name", "FORM_KEY"))
    return f"letters/{name}.toml"


def kind_of_letter(name: str) -> str:
    """Return the kind by which a step issues the letter of a name."""
    return name.upper()


def new_letter(name: str, title: str, title_en: str) -> bytes:
    """Return the file of a letter; raises InvalidError on `/name`, `/title` and `/title_en`."""
    wrong = [] if NAME.fullmatch(name) else [FieldError("/name", "FORM_KEY")]
    wrong += [*_wrong("title", title), *_wrong("title_en", title_en)]
    if wrong:
        raise InvalidError(*wrong)
    lines = [f"kind = {_text(kind_of_letter(name))}", 'placeholders = ["authority_phone", "case_number"]']
    for language, said in (("zh", title), ("en", title_en)):
        paragraph, contact = START[language]
        lines += ["", f"[{language}]", f"title = {_text(_plain(said))}"]
        lines += [f"paragraphs = [\n  {_text(paragraph)},\n]", f"contact = {_text(contact)}"]
    return ("\n".join(lines) + "\n").encode()


def with_letter(settings: bytes, name: str, title: str, title_en: str) -> bytes:
    """Return what a process says of itself, with the letter of a name."""
    names = f"name_zh = {_text(_plain(title))}\nname_en = {_text(_plain(title_en))}"
    row = f"[[letters]]\nkind = {_text(kind_of_letter(name))}\nfile = {_text(path_of_letter(name))}\n{names}\n"
    return settings.rstrip() + b"\n\n" + row.encode()


def _wrong(field: str, said: str) -> Iterator[FieldError]:
    text = _plain(said)
    if not text:
        yield FieldError(f"/{field}", "REQUIRED")
    elif len(text) > LONGEST:
        yield FieldError(f"/{field}", "TOO_LONG", {"maximum": LONGEST})


def _plain(said: str) -> str:
    """Return a title in one line, without braces, which stand for names in a letter."""
    return " ".join(said.translate({ord("{"): None, ord("}"): None}).split())


def _text(said: str) -> str:
    """Return a text as TOML has it between quotation marks."""
    return json.dumps(said, ensure_ascii=False).replace("\x7f", "")

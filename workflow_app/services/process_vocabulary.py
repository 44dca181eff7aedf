"""The names that a draft of a process may use, each with its words: what an editor offers instead of asking to type."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.bundle_parts import SETTINGS, Kind, kind_of
from workflow_app.domain.file_reading import UnreadableError, read_json, read_toml
from workflow_app.domain.seeds.parameter_names import NAMES
from workflow_app.services.process_draft_views import draft_files
from workflow_app.services.tools import Tools

WORKING_DAYS = "_wd"
"""The parameters whose keys end so count working days: what an internal limit may be."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name and what it is called in Chinese and English."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value that conditions may ask for: its type, and what it can be where that is chosen from a list."""

    name: Name
    type: str
    choices: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one draft; what cannot be read of a file that is being written is left out."""

    roles: tuple[str, ...]
    operations: tuple[str, ...]
    forms: tuple[Name, ...]
    letters: tuple[Name, ...]
    clocks: tuple[Name, ...]
    states: tuple[Name, ...]
    limits: tuple[Name, ...]
    values: tuple[Value, ...]


def get_vocabulary(draft_id: str, *, actor: Actor, tools: Tools) -> Vocabulary:
    """Return the names that a draft may use; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    return vocabulary_of(draft_files(draft_id, actor=actor, tools=tools), tools=tools)


def vocabulary_of(files: Mapping[str, bytes], *, tools: Tools) -> Vocabulary:
    """Return the names that the files of a process use, and may use."""
    facts = _toml(files.get(SETTINGS, b""))
    forms = {path: _json(text) for path, text in files.items() if kind_of(path) is Kind.FORM}
    choices = dict(_choices(forms.values()))
    return Vocabulary(
        roles=tuple(Role),
        operations=tuple(sorted(tools.operations)),
        forms=tuple(_form(path, form) for path, form in sorted(forms.items())),
        letters=tuple(_letters(files)),
        clocks=tuple(_name(row, "key") for row in _rows(facts, "clocks")),
        states=tuple(_name(row, "key", zh="zh", en="en") for row in _rows(facts, "states")),
        limits=tuple(Name(key, name.zh, name.en) for key, name in NAMES.items() if key.endswith(WORKING_DAYS)),
        values=tuple(
            Value(name := _name(row, "name"), str(row.get("type", "string")), choices.get(name.key, ()))
            for row in _rows(facts, "routing")
        ),
    )


def _letters(files: Mapping[str, bytes]) -> Iterator[Name]:
    for path, text in sorted(files.items()):
        words = _toml(text) if kind_of(path) is Kind.LETTER else {}
        if isinstance(words.get("kind"), str):
            titles = [_table(words, language).get("title") for language in ("zh", "en")]
            zh, en = (str(title or words["kind"]) for title in titles)
            yield Name(str(words["kind"]), zh, en)


def _form(path: str, form: Mapping[str, Any]) -> Name:
    """Return what a form is called: by its title, or else by its file."""
    key = path.removeprefix("forms/").removesuffix(".form.json")
    return _name({**_table(form, "properties"), "key": key}, "key", zh="title", en="title_en")


def _choices(forms: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, tuple[Name, ...]]]:
    """Yield what the fields can be whose answers the diagram sees."""
    for form in forms:
        for field in _rows(form, "components"):
            options = [each for each in _rows(field, "values") if "value" in each]
            if options:
                names = (_name(each, "value", zh="label", en="label_en") for each in options)
                yield str(field.get("key", "")), tuple(names)


def _name(row: Mapping[str, Any], key: str, *, zh: str = "name_zh", en: str = "name_en") -> Name:
    name = str(row.get(key, ""))
    return Name(name, str(row.get(zh) or name), str(row.get(en) or row.get(zh) or name))


def _rows(table: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = table.get(name)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def _table(words: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = words.get(name)
    return found if isinstance(found, Mapping) else {}


def _toml(content: bytes) -> Mapping[str, Any]:
    try:
        return read_toml(content)
    except UnreadableError:
        return {}


def _json(content: bytes) -> Mapping[str, Any]:
    try:
        return read_json(content)
    except UnreadableError:
        return {}

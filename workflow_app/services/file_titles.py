"""What the files of a process are called: letters and tests by their titles, a form by the steps that ask it.

A form that no step asks yet goes by its own title.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from workflow_app.domain.bundle_parts import SETTINGS, Kind, kind_of
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.file_reading import UnreadableError, read_json, read_toml
from workflow_app.domain.letter_titles import told_title
from workflow_app.domain.process_tests import read_test

XN = "{https://xinnuo.example/schema/bpmn/1.0}"
Titles = dict[str, tuple[str, str]]


def file_titles(files: Mapping[str, bytes]) -> Titles:
    """Return by path what files are called in Chinese and English; what cannot be read yet is called nothing."""
    return dict(_letters(files)) | dict(_forms(files)) | dict(_tests(files))


def process_title(files: Mapping[str, bytes]) -> tuple[str, str]:
    """Return what the files call their process in Chinese and English, empty where they cannot be read yet."""
    try:
        words = read_toml(files.get(SETTINGS, b""))
    except UnreadableError:
        return "", ""
    zh, en = (words.get(name) for name in ("name_zh", "name_en"))
    named = zh if isinstance(zh, str) else ""
    return named, en if isinstance(en, str) and en else named


def _letters(files: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[str, str]]]:
    for path, text in files.items():
        if kind_of(path) is not Kind.LETTER:
            continue
        try:
            words = read_toml(text)
            zh = str(words["zh"]["title"])
            en = str(words.get("en", {}).get("title", zh))
            yield path, (told_title(zh, "zh"), told_title(en, "en"))
        except (UnreadableError, KeyError, TypeError, AttributeError):
            continue


def _tests(files: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[str, str]]]:
    for path, text in files.items():
        if kind_of(path) is Kind.TEST:
            try:
                title = read_test(text).title
            except RefusedError:
                continue
            yield path, (title, title)


def _forms(files: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[str, str]]]:
    steps: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, text in files.items():
        if kind_of(path) is Kind.DIAGRAM:
            for form, zh, en in naming(text, "form"):
                steps[f"forms/{form}.form.json"].append((zh, en))
    for path, names in steps.items():
        if path in files:
            yield path, ("、".join(zh for zh, _ in names), ", ".join(en for _, en in names))
    for path, text in files.items():
        if kind_of(path) is Kind.FORM and path not in steps and (title := _own_title(text)):
            yield path, title


def _own_title(form: bytes) -> tuple[str, str] | None:
    try:
        own = read_json(form).get("properties")
    except UnreadableError:
        return None
    zh, en = (own.get(name) if isinstance(own, Mapping) else None for name in ("title", "title_en"))
    if not isinstance(zh, str) or not zh:
        return None
    return zh, en if isinstance(en, str) and en else zh


def naming(diagram: bytes, what: str) -> Iterator[tuple[str, str, str]]:
    """Yield what each step names in an attribute of ours, such as its form, and what the step is called."""
    try:
        root = fromstring(diagram)
    except (ParseError, DefusedXmlException, ValueError):
        return
    for node in root.iter():
        if named := node.get(f"{XN}{what}"):
            zh = node.get("name") or ""
            yield named, zh, node.get(f"{XN}nameEn", zh)

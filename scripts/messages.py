"""The catalogues of the pages: `extract` new strings, `check` that none is missing, `compile` for the service.

The source language is English; `zh` must translate every string, `en` only carries plurals and may stay empty.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "workflow_app" / "translations"
LOCALES = ("zh", "en")
SOURCE_LOCALE = "en"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "_l": None,
    "ngettext": (1, 2),
}


def template() -> Catalog:
    """Collect every string of the pages and of the code."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog(project="workflow_app", charset="utf-8", fuzzy=False)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    for path, _line, text, comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalog.add(text, None, [(path, 0)], auto_comments=comments, context=context)
    return catalog


def path_of(locale: str) -> Path:
    """Return where the catalogue of a locale lies."""
    return FOLDER / locale / "LC_MESSAGES" / "messages.po"


def load(locale: str) -> Catalog:
    """Read a catalogue; a missing file is an empty one."""
    path = path_of(locale)
    if not path.exists():
        return Catalog(locale=locale, fuzzy=False)
    return read_po(io.BytesIO(path.read_bytes()), locale=locale)


def extract() -> int:
    """Bring the catalogues up to date: new strings empty, unused ones removed, nothing guessed."""
    strings = template()
    for locale in LOCALES:
        catalog = load(locale)
        catalog.update(strings, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        save(catalog, path_of(locale))
    print(f"{len(strings)} strings in {', '.join(LOCALES)}")
    return 0


def save(catalog: Catalog, path: Path) -> None:
    """Write a catalogue in a form that changes only where strings change (no dates, no line numbers)."""
    text = io.BytesIO()
    write_po(text, catalog, width=120, no_location=False, omit_header=True, sort_output=True, include_lineno=False)
    header = f'msgid ""\nmsgstr ""\n"Language: {catalog.locale_identifier}\\n"\n'
    header += f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header.encode() + text.getvalue())


def faults(locale: str, strings: Catalog) -> Iterator[str]:
    """Name what is missing, doubtful, unused or malformed in a catalogue."""
    catalog = load(locale)
    for message in strings:
        if message.id and (fault := fault_of(catalog.get(message.id, message.context), locale)):
            yield f"{locale}: {fault}: {message.id!r}"
    for message in catalog:
        if message.id and strings.get(message.id, message.context) is None:
            yield f"{locale}: unused: {message.id!r}"
    for message, errors in catalog.check():
        yield from (f"{locale}: {error}: {message.id!r}" for error in errors)


def fault_of(message: Message | None, locale: str) -> str | None:
    """Return what is wrong with one entry, or None."""
    if message is None:
        return "not extracted"
    if message.fuzzy:
        return "fuzzy"
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return None if locale == SOURCE_LOCALE or all(texts) else "missing"


def check() -> int:
    """Fail when a catalogue does not fit the strings."""
    strings = template()
    found = [fault for locale in LOCALES for fault in faults(locale, strings)]
    print("\n".join(found) or f"{len(strings)} strings, all translated")
    return 1 if found else 0


def compile_all() -> int:
    """Write the .mo files that the service reads; they are built, not committed. Several may do so at once."""
    for locale in LOCALES:
        ready = path_of(locale).with_suffix(".mo")
        fresh = ready.with_suffix(f".{os.getpid()}.new")
        with fresh.open("wb") as file:
            write_mo(file, load(locale))
        fresh.replace(ready)  # a service that is reading the old one reads it to its end
    return 0


COMMANDS: dict[str, Callable[[], int]] = {"extract": extract, "check": check, "compile": compile_all}


def main() -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    return COMMANDS[parser.parse_args().command]()


if __name__ == "__main__":
    sys.exit(main())

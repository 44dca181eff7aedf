"""Letters: each that is issued is there, and its placeholders can be filled, in both languages alike."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from workflow_app.domain.letter_names import ALWAYS_GIVEN, GENERAL
from workflow_app.domain.letter_texts import conditions, placeholders
from workflow_app.domain.process_findings import Finding
from workflow_app.domain.resources import find
from workflow_app.engine import CompiledProcess
from workflow_app.services.process_checks.sources import Document, Sources

ISSUES = "letter/issue"
LANGUAGES = ("zh", "en")


def check_letters(sources: Sources, process: CompiledProcess) -> Iterator[Finding]:
    """Yield letters that are issued in vain or lie there in vain, and placeholders that nobody fills."""
    named = {str(row.get("kind")): str(row.get("file")) for row in sources.rows("letters")}
    issued: dict[str | None, str | None] = {
        each.parameters.get("kind"): each.id for each in process.elements.values() if each.operation == ISSUES
    }
    issued |= {str(row["letter"]): None for row in sources.rows("clocks") if "letter" in row}
    for kind, element in issued.items():
        if kind not in named:
            yield Finding(element, "LETTER_MISSING", {"kind": kind})
    for kind in sorted(named.keys() - issued.keys()):
        yield Finding(None, "LETTER_UNUSED", {"kind": kind, "file": named[kind]})
    yield from _files(sources, named)
    lying = {path for path, letter in sources.letters.items() if not letter.get("beside_diagram")}
    for path in sorted(lying - set(named.values())):
        yield Finding(None, "LETTER_UNUSED", {"kind": sources.letters[path].get("kind"), "file": path})
    for path, letter in sources.letters.items():
        yield from _check_text(path, letter)


def _files(sources: Sources, named: Mapping[str, str]) -> Iterator[Finding]:
    for kind, path in named.items():
        if path not in sources.files:
            yield Finding(None, "LETTER_FILE", {"kind": kind, "file": path})
        elif path in sources.letters and sources.letters[path].get("kind") != kind:
            yield Finding(None, "LETTER_KIND", {"kind": kind, "file": path})


def _check_text(path: str, letter: Document) -> Iterator[Finding]:
    missing = [each for each in LANGUAGES if not isinstance(letter.get(each), Mapping)]
    for language in missing:
        yield Finding(None, "LETTER_LANGUAGE", {"file": path, "language": language})
    if missing:
        return
    asked = {each: (placeholders(letter[each]) | conditions(letter[each])) - ALWAYS_GIVEN for each in LANGUAGES}
    together = asked["zh"] | asked["en"]
    declared = {str(each) for each in letter.get("placeholders", ())}
    for name in sorted(together - declared):
        yield Finding(None, "PLACEHOLDER_UNDECLARED", {"file": path, "name": name})
    for name in sorted(declared - together):
        yield Finding(None, "PLACEHOLDER_UNUSED", {"file": path, "name": name})
    for name in sorted((asked["zh"] ^ asked["en"]) - {"subject_name"}):
        yield Finding(None, "PLACEHOLDER_ONE_LANGUAGE", {"file": path, "name": name})
    fillable = GENERAL | filled_for().get(str(letter.get("kind")), frozenset())
    for name in sorted(together - fillable):
        yield Finding(None, "PLACEHOLDER_UNKNOWN", {"file": path, "name": name})


@lru_cache(maxsize=1)
def filled_for() -> Mapping[str, frozenset[str]]:
    """Return the names that the service fills in each kind of letter: those that the letters it ships with print."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted(find("bpmn").glob("*/letters/*.toml")):
        letter = tomllib.loads(path.read_text("utf-8"))
        kind = str(letter["kind"])
        found[kind] = found.get(kind, frozenset()) | placeholders(letter) | conditions(letter)
    return found

"""The files of a bundle, parsed; whatever cannot be parsed is a finding that names the file."""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow_app.domain.bundle_parts import SETTINGS, kind_of
from workflow_app.domain.errors import DomainError
from workflow_app.domain.form_fields import FieldFacts
from workflow_app.domain.matter_forms import form_in_outline
from workflow_app.domain.process_facts import ProcessFacts, read_facts
from workflow_app.domain.process_findings import Finding

FORM, LETTER = ".form.json", ".toml"
Document = Mapping[str, Any]  # Any: JSON and TOML of many shapes


ReadForm = Callable[[Document], Sequence[FieldFacts]]
"""Reads the fields of a form document; raises RefusedError FORM_DOCUMENT."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a process may refer to outside its bundle, and who reads forms."""

    operations: frozenset[str]
    parameters: frozenset[str]
    roles: frozenset[str]
    read_form: ReadForm


@dataclass(slots=True)
class Sources:
    """A bundle as the checks see it; `findings` say what could not be parsed."""

    files: Mapping[str, bytes]
    about: Document = field(default_factory=dict)
    facts: ProcessFacts | None = None
    forms: dict[str, Document] = field(default_factory=dict)
    fields: dict[str, Sequence[FieldFacts]] = field(default_factory=dict)
    letters: dict[str, Document] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def rows(self, table: str) -> Iterator[Document]:
        """Yield the rows of a table of `process.toml`."""
        rows = self.about.get(table, ())
        yield from (each for each in (rows if isinstance(rows, list) else ()) if isinstance(each, Mapping))

    def types(self) -> dict[str, str]:
        """Return the declared type of every routing value."""
        return {str(row["name"]): str(row.get("type", "")) for row in self.rows("routing") if "name" in row}

    @property
    def beside(self) -> tuple[str, ...]:
        """Return the tasks that leave the state of a case as it is."""
        named = self.about.get("beside", ())
        return tuple(map(str, named)) if isinstance(named, list) else ()

    def keys(self, table: str, name: str = "key") -> set[str]:
        """Return one value of every row of a table."""
        return {str(row[name]) for row in self.rows(table) if name in row}


def read_sources(files: Mapping[str, bytes], known: Known) -> Sources:
    """Parse everything in a bundle but its diagrams and tables."""
    sources = Sources(files)
    for path in sorted(files):
        if kind_of(path) is None:
            sources.findings.append(Finding(None, "FILE_UNEXPECTED", {"file": path}))
    _read_facts(sources)
    for path in sorted(files):
        if path.startswith("forms/") and path.endswith(FORM):
            _read_form(sources, path, known)
        elif path.startswith("letters/") and path.endswith(LETTER):
            _parsed(sources, path, "LETTER_SYNTAX", lambda text: tomllib.loads(text.decode()), sources.letters, path)
    return sources


def _read_facts(sources: Sources) -> None:
    if SETTINGS not in sources.files:
        sources.findings.append(Finding(None, "FACTS_MISSING", {"file": SETTINGS}))
        return
    read: dict[str, Document] = {}
    if not _parsed(sources, SETTINGS, "FACTS_SYNTAX", lambda text: tomllib.loads(text.decode()), read, SETTINGS):
        return
    try:
        sources.facts = read_facts(sources.files[SETTINGS])
    except DomainError as error:
        sources.findings.append(Finding(None, "FACTS_SHAPE", {"file": SETTINGS, **error.values}))
        return
    sources.about = read[SETTINGS]


def _read_form(sources: Sources, path: str, known: Known) -> None:
    name = path.removeprefix("forms/").removesuffix(FORM)
    if not _parsed(sources, path, "FORM_SYNTAX", json.loads, sources.forms, name):
        return
    try:
        sources.forms[name] = form_in_outline(sources.forms[name])
        sources.fields[name] = known.read_form(sources.forms[name])
    except (DomainError, AttributeError, KeyError, TypeError, ValueError) as error:
        values = error.values if isinstance(error, DomainError) else {"detail": type(error).__name__}
        sources.findings.append(Finding(None, "FORM_SHAPE", {"file": path, "form": name, **values}))
        del sources.forms[name]


def _parsed(
    sources: Sources, path: str, code: str, parse: Callable[[bytes], Any], kept: dict[str, Document], name: str
) -> bool:
    """Keep what a file says; note a finding where it says nothing that can be read."""
    try:
        found = parse(sources.files[path])
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        sources.findings.append(Finding(None, code, {"file": path, "line": line, "detail": type(error).__name__}))
        return False
    if not isinstance(found, Mapping):
        sources.findings.append(Finding(None, code, {"file": path, "line": 1, "detail": type(found).__name__}))
        return False
    kept[name] = found
    return True

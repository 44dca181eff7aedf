"""The one check of a bundle, wherever one comes from: a folder, a zip, an editor, or somebody who publishes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from workflow_app.domain.errors import DomainError
from workflow_app.domain.process_facts import ProcessFacts
from workflow_app.domain.process_findings import Finding, Severity
from workflow_app.engine import CompiledProcess, Declared, Examined, examine
from workflow_app.services.process_checks.declarations import check_declarations
from workflow_app.services.process_checks.forms import check_forms, given_texts, missing_forms
from workflow_app.services.process_checks.letters import check_letters
from workflow_app.services.process_checks.one_person import check_one_person
from workflow_app.services.process_checks.replaced import check_replaced
from workflow_app.services.process_checks.rules import check_rules
from workflow_app.services.process_checks.sources import Known, Sources, read_sources
from workflow_app.services.process_checks.tables import check_tables

SUFFIX = ".bpmn"
MOST = 500
"""Findings that are told; who has more begins with these."""

FindOverruns = Callable[[CompiledProcess, ProcessFacts], Iterator[Finding]]
"""Holds the straight path against the legal limits of an installation."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, errors first, in the order of the checks.

    `names` are what elements and flows are called in Chinese and English, `flows` which of them are flows. Where the
    diagram could not be `explored`, what hangs on it was not looked at.
    """

    key: str
    findings: tuple[Finding, ...]
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    flows: frozenset[str] = frozenset()
    explored: bool = False

    @property
    def passed(self) -> bool:
        """Tell whether nothing keeps the process from being published."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that stop it."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    def name_of(self, element: str | None, language: str) -> str:
        """Return what an element is called; empty where it has no name in that language, nor in Chinese."""
        zh, en = self.names.get(element or "", ("", ""))
        return (en or zh) if language == "en" else zh

    def is_flow(self, element: str) -> bool:
        """Tell whether something on a way is a flow and no element."""
        return element in self.flows


def check_bundle(
    files: Mapping[str, bytes], known: Known, *, key: str | None = None, overruns: FindOverruns | None = None
) -> Report:
    """Return everything that is wrong with a bundle; never raises for what stands in it.

    `key` is what the process is to be called, where that is known; else its `process.toml` says so.
    """
    sources = read_sources(files, known)
    name = key or _key(sources)
    found = [*sources.findings, *_key_differs(sources, name)]
    if name is None:
        return Report("", (*found, *_no_key(files)))
    examined = examine(name, files, _declared(sources))
    found += examined.findings
    if examined.compiled is not None:
        found += _beside(sources, examined, examined.compiled, known)
        if overruns is not None and sources.facts is not None:
            found += _guarded("limits", lambda: overruns(examined.compiled, sources.facts))  # type: ignore[arg-type] # both were looked at
    else:
        found += missing_forms(sources, examined.forms)
    told = dict.fromkeys((each.element, each.code, repr(each.values)) for each in found)
    first = {(each.element, each.code, repr(each.values)): each for each in reversed(found)}
    ordered = sorted((first[each] for each in told), key=lambda each: each.severity is not Severity.ERROR)
    explored = examined.compiled is not None
    return Report(name, tuple(ordered[:MOST]), examined.names, examined.flows, explored=explored)


def check_behaviour(key: str, files: Mapping[str, bytes]) -> Report:
    """Return what could go wrong when cases run: what the engine refuses, what is not sound, and rules of ours."""
    examined = examine(key, files, None)
    found = list(examined.findings)
    if examined.compiled is not None and examined.net is not None:
        found += check_rules(examined.compiled, examined.net)
    return Report(key, tuple(found))


def _key(sources: Sources) -> str | None:
    if sources.facts is not None:
        return sources.facts.key
    names = [path.removesuffix(SUFFIX) for path in sources.files if path.endswith(SUFFIX) and "/" not in path]
    return names[0] if len(names) == 1 else None


def _key_differs(sources: Sources, name: str | None) -> Iterator[Finding]:
    """Yield that the diagram, the folder or the facts are called otherwise than the process."""
    said = sources.facts.key if sources.facts is not None else name
    if name is not None and said != name:
        yield Finding(None, "KEY_DIFFERS", {"key": said, "wanted": name})
    if (
        name is not None
        and f"{name}{SUFFIX}" not in sources.files
        and any(each.endswith(SUFFIX) for each in sources.files)
    ):
        yield Finding(None, "DIAGRAM_NAME", {"wanted": f"{name}{SUFFIX}"})


def _no_key(files: Mapping[str, bytes]) -> Iterator[Finding]:
    if not any(path.endswith(SUFFIX) for path in files):
        yield Finding(None, "NO_DIAGRAM")


def _declared(sources: Sources) -> Declared:
    types = sources.types()
    outputs = {name for path, text in sources.files.items() if path.endswith(".dmn") for name in _names_in(text, types)}
    return Declared(types, given_texts(sources, outputs), sources.beside)


def _names_in(text: bytes, types: Mapping[str, str]) -> Iterator[str]:
    """Yield the routing values that a decision table may set."""
    yield from (name for name in types if f'name="{name}"'.encode() in text)


def _beside(sources: Sources, examined: Examined, process: CompiledProcess, known: Known) -> Iterator[Finding]:
    yield from _guarded("forms", lambda: check_forms(sources, process))
    yield from _guarded("letters", lambda: check_letters(sources, process))
    yield from _guarded("declarations", lambda: check_declarations(sources, process, known))
    yield from _guarded("tables", lambda: check_tables(sources, process))
    yield from check_one_person(sources, process)
    yield from check_replaced(sources, process, examined.asked)
    if examined.net is not None:
        yield from check_rules(process, examined.net)


def _guarded(part: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Yield what a check finds, or that a part has no shape that it could read; nobody is shown a trace."""
    try:
        yield from check()
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError, DomainError) as error:
        yield Finding(None, "PART_SHAPE", {"part": part, "detail": type(error).__name__})

"""One look at the diagrams and tables of a bundle: everything that can be said of them before anything runs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from workflow_app.domain.soundness import Net, prove
from workflow_app.engine.compiling import compile_process
from workflow_app.engine.decision_checks import refuse_askers, warn_of_unasked
from workflow_app.engine.decision_files import Tables, read_tables
from workflow_app.engine.documents import Document, read_document
from workflow_app.engine.drawing import refuse_drawing
from workflow_app.engine.elements import CompiledProcess
from workflow_app.engine.errors import Finding, ProcessRefusedError
from workflow_app.engine.expression_places import names_asked, refuse_expressions, warn_of_values
from workflow_app.engine.naming import forms_in, names_in, refuse_names, refuse_unused_messages
from workflow_app.engine.netting import closed_ways, net_of
from workflow_app.engine.parser import item_names
from workflow_app.engine.refusals import find_refusals


@dataclass(frozen=True, slots=True)
class Declared:
    """What a process says of itself that its diagram is held against.

    `types` are those of the routing values by name, `given` the texts that one may take where only forms set it, and
    `beside` the tasks that leave the state of a case as it is.
    """

    types: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, frozenset[str]] = field(default_factory=dict)
    beside: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found; without `compiled` and `net` where the diagram is refused before it could run.

    `names` are what elements and flows are called in Chinese and English, `flows` which of them are flows, and
    `forms` which form each step asks for. `asked` are the names that the conditions behind an element ask.
    """

    findings: tuple[Finding, ...]
    compiled: CompiledProcess | None = None
    net: Net | None = None
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    flows: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)


def examine(key: str, files: Mapping[str, bytes], declared: Declared | None) -> Examined:
    """Return everything that is wrong with the diagrams and tables of a bundle, each thing once.

    Where nothing is `declared`, only how it runs is looked at, not what it says to people.
    """
    known = None if declared is None else declared.types
    try:
        document = read_document(files)
        tables = read_tables(files, None if known is None else {*known, *item_names(document)})
    except ProcessRefusedError as error:
        return Examined(error.findings)
    refused = (*find_refusals(key, document), *tables.findings, *refuse_askers(document, tables.keys))
    read = () if declared is None else (*refuse_drawing(document), *refuse_names(document, declared.beside))
    names, flows = names_in(document), frozenset(flow.id for each in document.scopes.values() for flow in each.flows)
    forms = forms_in(document)
    if refused:
        return Examined((*refused, *read), names=names, flows=flows, forms=forms)
    try:
        compiled = compile_process(key, files, names=known)
    except ProcessRefusedError as error:
        return Examined((*error.findings, *read), names=names, flows=flows, forms=forms)
    net = net_of(key, document)
    said = () if declared is None else _words(document, tables, declared)
    found = (*_behaviour(document, net), *said, *read)
    return Examined(found, compiled, net, names, flows, forms, names_asked(document))


def _behaviour(document: Document, net: Net) -> tuple[Finding, ...]:
    """Return what the proof found, what no values could open, and processes that lie there without being called."""
    closed = tuple(Finding(flow, "NEVER_TAKEN") for flow in closed_ways(document))
    idle = sorted(document.processes.keys() - set(net.innermost_first()))
    return (*prove(net), *closed, *(Finding(each, "PROCESS_NOT_CALLED") for each in idle))


def _words(document: Document, tables: Tables, declared: Declared) -> tuple[Finding, ...]:
    return (
        *refuse_expressions(document, declared.types),
        *warn_of_values(document, declared.given),
        *refuse_unused_messages(document),
        *warn_of_unasked(document, tables.keys),
    )

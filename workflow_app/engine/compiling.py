"""From the files of a process to something that runs, with every reason why not."""

import hashlib
from collections.abc import Collection, Mapping

from workflow_app.engine.decision_checks import refuse_askers, warn_of_unasked
from workflow_app.engine.decision_files import read_tables
from workflow_app.engine.describing import read_elements, read_flows
from workflow_app.engine.documents import read_document
from workflow_app.engine.elements import CompiledProcess
from workflow_app.engine.errors import ProcessRefusedError
from workflow_app.engine.parser import item_names, parse_specs
from workflow_app.engine.refusals import find_refusals

HASHED = (".bpmn", ".dmn")
AWAITING = {"timer_event", "message_event", "receive_task"}


def compile_process(key: str, files: Mapping[str, bytes], *, names: Collection[str] | None = None) -> CompiledProcess:
    """Compile the `.bpmn` and `.dmn` files of a bundle; raises ProcessRefusedError with all findings.

    `names` are the routing values that its decision tables may read and set; None takes any.
    Everything is checked before the library parses: its parser answers a dangling reference with a TypeError.
    """
    document = read_document(files)
    tables = read_tables(files, None if names is None else {*names, *item_names(document)})
    findings = (*find_refusals(key, document), *tables.findings, *refuse_askers(document, tables.keys))
    if findings:
        raise ProcessRefusedError(findings)
    spec, scopes = parse_specs(key, document)
    elements = read_elements(document)
    awaits_events = any(each.kind in AWAITING for each in elements.values())
    warnings = tuple(warn_of_unasked(document, tables.keys))
    return CompiledProcess(
        key, _hash(files), elements, spec, scopes, awaits_events, tables.by_key, warnings, read_flows(document)
    )


def _hash(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        if name.endswith(HASHED):
            digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()

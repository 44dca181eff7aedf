"""From the files of a process to something that runs, with every reason why not."""

import hashlib
from collections.abc import Mapping

from workflow_app.engine.describing import read_elements
from workflow_app.engine.documents import read_document
from workflow_app.engine.elements import CompiledProcess
from workflow_app.engine.errors import ProcessRefusedError
from workflow_app.engine.parser import parse_specs
from workflow_app.engine.refusals import find_refusals

AWAITING = {"timer_event", "message_event", "receive_task"}


def compile_process(key: str, files: Mapping[str, bytes]) -> CompiledProcess:
    """Compile the `.bpmn` files of a bundle; raises ProcessRefusedError with all findings.

    Everything is checked before the library parses: its parser answers a dangling reference with a TypeError.
    """
    document = read_document(files)
    findings = find_refusals(key, document)
    if findings:
        raise ProcessRefusedError(findings)
    spec, scopes = parse_specs(key, document)
    elements = read_elements(document)
    awaits_events = any(each.kind in AWAITING for each in elements.values())
    return CompiledProcess(key, _hash(files), elements, spec, scopes, awaits_events)


def _hash(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        if name.endswith(".bpmn"):
            digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()

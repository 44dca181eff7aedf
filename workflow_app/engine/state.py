"""A case as bytes: our format, no diagram in it; loading hangs the tokens on the compiled process."""
# ruff: noqa: SLF001 - the library is untyped and its hooks begin with an underscore

import json
import zlib
from datetime import date
from decimal import Decimal
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.util.task import TaskState

from workflow_app.engine.elements import CompiledProcess
from workflow_app.engine.errors import StepFailedError
from workflow_app.engine.tree import CaseTree, ScopeTree, Token

FORMAT = 1
COMPRESS_FROM = 1024  # bytes; from here on zlib takes 10 µs and saves three quarters
_PLAIN = b"{"
_MARK = "$xn"


def save(case: CaseTree) -> bytes:
    """Return the state between two steps; raises StepFailedError if a failed task is in it."""
    document = {
        "format": FORMAT,
        "process": short_hash(case.process),
        "last": case.last_number,
        "trees": [] if case.completed else [_tree(None, case), *(_tree(*item) for item in case.subprocesses.items())],
    }
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False, default=_mark).encode()
    return zlib.compress(text, 1) if len(text) >= COMPRESS_FROM else text


def short_hash(process: CompiledProcess) -> str:
    """Return enough of the content hash to tell the versions of a process apart."""
    return process.content_hash[:16]


def _tree(owner: int | None, tree: CaseTree | ScopeTree) -> list[object]:
    return [owner, [_token(task) for task in tree.tasks.values()]]


def _token(task: Token) -> list[object]:
    if task._state == TaskState.ERROR:
        raise StepFailedError(task.task_spec.bpmn_id, "STATE_HAS_ERROR")
    notes = {name: value for name, value in task.internal_data.items() if name != "entered"}
    row: list[object] = [task.id, task._parent, task.task_spec.name, task._state, int(task.triggered)]
    return [*row, notes, task.data] if notes or task.data else row


def _mark(value: object) -> object:
    if isinstance(value, Decimal):
        return {_MARK: "decimal", "value": str(value)}
    if isinstance(value, date):
        return {_MARK: "date", "value": value.isoformat()}
    raise StepFailedError(None, "STATE_VALUE", type(value).__name__)


def _unmark(value: dict[str, Any]) -> object:
    if _MARK not in value:
        return value
    return Decimal(value["value"]) if value[_MARK] == "decimal" else date.fromisoformat(value["value"])


def read(state: bytes) -> dict[str, Any]:
    """Return the document in a state of ours; raises StepFailedError STATE_FORMAT for anything else."""
    try:
        text = state if state.startswith(_PLAIN) else zlib.decompress(state)
        document = json.loads(text, object_hook=_unmark if b'"$xn"' in text else None)
    except (ValueError, zlib.error) as error:
        raise StepFailedError(None, "STATE_FORMAT", type(error).__name__) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise StepFailedError(None, "STATE_FORMAT", "another format")
    return document


def load(process: CompiledProcess, state: bytes, engine: object) -> CaseTree:
    """Hang the tokens of a state on its process; raises StepFailedError STATE_VERSION for another version's."""
    document = read(state)
    if document["process"] != short_hash(process):
        raise StepFailedError(None, "STATE_VERSION", document["process"])
    return restore(process, document, engine)


def restore(process: CompiledProcess, document: dict[str, Any], engine: object) -> CaseTree:
    """Hang the tokens of a document on a process whose elements have the same ids."""
    if not document["trees"]:
        raise StepFailedError(None, "CASE_ENDED")
    case = CaseTree(process, engine)
    for owner, rows in document["trees"]:
        tree: CaseTree | ScopeTree = case
        if owner is not None:
            tree = case.reopen_scope(case.tokens[owner])
        for row in rows:
            _restore_token(tree, row)
        tree.task_tree = tree.tasks[rows[0][0]]
    case.last_number = document["last"]
    return case


def _restore_token(tree: CaseTree | ScopeTree, row: list[Any]) -> None:
    number, parent, name, state, triggered, *more = row
    spec = tree.spec.task_specs.get(name)
    if spec is None:
        raise StepFailedError(name, "ELEMENT_GONE")
    task = Token(tree, spec, tree.tasks[parent] if parent is not None else None, state, number)
    task.triggered = bool(triggered)
    if more:
        task.internal_data, task.data = more
    if isinstance(spec, CatchingEvent) and state == TaskState.WAITING:
        tree.top_workflow.event_manager.add_task(task)
    if not isinstance(spec, Join) and not hasattr(spec, "cancel_activity"):
        task.internal_data["entered"] = 1

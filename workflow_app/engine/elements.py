"""What a compiled process says about its elements; nothing here moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from workflow_app.engine.errors import Finding
from workflow_app.engine.tables import DecisionTable

NAMESPACE = "https://xinnuo.example/schema/bpmn/1.0"
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"

NO_PARAMETERS: Mapping[str, str] = MappingProxyType({})
NO_FLOWS: Mapping[str, tuple[str, str]] = MappingProxyType({})
NO_TABLES: Mapping[str, DecisionTable] = MappingProxyType({})

EVENT_KINDS = {"timer": "timer_event", "message": "message_event", "error": "error_event"}


@dataclass(frozen=True, slots=True)
class Element:
    """One BPMN element with our extension attributes; `internal_limit` is a parameter key, `clock` a clock key.

    `decision` is the table that a business rule task asks. `scope` is the embedded subprocess around it, or the
    called process, whose waits name the call activity instead. `leads_to` are the elements at the end of its flows.
    """

    id: str
    kind: str
    name: str = ""
    name_en: str = ""
    role: str | None = None
    department: str | None = None
    form: str | None = None
    state: str | None = None
    internal_limit: str | None = None
    clock: str | None = None
    operation: str | None = None
    decision: str | None = None
    parameters: Mapping[str, str] = field(default_factory=lambda: NO_PARAMETERS)
    letter: str | None = None
    separation_group: str | None = None
    message: str | None = None
    scope: str | None = None
    attached_to: str | None = None
    interrupting: bool = True
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledProcess:
    """A process ready to run; safe to share between threads, never changed after compiling.

    `spec` and `scopes` belong to the engine library and are nobody else's business; `awaits_events` tells whether a
    case may ever wait for anything but people. `decisions` are the tables by id; `warnings` stop nothing. `flows` lead
    from one element to another.
    """

    key: str
    content_hash: str
    elements: Mapping[str, Element]
    spec: object = field(repr=False, compare=False)
    scopes: Mapping[str, object] = field(repr=False, compare=False)
    awaits_events: bool = True
    decisions: Mapping[str, DecisionTable] = field(default_factory=lambda: NO_TABLES, repr=False, compare=False)
    warnings: tuple[Finding, ...] = ()
    flows: Mapping[str, tuple[str, str]] = field(default_factory=lambda: NO_FLOWS, repr=False, compare=False)

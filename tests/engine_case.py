"""Drives one case as the service does: bytes between two steps, and the diagram compiled afresh for each."""

from collections.abc import Callable, Mapping
from pathlib import Path

from workflow_app.engine import (
    CompiledProcess,
    OperationCall,
    RoutingValue,
    Stay,
    Step,
    Wait,
    compile_process,
    complete,
    deliver_message,
    fire_timer,
    place_token,
    start,
)

DIAGRAMS = Path(__file__).parent / "data" / "engine"
Operation = Callable[[OperationCall], Mapping[str, RoutingValue] | Stay]


def compiled(key: str) -> CompiledProcess:
    name = f"{key}.bpmn"
    return compile_process(key, {name: (DIAGRAMS / name).read_bytes()})


class Case:
    """A case and what its operations were asked to do."""

    def __init__(self, key: str, operations: Mapping[str, Operation] | None = None, **routing: RoutingValue) -> None:
        self.key = key
        self.operations = operations or {}
        self.calls: list[OperationCall] = []
        self.step: Step = start(compiled(key), routing=routing, run=self.run)

    def run(self, call: OperationCall) -> Mapping[str, RoutingValue] | Stay:
        self.calls.append(call)
        operation = self.operations.get(call.name)
        return operation(call) if operation else {}

    def wait(self, element: str, instance: int | None = None) -> Wait:
        found = [wait for wait in self.step.waits if wait.element == element and wait.instance == instance]
        assert len(found) == 1, f"{element}: {self.step.waits}"
        return found[0]

    def waiting(self) -> list[str]:
        return sorted(wait.element for wait in self.step.waits)

    def go(self, act: Callable[..., Step], ref: str, routing: Mapping[str, RoutingValue]) -> Step:
        values = {**self.step.routing, **routing}
        self.step = act(compiled(self.key), self.step.state, ref=ref, routing=values, run=self.run)
        return self.step

    def complete(self, element: str, instance: int | None = None, **routing: RoutingValue) -> Step:
        return self.go(complete, self.wait(element, instance).ref, routing)

    def tell(self, element: str, instance: int | None = None, **routing: RoutingValue) -> Step:
        return self.go(deliver_message, self.wait(element, instance).ref, routing)

    def fire(self, element: str, instance: int | None = None) -> Step:
        return self.go(fire_timer, self.wait(element, instance).ref, {})

    def place(self, element: str, replacing: list[str] | None = None) -> Step:
        self.step = place_token(
            compiled(self.key),
            self.step.state,
            element=element,
            routing=self.step.routing,
            run=self.run,
            replacing=replacing,
        )
        return self.step

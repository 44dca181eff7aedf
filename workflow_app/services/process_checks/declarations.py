"""What a process declares beside its diagram, against the diagram and against what the service knows."""

from collections.abc import Iterator, Mapping

from workflow_app.domain.case_messages import TOLD
from workflow_app.domain.process_facts import ProcessFacts
from workflow_app.domain.process_findings import Finding
from workflow_app.engine import CompiledProcess, Element, refuse_condition
from workflow_app.services.process_checks.sources import Known, Sources

NAMED = ("routing", "clocks", "limits", "letters")
WITH_PARAMETER = ("rounds",)
"""Parameters of an operation that name a parameter of the rules."""


def check_declarations(sources: Sources, process: CompiledProcess, known: Known) -> Iterator[Finding]:
    """Yield words that are missing in a language and everything that is referred to in vain."""
    if sources.facts is None:
        return
    yield from _words(sources)
    yield from _states(sources, process)
    yield from _clocks(sources, sources.facts, process)
    yield from _messages(sources, process)
    yield from _foreseen(sources, sources.facts)
    for element in process.elements.values():
        yield from _references(element, sources, known)
    for clock in sources.facts.clocks:
        if clock.parameter not in known.parameters:
            yield Finding(None, "PARAMETER_UNKNOWN", {"parameter": clock.parameter, "of": clock.key})


def _words(sources: Sources) -> Iterator[Finding]:
    rows = [("process", sources.about), *((table, row) for table in NAMED for row in sources.rows(table))]
    for table, row in rows:
        for name in ("name_zh", "name_en"):
            if not row.get(name):
                of = row.get("key") or row.get("name") or row.get("kind") or row.get("parameter")
                yield Finding(None, "ROW_WORDS", {"table": table, "row": of, "missing": name})
    for row in sources.rows("states"):
        for name in ("zh", "en"):
            if not row.get(name):
                yield Finding(None, "ROW_WORDS", {"table": "states", "row": row.get("key"), "missing": name})


def _states(sources: Sources, process: CompiledProcess) -> Iterator[Finding]:
    declared = sources.keys("states")
    reached = {each.state: each.id for each in process.elements.values() if each.state}
    for state in sorted(reached.keys() - declared):
        yield Finding(reached[state], "STATE_MISSING", {"state": state})
    for state in sorted(declared - reached.keys()):
        yield Finding(None, "STATE_UNUSED", {"state": state})
    withdrawal = sources.facts.withdrawal_states if sources.facts else frozenset()
    for state in sorted(withdrawal - declared):
        yield Finding(None, "STATE_MISSING", {"state": state})


def _clocks(sources: Sources, facts: ProcessFacts, process: CompiledProcess) -> Iterator[Finding]:
    keys = {clock.key for clock in facts.clocks}
    for each in process.elements.values():
        if each.clock and each.clock not in keys:
            yield Finding(each.id, "CLOCK_MISSING", {"clock": each.clock})
    for clock in facts.clocks:
        named = {*clock.starts, *clock.stops, *clock.pauses, *clock.resumes}
        for element in sorted(named - process.elements.keys()):
            yield Finding(None, "CLOCK_ELEMENT", {"clock": clock.key, "ref": element})
    said = {*facts.detours, *filter(None, facts.detours.values()), *facts.foreseen, *facts.assigning, *facts.foremost}
    said |= set(sources.beside)
    for element in sorted(said - process.elements.keys()):
        yield Finding(None, "ELEMENT_MISSING", {"ref": element})
    limits = sources.keys("limits", "parameter")
    used = {each.internal_limit: each.id for each in process.elements.values() if each.internal_limit}
    for parameter in sorted(used.keys() - limits):
        yield Finding(used[parameter], "LIMIT_MISSING", {"parameter": parameter})
    for parameter in sorted(limits - used.keys()):
        yield Finding(None, "LIMIT_UNUSED", {"parameter": parameter})


def _foreseen(sources: Sources, facts: ProcessFacts) -> Iterator[Finding]:
    """Yield conditions under which a step is foreseen that cannot be computed."""
    for element, text in facts.foreseen.items():
        yield from refuse_condition(element, str(text), sources.types())


def _messages(sources: Sources, process: CompiledProcess) -> Iterator[Finding]:
    """Yield messages that nobody tells, and those that the process tells without anything waiting for them."""
    facts = sources.facts
    told: dict[str, str | None] = {}
    for each in process.elements.values():
        if "message" in each.parameters:
            told[each.parameters["message"]] = each.id
    if facts is not None:
        own = (facts.withdrawal_message, facts.switch.message if facts.switch else None)
        told |= {message: None for message in own if message}
    awaited = {each.message: each.id for each in process.elements.values() if each.message}
    for message in sorted(awaited.keys() - told.keys() - TOLD):
        yield Finding(awaited[message], "MESSAGE_NOT_TOLD", {"message": message})
    for message in sorted(told.keys() - awaited.keys()):
        yield Finding(told[message], "MESSAGE_NOT_AWAITED", {"message": message})


def _references(element: Element, sources: Sources, known: Known) -> Iterator[Finding]:
    if element.role and element.role not in known.roles:
        yield Finding(element.id, "ROLE_UNKNOWN", {"role": element.role})
    if element.operation and element.operation not in known.operations:
        yield Finding(element.id, "OPERATION_UNKNOWN", {"operation": element.operation})
    named: Mapping[str, str | None] = {
        "internalLimit": element.internal_limit,
        **{name: element.parameters.get(name) for name in WITH_PARAMETER},
    }
    for name, parameter in named.items():
        if parameter and parameter not in known.parameters:
            yield Finding(element.id, "PARAMETER_UNKNOWN", {"parameter": parameter, "of": name})
    clock = element.parameters.get("clock")
    if clock and clock not in sources.keys("clocks"):
        yield Finding(element.id, "CLOCK_MISSING", {"clock": clock})

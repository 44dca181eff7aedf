"""Rules of ours, held against every way that a case can take."""

from collections.abc import Iterator

from workflow_app.domain.process_findings import Finding
from workflow_app.domain.process_rules import APART, PASSED_BEFORE, PassedBefore, Steps
from workflow_app.domain.soundness import GaveUpError, Net, ways_around
from workflow_app.engine import CompiledProcess


def check_rules(process: CompiledProcess, net: Net) -> Iterator[Finding]:
    """Yield what a case could come to without what must be before it, and reviewers who could be one person."""
    for rule in PASSED_BEFORE:
        yield from _passed(process, net, rule)
    for one, other in APART:
        yield from _apart(process, one, other)


def _passed(process: CompiledProcess, net: Net, rule: PassedBefore) -> Iterator[Finding]:
    if rule.where is not None and not _those(process, (rule.where,)):
        return
    targets = _those(process, rule.before)
    if not targets:
        return
    try:
        ways = ways_around(net, targets, _those(process, rule.through))
    except GaveUpError:
        yield Finding(min(targets), "RULE_NOT_DECIDED", {"rule": rule.code})
        return
    for target, way in ways.items():
        yield Finding(target, rule.code, {"steps": tuple(_names(process, way))}, way)


def _those(process: CompiledProcess, kinds: tuple[Steps, ...]) -> frozenset[str]:
    return frozenset(each.id for each in process.elements.values() if any(kind.has(each) for kind in kinds))


def _names(process: CompiledProcess, way: tuple[str, ...]) -> Iterator[str]:
    """Yield what the steps on a way are called, flows left out."""
    for each in way:
        element = process.elements.get(each)
        if element is not None and element.name:
            yield element.name


def _apart(process: CompiledProcess, one: str, other: str) -> Iterator[Finding]:
    """Yield each task of one role that a person could do beside a task of the other in the same case."""
    first = [each for each in process.elements.values() if each.role == one]
    for each in process.elements.values() if first else ():
        if each.role == other:
            together = [
                task.id
                for task in first
                if task.separation_group is None or task.separation_group != each.separation_group
            ]
            if together:
                yield Finding(each.id, "REVIEWERS_NOT_APART", {"others": tuple(together)})

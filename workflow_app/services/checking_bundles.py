"""The check of a bundle as this installation makes it: with its operations, its forms, and its limits."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from workflow_app.domain.actors import Role
from workflow_app.domain.ports import FormCheck
from workflow_app.domain.process_facts import ProcessFacts
from workflow_app.domain.process_findings import Finding
from workflow_app.domain.seeds.parameters import PARAMETERS
from workflow_app.domain.time import local_date
from workflow_app.engine import CompiledProcess
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.matter_rows import LIMITS
from workflow_app.services.path_limits import find_overruns
from workflow_app.services.process_checks import Known, Report, check_bundle
from workflow_app.services.rules_ahead import RulesAhead
from workflow_app.services.tools import Tools


def known_here(operations: Mapping[str, object], forms: FormCheck) -> Known:
    """Return what a process may refer to."""
    parameters = {row.key for row in PARAMETERS} | {f"matter.{each}" for each in LIMITS}
    return Known(frozenset(operations), frozenset(parameters), frozenset(Role), forms.fields)


def check_here(
    files: Mapping[str, bytes],
    *,
    tools: Tools,
    key: str | None = None,
    with_limits: bool = True,
    rules: RulesAhead | None = None,
) -> Report:
    """Return everything that is wrong with a bundle.

    `with_limits` holds its steps against the periods of the authorities: those of `rules`, or of today.
    """
    known = known_here(tools.operations, tools.forms)
    if not with_limits:
        report = check_bundle(files, known, key=key)
        return replace(report, findings=(*report.findings, Finding(None, "LIMITS_NOT_HELD")))

    def overruns(compiled: CompiledProcess, facts: ProcessFacts) -> Iterator[Finding]:
        loaded = LoadedProcess(facts, compiled, forms={}, letter_texts={}, diagram=b"")
        with tools.database.read() as unit:
            then = rules or RulesAhead(local_date(tools.clock.now()))
            yield from find_overruns(unit, loaded, rules=then, tools=tools)

    return check_bundle(files, known, key=key, overruns=overruns)

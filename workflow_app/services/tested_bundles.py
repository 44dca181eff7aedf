"""The check of a bundle with its tests: what stands against publishing it, asked where somebody publishes."""

from collections.abc import Mapping
from dataclasses import replace

from workflow_app.services.checking_bundles import check_here
from workflow_app.services.process_checks import Report
from workflow_app.services.process_tests import find_failures
from workflow_app.services.rules_ahead import RulesAhead
from workflow_app.services.tools import Tools


def check_with_tests(
    files: Mapping[str, bytes],
    *,
    tools: Tools,
    key: str | None = None,
    with_limits: bool = True,
    rules: RulesAhead | None = None,
) -> Report:
    """Return what `check_here` finds, and where nothing of it stops, which tests of the bundle come otherwise."""
    report = check_here(files, tools=tools, key=key, with_limits=with_limits, rules=rules)
    if not report.passed:
        return report
    return replace(report, findings=(*find_failures(report.key, files, tools=tools), *report.findings))

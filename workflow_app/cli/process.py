"""`workflow-app process`: looks after the processes."""

import contextlib
from pathlib import Path

import click

from workflow_app.cli.endings import Ending, as_json
from workflow_app.cli.opening import open_parts
from workflow_app.cli.process_publishing import confirm, publish
from workflow_app.cli.process_reports import LANGUAGE, show_report
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.repositories.schema import is_migrated
from workflow_app.services.bundle_reading import read_bundle
from workflow_app.services.process_checks import Report
from workflow_app.services.tested_bundles import check_with_tests


@click.group("process")
def command() -> None:
    """Look after the processes."""


command.add_command(publish)
command.add_command(confirm)


@command.command("check")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@LANGUAGE
@as_json
def check(path: Path, language: str, *, as_json: bool) -> int:
    """Check a process: a folder, a zip, or a diagram alone.

    Says what is wrong, where, and what to do, and proves that no case gets stuck. Ends with 1 where anything keeps the
    process from being published; notes do not.
    """
    report = _report(path)
    show_report(report, language, as_json=as_json)
    return Ending.DONE if report.passed else Ending.FINDINGS


def _report(path: Path) -> Report:
    try:
        files = read_bundle(path)
    except ProcessRefusedError as error:
        return Report("", error.findings)
    with contextlib.closing(open_parts()) as parts:
        return check_with_tests(files, tools=parts.tools, with_limits=is_migrated(parts.tools.database))

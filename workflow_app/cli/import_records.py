"""`workflow-app import-records`: penalties from a spreadsheet."""

import time
from dataclasses import asdict
from pathlib import Path

import click

from workflow_app.cli.endings import Ending, answer, as_json, say
from workflow_app.cli.opening import open_set_up_parts
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.errors import RefusedError
from workflow_app.services.import_foreground import import_to_end
from workflow_app.services.imports import ImportView, rejects_file

SAY_SECONDS = 1.0


@click.command("import-records")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", metavar="CODE", help="Who hands the file in; each row lands at the authority it names.")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Write rows that did not land (XLSX).")
@as_json
def command(*, file: Path, authority: str | None, rejects: Path | None, as_json: bool) -> int:
    """Import penalties from an XLSX or CSV file; the same file again changes nothing.

    Ends with 1 where rows did not land. Says how far it is; interrupted, the service goes on with it.
    """
    tools = open_set_up_parts().tools
    with file.open("rb") as stream:
        asked = ImportRecords(file.name, stream, authority)
        done = import_to_end(asked, actor=SERVICE, tools=tools, tell=Progress())
    if rejects is not None and done.rejected:
        rejects.write_bytes(rejects_file(done.id, actor=SERVICE, tools=tools))
    for finding in done.findings:
        say(f"{finding.sheet}:{finding.row} {finding.column} {finding.code} {finding.value}".rstrip())
    answer(asdict(done), as_json=as_json, text=_told(done))
    if done.error is not None:
        raise RefusedError(done.error)
    return Ending.FINDINGS if done.rejected else Ending.DONE


class Progress:
    """Says on stderr how far an import is, at most once a second."""

    def __init__(self) -> None:
        self._said_at = time.monotonic()

    def __call__(self, view: ImportView) -> None:
        """Say it if it is time."""
        if time.monotonic() - self._said_at >= SAY_SECONDS:
            self._said_at = time.monotonic()
            is_landing = view.status == "RUNNING"
            say(f"{view.passed} of {view.rows} rows" if is_landing else "Reading, or waiting for its turn.")


def _told(done: ImportView) -> str:
    """Say in a line how the rows fared."""
    classes = ", ".join(f"{count} {severity}" for severity, count in sorted(done.by_severity.items()))
    return (
        f"{done.rows} rows: {done.added} added, {done.changed} changed, {done.unchanged} unchanged, "
        f"{done.rejected} rejected, {done.skipped} not to be reported ({classes})"
    )

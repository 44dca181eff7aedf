"""`workflow-app import-records`: penalties from a spreadsheet."""

from dataclasses import asdict
from pathlib import Path

import click

from workflow_app.cli.endings import Ending, answer, as_json, say
from workflow_app.cli.opening import open_parts
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.services.imports import ImportView, import_records, rejects_file


@click.command("import-records")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", metavar="CODE", help="Who hands the file in; each row lands at the authority it names.")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Write rows that did not land (XLSX).")
@as_json
def command(*, file: Path, authority: str | None, rejects: Path | None, as_json: bool) -> int:
    """Import penalties from an XLSX or CSV file; the same file again changes nothing.

    Ends with 1 where rows did not land.
    """
    tools = open_parts().tools
    with file.open("rb") as stream:
        done = import_records(ImportRecords(file.name, stream, authority), actor=SERVICE, tools=tools)
    if rejects is not None and done.rejected:
        rejects.write_bytes(rejects_file(done.id, actor=SERVICE, tools=tools))
    for finding in done.findings:
        say(f"{finding.sheet}:{finding.row} {finding.column} {finding.code} {finding.value}".rstrip())
    answer(asdict(done), as_json=as_json, text=_told(done))
    return Ending.FINDINGS if done.rejected else Ending.DONE


def _told(done: ImportView) -> str:
    """Say in a line how the rows fared."""
    classes = ", ".join(f"{count} {severity}" for severity, count in sorted(done.by_severity.items()))
    return (
        f"{done.rows} rows: {done.added} added, {done.changed} changed, {done.unchanged} unchanged, "
        f"{done.rejected} rejected ({classes})"
    )

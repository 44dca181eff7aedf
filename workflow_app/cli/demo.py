"""`workflow-app demo`: the data of a demonstration."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import click

from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.cli.endings import answer, as_json, say
from workflow_app.cli.opening import open_parts
from workflow_app.domain.seeds.authorities import SITES
from workflow_app.services.demo import make_demo

SAMPLE = "penalties.xlsx"
SECRET_BYTES = 32


@click.command("demo")
@click.option("--password", help="One password for all demo accounts.")
@click.option(
    "--again",
    is_flag=True,
    help="Give every account its password anew, and start demo time over unless there are cases.",
)
@as_json
def command(*, password: str | None, again: bool, as_json: bool) -> None:
    """Make the demo subjects, accounts and files; keeps what is there."""
    parts = open_parts()
    data = parts.settings.data_dir
    keys = {site.code: _shared_key(data / "sites" / f"{site.code}.key") for site in SITES if site.connector == "HTTP"}
    made = make_demo(parts.tools, password, again=again, site_secrets=keys)
    if made.time_goes_on:
        say("Demo time goes on from where it is: there are cases.")
    sample = data / "samples" / SAMPLE
    sample.parent.mkdir(parents=True, exist_ok=True)
    sample.write_bytes(make_sample())
    answer(
        {"subjects": made.subjects, "accounts": made.accounts, "sample": str(sample)},
        as_json=as_json,
        text=f"{made.accounts} new accounts, {made.subjects} new subjects. To import: {sample}",
    )


def _shared_key(path: Path) -> bytes:
    """Return the secret that a demo site and the service share through a file; makes it where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(SECRET_BYTES).encode())
    return path.read_bytes().strip()

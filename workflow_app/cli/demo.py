"""`workflow-app demo`: the data of a demonstration."""

import os
import secrets
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.cli.demo_story import Make, make_with_story
from workflow_app.cli.endings import answer, as_json, say
from workflow_app.cli.opening import open_set_up_parts
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.seeds.authorities import SITES
from workflow_app.parts import Parts
from workflow_app.services.demo import Cast, DemoMade, make_demo
from workflow_app.services.demo_story.making import CROWD, plan_story, standing_of

SAMPLE = "penalties.xlsx"
SECRET_BYTES = 32


@click.command("demo")
@click.option("--password", help="One password for all demo accounts.")
@click.option(
    "--again",
    is_flag=True,
    help="Give every account its password anew, and start demo time over unless there are cases.",
)
@click.option("--empty", is_flag=True, help="Begin without a past: only subjects and accounts, no records, no cases.")
@click.option(
    "--cases",
    type=click.IntRange(0, 2000),
    default=CROWD,
    show_default=True,
    help="How many cases there were beside those that are told of one by one.",
)
@as_json
def command(*, password: str | None, again: bool, empty: bool, cases: int, as_json: bool) -> None:
    """Make the demo subjects, accounts and files, and on first use half a year of cases; keeps what is there."""
    parts = open_set_up_parts()
    data = parts.settings.data_dir
    keys = {site.code: _shared_key(data / "sites" / f"{site.code}.key") for site in SITES if site.connector == "HTTP"}
    made = _make(parts, partial(make_demo, password=password, again=again, site_secrets=keys), empty=empty, cases=cases)
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


def _make(parts: Parts, make: Make, *, empty: bool, cases: int) -> DemoMade:
    """Make what is missing; a past only where nothing has happened yet."""
    if parts.tools.environment == "production":
        raise RefusedError("NOT_IN_PRODUCTION")
    standing = standing_of(parts.tools)
    if standing.broken_off:
        raise click.ClickException("The past of this demonstration was broken off; begin anew with an empty database.")
    if standing.size is not None:
        return make(parts.tools, cast=plan_story(standing.size, tools=parts.tools).cast)
    if empty or not standing.can_begin:
        return make(parts.tools, cast=Cast())
    parts.close()
    return make_with_story(parts.settings, cases, make)


def _shared_key(path: Path) -> bytes:
    """Return the secret that a demo site and the service share through a file; makes it where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(SECRET_BYTES).encode())
    return path.read_bytes().strip()

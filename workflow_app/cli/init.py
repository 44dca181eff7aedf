"""`workflow-app init`: set up or bring up to date the database and what every installation needs."""

import click

from workflow_app.adapters.calendars import seed_days
from workflow_app.cli.endings import answer, as_json
from workflow_app.cli.opening import open_parts
from workflow_app.repositories.engine import migrate
from workflow_app.repositories.queue import ensure_queue
from workflow_app.services.seeding import seed_installation


@click.command("init")
@as_json
def command(*, as_json: bool) -> None:
    """Set up the database, or bring it up to date; may be repeated."""
    parts = open_parts()
    migrate(parts.settings.database_url)
    ensure_queue(parts.tools.database.engine)
    seed_installation(parts.tools, seed_days=seed_days)
    answer({"ready": True}, as_json=as_json, text="The database is ready.")

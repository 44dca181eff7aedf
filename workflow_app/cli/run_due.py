"""`workflow-app run-due`: does what is due now, or moves the time of a demonstration and does what falls due."""

import contextlib
from datetime import datetime

import click

from workflow_app.cli.endings import Ending, answer, as_json
from workflow_app.cli.opening import open_set_up_parts
from workflow_app.domain.time import ZONE
from workflow_app.services.background import run_due
from workflow_app.services.demo_time import Moved, move_to


class Instant(click.ParamType[datetime]):
    """An instant such as 2026-10-09T09:00, in Shanghai unless it says otherwise."""

    name = "instant"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the text of an argument."""
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not an instant such as 2026-10-09T09:00", param, ctx)
        return instant if instant.tzinfo else instant.replace(tzinfo=ZONE)


@click.command("run-due")
@click.option("--as-of", type=Instant(), metavar="T", help="Move demo time forward to T; refused in production.")
@as_json
def command(as_of: datetime | None, *, as_json: bool) -> int:
    """Do everything that is due, in order, each at its own instant."""
    with contextlib.closing(open_set_up_parts()) as parts:
        tools = parts.tools
        moved = move_to(as_of, tools=tools) if as_of else Moved(now=tools.clock.now(), begun=run_due(tools))
    now = moved.now.astimezone(ZONE).isoformat(timespec="seconds")
    text = f"It is {now}; pieces of work begun: {moved.begun}."
    answer({"now": now, "begun": moved.begun}, as_json=as_json, text=text)
    return Ending.DONE

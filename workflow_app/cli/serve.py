"""`workflow-app serve`: the web service, with the background in the same process unless told otherwise."""

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType

import click
import waitress

from workflow_app.adapters.background_loop import BackgroundLoop
from workflow_app.cli.endings import Ending, say
from workflow_app.cli.opening import open_parts
from workflow_app.parts import Parts
from workflow_app.services.background import Background

THREADS = 8
BODY_FACTOR = 2
"""How much more than an upload may have the server takes in: a file a little too large is refused by a page of ours."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; a demo only loopback.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--no-worker", is_flag=True, help="Leave timers and deliveries to `workflow-app worker`.")
def command(host: str, port: int, *, no_worker: bool) -> int:
    """Serve pages and interfaces until stopped."""
    from workflow_app.app import create_app, settle_memory  # noqa: PLC0415 - the one command that needs the web, and the list of commands need not wait for it

    parts = open_parts()
    if not parts.settings.may_bind(host):
        say(f"refused: a demo listens on loopback only, not on {host}; its password is public")
        return Ending.REFUSED
    signal.signal(signal.SIGTERM, _stop)
    with contextlib.closing(parts), _background(parts, wanted=not no_worker):
        app = create_app(parts)
        settle_memory()
        say(f"Serving on http://{host}:{port}")
        waitress.serve(
            app,
            host=host,
            port=port,
            threads=THREADS,
            max_request_body_size=BODY_FACTOR * parts.tools.upload_limit,  # before anybody is asked who it is
            ident=None,
            clear_untrusted_proxy_headers=False,
        )
    return Ending.DONE


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """End as Ctrl-C does: waitress lets requests finish, the background its present piece of work."""
    sys.exit(0)


@contextlib.contextmanager
def _background(parts: Parts, *, wanted: bool) -> Iterator[None]:
    """Run the background beside the web service."""
    if not wanted:
        yield
        return
    loop = BackgroundLoop(Background(parts.tools), wait=parts.wake.wait, nudge=parts.wake.nudge)
    loop.start()
    try:
        yield
    finally:
        loop.stop()

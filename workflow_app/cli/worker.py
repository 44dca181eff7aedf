"""`workflow-app worker`: works off what is due, in a process of its own, until stopped."""

import contextlib
import signal

import click

from workflow_app.adapters.background_loop import BackgroundLoop
from workflow_app.adapters.procrastinate_worker import ProcrastinateWorker
from workflow_app.cli.endings import Ending, say
from workflow_app.cli.opening import open_parts
from workflow_app.parts import Parts
from workflow_app.repositories.queue import QUEUE, TASK, ensure_queue
from workflow_app.services.background import Background

ENDINGS = (signal.SIGINT, signal.SIGTERM)
SWEEP_SECONDS = 30.0
"""On PostgreSQL messages bring the work; looking without one finds timers that fall due and what was lost."""


@click.command("worker")
def command() -> int:
    """Work off timers, deliveries and letters; on PostgreSQL any number of workers may run."""
    with contextlib.closing(open_parts()) as parts:
        if parts.tools.database.is_postgresql:
            _follow_messages(parts)
        else:
            _look_every_second(parts)
    return Ending.DONE


def _follow_messages(parts: Parts) -> None:
    ensure_queue(parts.tools.database.engine)
    sweep = BackgroundLoop(
        Background(parts.tools), wait=parts.wake.wait, nudge=parts.wake.nudge, look_seconds=SWEEP_SECONDS
    )
    worker = ProcrastinateWorker(parts.settings.database_url, queue=QUEUE, task=TASK, run_once=Background(parts.tools))
    sweep.start()
    say("Working off what is due; messages come through PostgreSQL.")
    try:
        worker.run()
    finally:
        sweep.stop()


def _look_every_second(parts: Parts) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # before there is another thread that could be given them
    loop = BackgroundLoop(Background(parts.tools), wait=parts.wake.wait, nudge=parts.wake.nudge)
    loop.start()
    say("Working off what is due.")
    signal.sigwait(ENDINGS)
    loop.stop()

"""A worker on PostgreSQL: woken by messages of procrastinate, which carry nothing but that there is due work."""

import asyncio
from collections.abc import Callable

import procrastinate
from procrastinate.jobs import Status

POLL_SECONDS = 5.0
"""How often to ask for messages whose notification was lost.

The library forgets one that arrives between its looking for messages and its being told that there is none.
"""
STOP_SECONDS = 10.0


class ProcrastinateWorker:
    """Calls `run_once` until nothing is left, each time a message comes; one at a time."""

    def __init__(self, database_url: str, *, queue: str, task: str, run_once: Callable[[], int]) -> None:
        address = database_url.replace("+psycopg", "", 1)
        self._app = procrastinate.App(
            connector=procrastinate.PsycopgConnector(conninfo=address, min_size=1, max_size=4)
        )
        self._queue = queue
        self._run_once = run_once
        self._app.task(name=task, queue=queue)(self._work)

    def run(self) -> None:
        """Work in the calling thread until SIGINT or SIGTERM."""
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        async with self._app.open_async():
            await self._forget_what_killed_workers_left()
            await self._app.run_worker_async(
                queues=[self._queue],
                delete_jobs="always",
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=STOP_SECONDS,
            )

    async def _forget_what_killed_workers_left(self) -> None:
        """Remove messages in the hands of workers that are gone; the work itself is found by looking."""
        for job in await self._app.job_manager.get_stalled_jobs(queue=self._queue):
            await self._app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)

    def _work(self) -> None:
        while self._run_once():
            pass

"""The background inside one process: a thread that works off what is due, and otherwise sleeps until nudged."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
STOP_SECONDS = 2.0
ERROR_SECONDS = 1.0


class BackgroundLoop:
    """Calls `run_once` until it says that nothing was done, then waits for a nudge or a second.

    `wait` is the waiting side of the Wake: it takes seconds and returns early when nudged; `nudge` is its other side.
    """

    def __init__(
        self,
        run_once: Callable[[], int],
        *,
        wait: Callable[[float], bool],
        nudge: Callable[[], None],
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._run_once = run_once
        self._wait = wait
        self._nudge = nudge
        self._look_seconds = look_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.run, name="background", daemon=True)

    def start(self) -> None:
        """Begin in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Let the present piece of work finish; after two seconds leave it to the end of its lease."""
        self.end()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def is_alive(self) -> bool:
        """Tell whether the thread still runs."""
        return self._thread.is_alive()

    def end(self) -> None:
        """Make `run` return as soon as it can; may be called from a signal."""
        self._stopping.set()
        self._nudge()

    def run(self) -> None:
        """Work in the calling thread until told to stop."""
        while not self._stopping.is_set():
            if not self._work():
                self._wait(self._look_seconds)

    def _work(self) -> bool:
        """Run once and tell whether there may be more; an error is logged by its type, as its text may hold data."""
        try:
            return self._run_once() > 0
        except Exception as error:  # noqa: BLE001 - the loop outlives whatever one round meets
            log.warning("background round failed: %s", type(error).__name__)
            self._stopping.wait(ERROR_SECONDS)
            return False

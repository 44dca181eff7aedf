"""Nudges to the background inside one process."""

import threading


class NoWake:
    """The Wake of a process without a background of its own: the sweep of another one finds the work."""

    def nudge(self) -> None:
        """Do nothing."""


class ThreadWake:
    """The Wake of the embedded background: nudges that come while it works are one."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def nudge(self) -> None:
        """Let the waiting thread go on."""
        self._event.set()

    def wait(self, seconds: float) -> bool:
        """Wait for a nudge, at most so long; tell whether one came. Forgets it, so look for work afterwards."""
        came = self._event.wait(seconds)
        self._event.clear()
        return came

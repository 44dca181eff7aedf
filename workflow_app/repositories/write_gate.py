"""One writer at a time for a SQLite file: the next is woken the moment the one before has finished.

SQLite lets those who wait for its lock sleep longer and longer and look again, so that it lies free for most of the
time when many write. The lock of the database remains what protects the data; this only puts writers in a row.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from workflow_app.domain.errors import BusyError

SOON = 0.2
"""Seconds that somebody waits who would rather go away."""
NAP = 0.01


class WriteGate:
    """A lock that the threads of all processes on one file share; a process that dies gives it back.

    A thread waits `seconds` for the other threads of its process and then raises BusyError. For other processes only
    one thread of a process waits, as long as it takes: they cannot be asked how long they will be.
    """

    def __init__(self, path: Path, *, seconds: float) -> None:
        self._path = path
        self._seconds = seconds
        self._threads = threading.Lock()
        self._file: int | None = None

    def __enter__(self) -> None:
        if not self._threads.acquire(timeout=self._seconds):
            raise BusyError("BUSY", retry_after=1)
        try:
            fcntl.flock(self._opened(), fcntl.LOCK_EX)
        except BaseException:
            self._threads.release()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            fcntl.flock(self._opened(), fcntl.LOCK_UN)
        finally:
            self._threads.release()

    @contextmanager
    def in_passing(self) -> Iterator[None]:
        """Go through if it is soon one's turn; else raises BusyError, whoever it is that holds the others up."""
        until = time.monotonic() + SOON
        if not self._threads.acquire(timeout=SOON):
            raise BusyError("BUSY", retry_after=1)
        is_taken = False
        try:
            while not (is_taken := self._is_taken_now()) and time.monotonic() < until:
                time.sleep(NAP)
        finally:
            if not is_taken:
                self._threads.release()
        if not is_taken:
            raise BusyError("BUSY", retry_after=1)
        try:
            yield
        finally:
            self.__exit__(None, None, None)

    def _is_taken_now(self) -> bool:
        """Take the file's lock if no other process has it."""
        try:
            fcntl.flock(self._opened(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Give the file back; it stays where it is, for others may be waiting at it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _opened(self) -> int:
        """Return the file, opened at first use: a process that forks must not share it with its children."""
        if self._file is None:
            self._file = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        return self._file

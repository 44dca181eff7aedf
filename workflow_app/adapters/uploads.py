"""What has arrived of files on their way: one file an upload, in a folder of one host that several processes share."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from workflow_app.domain.errors import ConflictError
from workflow_app.domain.ports import KnownBlobs


class FolderUploadStore:
    """The UploadStore on a folder; names in it are ids of ours, never what somebody sent."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def hold(self, upload_id: str) -> Iterator[BinaryIO]:
        """Open what has arrived, for this process and thread alone."""
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._root / upload_id, os.O_CREAT | os.O_RDWR, 0o600)
        with os.fdopen(descriptor, "r+b") as held:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ConflictError("UPLOAD_BUSY") from None
            yield held

    def sync(self, held: BinaryIO) -> None:
        """Make durable what was written."""
        held.flush()
        os.fsync(held.fileno())

    def remove(self, upload_id: str) -> None:
        """Remove what has arrived, if there is anything."""
        (self._root / upload_id).unlink(missing_ok=True)

    def sweep(self, *, older_than: timedelta, known: KnownBlobs) -> int:
        """Remove what nobody wrote to for long and no row names; tell how many."""
        before = time.time() - older_than.total_seconds()
        old = [path for path in self._root.glob("*") if path.stat().st_mtime < before]
        kept = known([path.name for path in old])
        gone = [path for path in old if path.name not in kept]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

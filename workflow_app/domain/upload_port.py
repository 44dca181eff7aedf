"""Where the bytes of files wait that are on their way."""

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import BinaryIO, Protocol

from workflow_app.domain.ports import KnownBlobs


class UploadStore(Protocol):
    """What has arrived of files that are on their way, by the id of the upload; one process at a time has one."""

    def hold(self, upload_id: str) -> AbstractContextManager[BinaryIO]:
        """Open what has arrived, to be read and written; raises ConflictError UPLOAD_BUSY while another has it."""
        ...

    def sync(self, held: BinaryIO) -> None:
        """Make durable what was written."""
        ...

    def remove(self, upload_id: str) -> None:
        """Remove what has arrived, if there is anything."""
        ...

    def sweep(self, *, older_than: timedelta, known: KnownBlobs) -> int:
        """Remove what nobody wrote to for long and no row names; tell how many."""
        ...

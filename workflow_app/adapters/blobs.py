"""Blobs in a folder: each under its own SHA-256, two levels deep, written whole or not at all."""

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.domain.ports import KnownBlobs, StoredBlob

CHUNK = 1024 * 1024
ASKED_AT_ONCE = 500
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FolderBlobStore:
    """The BlobStore on a folder of one host; several processes may share it.

    Folders are 0700 and files 0600. A crash leaves at most a file under `incoming/`, or a blob that no row names; both
    go with a later `sweep`. A blob that is sent again is young again, so that nobody sweeps it before its row is there.
    Who stores thousands before anything of them counts may have them made durable `together`, at the end.
    """

    def __init__(self, root: Path, *, together: bool = False) -> None:
        self._root = root
        self._together = together
        self._incoming = root / "incoming"

    def put(self, stream: BinaryIO, *, limit: int) -> StoredBlob:
        """Store the rest of the stream, durably unless that is done together.

        Raises InvalidError FILE_TOO_LARGE once `limit` bytes are passed.
        """
        _make_folder(self._incoming)
        incoming = self._incoming / uuid4().hex
        try:
            blob = _write(stream, incoming, limit, durable=not self._together)
            self._settle(incoming, self._path(blob.sha256))
        finally:
            incoming.unlink(missing_ok=True)
        return blob

    def open(self, sha256: str) -> BinaryIO:
        """Open a blob for reading; raises NotFoundError BLOB_MISSING, also for what is no SHA-256."""
        if not _SHA256.fullmatch(sha256):
            raise NotFoundError("BLOB_MISSING")
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise NotFoundError("BLOB_MISSING") from None

    def sweep(self, digit: str, *, older_than: timedelta, known: KnownBlobs) -> int:
        """Remove old blobs that begin with a hexadecimal digit and are not known, and what broke off; tell how many."""
        before = time.time() - older_than.total_seconds()
        removed = sum(_remove_old(path, before) for path in self._incoming.glob(f"{digit}*"))
        old = (path for path in self._root.glob(f"{digit}?/??/*") if _modified(path) < before)
        while paths := list(islice(old, ASKED_AT_ONCE)):
            kept = known([path.name for path in paths])
            removed += sum(self._remove(path, before) for path in paths if path.name not in kept)
        return removed

    def _remove(self, path: Path, before: float) -> bool:
        """Remove a blob unless somebody has sent it again meanwhile."""
        with self._turn():
            return _remove_old(path, before)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let one process at a time settle or remove a blob."""
        folder = os.open(self._root, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _settle(self, incoming: Path, target: Path) -> None:
        """Give the written file its name; the same bytes are already there when somebody sent them before."""
        with self._turn():
            if target.exists():
                os.utime(target)
                return
            _make_folder(target.parent)
            incoming.replace(target)
        if not self._together:
            for folder in (target.parent, target.parent.parent, self._root):
                _sync_folder(folder)

    def make_durable(self) -> None:
        """Make durable what was stored so far, with everything else that this machine has written."""
        os.sync()


def _write(stream: BinaryIO, path: Path, limit: int, *, durable: bool) -> StoredBlob:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise InvalidError(FieldError("/file", "FILE_TOO_LARGE", {"limit": limit}), code="FILE_TOO_LARGE")
            digest.update(chunk)
            file.write(chunk)
        if durable:
            file.flush()
            os.fsync(descriptor)
    return StoredBlob(sha256=digest.hexdigest(), size=size)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for us alone (`parents=True` would forget the mode)."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; syncing a file alone does not."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_old(path: Path, before: float) -> bool:
    """Remove a file last written before an instant; tell whether it was."""
    if _modified(path) >= before:
        return False
    path.unlink(missing_ok=True)
    return True


def _modified(path: Path) -> float:
    """Return when a file was last written; one that vanished meanwhile is as new as can be."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")

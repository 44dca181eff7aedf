"""Blobs in a folder: each under its own SHA-256, two levels deep, written whole or not at all."""

import hashlib
import os
import re
import time
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.domain.ports import StoredBlob

CHUNK = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FolderBlobStore:
    """The BlobStore on a folder of one host; several processes may share it.

    Folders are 0700 and files 0600. A crash leaves at most a file under `incoming/`, which `sweep` removes.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"

    def put(self, stream: BinaryIO, *, limit: int) -> StoredBlob:
        """Store the rest of the stream durably; raises InvalidError FILE_TOO_LARGE once `limit` bytes are passed."""
        _make_folder(self._incoming)
        incoming = self._incoming / uuid4().hex
        try:
            blob = _write(stream, incoming, limit)
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

    def sweep(self, older_than: timedelta) -> int:
        """Remove what interrupted uploads left behind, and tell how many; give it more than an upload can take."""
        before = time.time() - older_than.total_seconds()
        left = [path for path in self._incoming.glob("*") if _modified(path) < before]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _settle(self, incoming: Path, target: Path) -> None:
        """Give the written file its name; the same bytes are already there when somebody sent them before."""
        if target.exists():
            return
        _make_folder(target.parent)
        incoming.replace(target)
        for folder in (target.parent, target.parent.parent, self._root):
            _sync_folder(folder)


def _write(stream: BinaryIO, path: Path, limit: int) -> StoredBlob:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise InvalidError(FieldError("/file", "FILE_TOO_LARGE", {"limit": limit}), code="FILE_TOO_LARGE")
            digest.update(chunk)
            file.write(chunk)
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


def _modified(path: Path) -> float:
    """Return when a file was last written; one that vanished meanwhile is as new as can be."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")

import hashlib
import io
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from workflow_app.adapters.blobs import CHUNK, FolderBlobStore
from workflow_app.domain.errors import InvalidError, NotFoundError

LIMIT = 10 * CHUNK


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "data" / "documents"


@pytest.fixture
def store(root: Path) -> FolderBlobStore:
    return FolderBlobStore(root)


def put(store: FolderBlobStore, content: bytes, limit: int = LIMIT) -> str:
    return store.put(io.BytesIO(content), limit=limit).sha256


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1])
def test_what_was_put_can_be_read(store: FolderBlobStore, size: int) -> None:
    content = os.urandom(size)
    blob = store.put(io.BytesIO(content), limit=LIMIT)
    assert (blob.sha256, blob.size) == (hashlib.sha256(content).hexdigest(), size)
    with store.open(blob.sha256) as stream:
        assert stream.read() == content
        assert not stream.writable()


def test_the_same_bytes_twice_are_one_file(store: FolderBlobStore, root: Path) -> None:
    assert put(store, b"receipt") == put(store, b"receipt")
    assert len(files(root)) == 1


def test_a_file_lies_two_folders_deep_under_its_hash(store: FolderBlobStore, root: Path) -> None:
    sha256 = put(store, b"receipt")
    assert files(root) == [root / sha256[:2] / sha256[2:4] / sha256]


def test_only_we_can_read_it(store: FolderBlobStore, root: Path) -> None:
    before = os.umask(0)
    try:
        put(store, b"receipt")
    finally:
        os.umask(before)
    for path in (root, *root.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_the_limit_is_the_last_size_that_passes(store: FolderBlobStore, root: Path) -> None:
    put(store, b"12345", limit=5)
    with pytest.raises(InvalidError, match="FILE_TOO_LARGE"):
        put(store, b"123456", limit=5)
    assert len(files(root)) == 1


def test_an_endless_upload_is_read_no_further_than_the_limit(store: FolderBlobStore) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(InvalidError):
        store.put(stream, limit=CHUNK)  # type: ignore[arg-type]  # only read is used
    assert stream.given <= 2 * CHUNK


def test_an_upload_that_breaks_off_leaves_nothing(store: FolderBlobStore, root: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"x" * CHUNK
        raise ConnectionResetError

    class Broken(io.RawIOBase):
        source = parts()

        def read(self, size: int = -1) -> bytes:  # noqa: ARG002 - the signature of a stream
            return next(self.source)

    with pytest.raises(ConnectionResetError):
        store.put(Broken(), limit=LIMIT)  # type: ignore[arg-type]  # only read is used
    assert files(root) == []


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_what_is_not_there_is_not_found(store: FolderBlobStore, name: str) -> None:
    with pytest.raises(NotFoundError, match="BLOB_MISSING"):
        store.open(name)


def sweep(store: FolderBlobStore, *known: str) -> int:
    """Sweep every digit."""
    return sum(store.sweep(digit, older_than=timedelta(hours=1), known=lambda _: known) for digit in "0123456789abcdef")


def test_a_sweep_removes_what_a_crash_left_and_nothing_else(store: FolderBlobStore, root: Path) -> None:
    put(store, b"receipt")
    old, fresh = root / "incoming" / "0ld", root / "incoming" / "fresh"
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert sweep(store) == 1
    assert not old.exists()
    assert len(files(root)) == 2


def test_a_sweep_removes_old_blobs_that_nobody_knows(store: FolderBlobStore, root: Path) -> None:
    known, unknown, again = put(store, b"known"), put(store, b"unknown"), put(store, b"sent again")
    for path in files(root):
        os.utime(path, (0, 0))
    put(store, b"sent again")
    assert sweep(store, known) == 1
    assert {path.name for path in files(root)} == {known, again}
    with pytest.raises(NotFoundError):
        store.open(unknown)


def test_what_is_sent_again_while_a_sweep_asks_stays(store: FolderBlobStore, root: Path) -> None:
    sha256 = put(store, b"receipt")
    os.utime(files(root)[0], (0, 0))

    def known(_: object) -> tuple[str, ...]:
        put(store, b"receipt")
        return ()

    assert store.sweep(sha256[0], older_than=timedelta(hours=1), known=known) == 0
    store.open(sha256).close()


def test_a_store_without_a_folder_has_nothing_to_sweep(store: FolderBlobStore) -> None:
    assert sweep(store) == 0


def test_many_at_once_make_one_file(store: FolderBlobStore, root: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: put(store, b"x" * CHUNK), range(32)))) == 1
    assert len(files(root)) == 1


def test_what_is_made_durable_together_is_stored_alike_and_read_before(root: Path) -> None:
    together = FolderBlobStore(root, together=True)
    name = put(together, b"receipt")
    with FolderBlobStore(root).open(name) as stream:
        assert stream.read() == b"receipt"
    together.make_durable()
    assert put(FolderBlobStore(root), b"receipt") == name
    assert [stat.S_IMODE(path.stat().st_mode) for path in files(root)] == [0o600]

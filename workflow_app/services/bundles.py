"""Bundles: the files of one version of a process as one zip, named by what they hold."""

import hashlib
import io
import zipfile
from collections.abc import Mapping

STAMP = (2026, 1, 1, 0, 0, 0)
"""Files in a bundle carry no time of their own, so that the same content is the same zip."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a bundle: the same files always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, STAMP), files[path], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpack(bundle: bytes) -> dict[str, bytes]:
    """Return the files of a bundle by path."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def content_hash(files: Mapping[str, bytes]) -> str:
    """Return the address of a bundle: a digest over the paths and contents of its files."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{len(files[path])}\0".encode())
        digest.update(files[path])
    return digest.hexdigest()

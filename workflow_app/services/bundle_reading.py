"""Reads a bundle from where somebody put it: a folder, a zip, or a single diagram, however hostile.

Nothing is unpacked onto the disk, nothing outside is followed, and no more is read than a bundle may hold.
"""

import os
import re
import stat
import tomllib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from workflow_app.domain.bundle_parts import LARGEST_BUNDLE, LARGEST_FILE, MOST_FILES, SETTINGS, is_inside
from workflow_app.domain.process_findings import Finding, ProcessRefusedError

SHARES = "shares"
"""What names the folder beside a process whose forms and letters it has in common with others."""
SHARED = re.compile(r"[a-z][a-z0-9_]*")
ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)
"""What reading a zip raises that is damaged, or packed in a way nobody reads."""


def read_bundle(path: Path) -> dict[str, bytes]:
    """Return the files of a bundle by their path inside it; raises ProcessRefusedError where it is not to be read."""
    if path.is_dir():
        return bundle_files(path)
    if path.suffix.lower() == ".zip":
        return _archive(path)
    with path.open("rb") as stream:
        return {path.name: _limited(stream, path.name, LARGEST_FILE)}


def bundle_files(folder: Path) -> dict[str, bytes]:
    """Return the files of a bundle by their path inside it, what it shares with others under its own files.

    Raises ProcessRefusedError.
    """
    own = _files(folder)
    shared = _shared(own)
    if shared is None or not (folder.parent / shared).is_dir():
        return own
    names = own[SETTINGS] + b"".join(text for path, text in own.items() if path.endswith(".bpmn"))
    return {path: text for path, text in _files(folder.parent / shared).items() if _is_named(path, names)} | own


def _shared(files: Mapping[str, bytes]) -> str | None:
    """Return the name of the folder that a process shares, which lies beside its own; None where it names none."""
    try:
        name = tomllib.loads(files[SETTINGS].decode()).get(SHARES) if SETTINGS in files else None
    except (ValueError, RecursionError):
        return None
    if name is not None and not (isinstance(name, str) and SHARED.fullmatch(name)):
        raise _refused("PATH_OUTSIDE", str(name))
    return name


def _is_named(path: str, text: bytes) -> bool:
    """Tell whether a process asks for a file that it shares: a letter by its path, a form by its name."""
    name = Path(path).name.partition(".")[0]
    return (f'"{path}"' if path.startswith("letters/") else f'form="{name}"').encode() in text


def _files(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = LARGEST_BUNDLE
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file():
            raise _refused("PATH_OUTSIDE", name)
        if len(found) == MOST_FILES:
            raise _refused("TOO_MANY_FILES", name)
        with path.open("rb") as stream:
            found[name] = _limited(stream, name, min(LARGEST_FILE, left))
        left -= len(found[name])
    return dict(sorted(found.items()))


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder; links to folders are files here, hidden ones are none."""
    for place, folders, files in os.walk(folder):
        links = [each for each in folders if (Path(place) / each).is_symlink()]
        folders[:] = sorted(each for each in folders if not each.startswith((".", "__")) and each not in links)
        yield from (Path(place) / each for each in sorted((*files, *links)) if not each.startswith("."))


def _archive(path: Path) -> dict[str, bytes]:
    if path.stat().st_size > LARGEST_BUNDLE:
        raise _refused("FILE_TOO_LARGE", path.name)
    with path.open("rb") as stream:
        return read_archive(stream, name=path.name)


def read_archive(stream: IO[bytes], *, name: str) -> dict[str, bytes]:
    """Return the files of a zip by their path inside it; a folder around all of them is left out.

    Raises ProcessRefusedError where it is broken, too large or reaches outside.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            return _without_folder(_members(archive))
    except BROKEN as error:
        raise _refused("ARCHIVE_BROKEN", name) from error


def _without_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files without the one folder that everything lies in, as zipping a folder makes it."""
    around = next(iter(files), "").partition("/")[0] + "/"
    if f"{around}{SETTINGS}" in files and all(path.startswith(around) for path in files):
        return {path.removeprefix(around): content for path, content in files.items()}
    return files


def _members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = LARGEST_BUNDLE
    for each in archive.infolist():
        if each.filename.endswith("/") and is_inside(each.filename.rstrip("/")):
            continue
        if not is_inside(each.filename) or stat.S_ISLNK(each.external_attr >> 16):
            raise _refused("PATH_OUTSIDE", each.filename)
        if each.filename.lower() in {name.lower() for name in found}:
            raise _refused("FILE_TWICE", each.filename)
        if len(found) == MOST_FILES:
            raise _refused("TOO_MANY_FILES", each.filename)
        if each.flag_bits & ENCRYPTED:
            raise _refused("ARCHIVE_ENCRYPTED", each.filename)
        with archive.open(each) as stream:
            found[each.filename] = _limited(stream, each.filename, min(LARGEST_FILE, left))
        left -= len(found[each.filename])
    return found


def _limited(stream: IO[bytes], name: str, most: int) -> bytes:
    """Read no more than may be there, whatever the archive says that it holds."""
    content = stream.read(most + 1)
    if len(content) > most:
        raise _refused("FILE_TOO_LARGE", name)
    return content


def _refused(code: str, name: str) -> ProcessRefusedError:
    return ProcessRefusedError((Finding(None, code, {"file": name[:200]}),))

"""Reading a zip that came from elsewhere: nothing of it is trusted, and nothing is unpacked onto a disk."""

import io
import tomllib
import zipfile
import zlib
from collections.abc import Iterator

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.process_drafts import LARGEST_BUNDLE, LARGEST_FILE, MOST_FILES, SETTINGS, refuse_path

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What reading a zip raises that is damaged, locked with a password, or packed in a way nobody reads."""


def read_zip(content: bytes) -> tuple[str, dict[str, bytes]]:
    """Return the key of the process in a zip and its files by path; a folder around all of them is left out.

    Raises RefusedError BUNDLE_ZIP where it cannot be read, BUNDLE_PATH, BUNDLE_FILES, BUNDLE_FILE_SIZE or BUNDLE_SIZE
    before anything larger was held in memory, and PROCESS_FACTS without a `process.toml` that names its key.
    """
    if len(content) > LARGEST_BUNDLE:
        raise RefusedError("BUNDLE_SIZE", most=LARGEST_BUNDLE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = dict(_files(archive))
    except BROKEN:
        raise RefusedError("BUNDLE_ZIP") from None
    return _key(files), files


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = [each for each in archive.infolist() if not each.is_dir()]
    if len(entries) > MOST_FILES:
        raise RefusedError("BUNDLE_FILES", most=MOST_FILES, found=len(entries))
    around = _folder([each.filename for each in entries])
    total = 0
    for entry in entries:
        path = entry.filename.removeprefix(around)
        refuse_path(path)
        with archive.open(entry) as file:
            content = file.read(LARGEST_FILE + 1)  # what the entry says of its own size is not believed
        if len(content) > LARGEST_FILE:
            raise RefusedError("BUNDLE_FILE_SIZE", path=path, most=LARGEST_FILE, found=len(content))
        total += len(content)
        if total > LARGEST_BUNDLE:
            raise RefusedError("BUNDLE_SIZE", most=LARGEST_BUNDLE)
        yield path, content


def _folder(names: list[str]) -> str:
    """Return the one folder that everything lies in, as zipping a folder makes it; else nothing."""
    first = names[0].split("/")[0] + "/" if names else ""
    return first if all(name.startswith(first) for name in names) and f"{first}{SETTINGS}" in names else ""


def _key(files: dict[str, bytes]) -> str:
    try:
        key = tomllib.loads(files[SETTINGS].decode()).get("key")
    except (KeyError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RefusedError("PROCESS_FACTS", detail=type(error).__name__) from None
    if not isinstance(key, str):
        raise RefusedError("PROCESS_FACTS", detail="key")
    return key

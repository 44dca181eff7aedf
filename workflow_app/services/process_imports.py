"""A zip that came from elsewhere as the files of a process, and which process it is."""

import io

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.file_reading import UnreadableError, read_toml
from workflow_app.domain.process_drafts import LARGEST_BUNDLE, SETTINGS
from workflow_app.services.bundle_reading import read_archive


def read_zip(content: bytes) -> tuple[str, dict[str, bytes]]:
    """Return the key of the process in a zip and its files by path; a folder around all of them is left out.

    Raises ProcessRefusedError where it cannot be read or reaches outside, RefusedError BUNDLE_SIZE, and PROCESS_FACTS
    without a `process.toml` that names its key.
    """
    if len(content) > LARGEST_BUNDLE:
        raise RefusedError("BUNDLE_SIZE", most=LARGEST_BUNDLE)
    files = _without_folder(read_archive(io.BytesIO(content), name="zip"))
    return _key(files), files


def _without_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files without the one folder that everything lies in, as zipping a folder makes it."""
    around = next(iter(files), "").partition("/")[0] + "/"
    if f"{around}{SETTINGS}" in files and all(path.startswith(around) for path in files):
        return {path.removeprefix(around): content for path, content in files.items()}
    return files


def _key(files: dict[str, bytes]) -> str:
    try:
        key = read_toml(files[SETTINGS]).get("key")
    except (KeyError, UnreadableError) as error:
        raise RefusedError("PROCESS_FACTS", detail=type(error).__name__) from None
    if not isinstance(key, str):
        raise RefusedError("PROCESS_FACTS", detail="key")
    return key

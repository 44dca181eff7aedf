"""Where the folders that come with the product are: beside the package in a checkout, else inside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_CARRIED = _PACKAGE / "_data"


def find(name: str) -> Path:
    """Return the folder `bpmn`, `courses`, `matters`, `migrations` or `templates`.

    Raises `FileNotFoundError` if this installation does not carry it.
    """
    folder = (_CARRIED if _CARRIED.is_dir() else _PACKAGE.parent) / name
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return folder

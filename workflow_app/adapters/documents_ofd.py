"""OFD (GB/T 33190): a zip with OFD.xml at its root. Only its table of contents is read; nothing is unpacked."""

import io
import re
import zipfile
from collections.abc import Sequence

from workflow_app.adapters.documents_refusals import refusal

MOST_MEMBERS = 5_000
MOST_UNPACKED = 500 * 1024 * 1024
# Deflate packs XML ten- to thirtyfold; bombs start in the hundreds.
MOST_RATIO = 100
RUNNABLE = (".js", ".vbs", ".exe", ".dll", ".bat", ".cmd", ".ps1", ".sh", ".jar", ".htm", ".html", ".hta", ".lnk")
_PAGE = re.compile(r"Pages/Page_\d+/Content\.xml$", re.IGNORECASE)
_ENCRYPTED = 0x1


def check_ofd(content: bytes) -> int | None:
    """Return the number of pages; raises FILE_TYPE, FILE_BOMB, FILE_PROTECTED or FILE_ACTIVE_CONTENT."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise refusal("FILE_TYPE", found="application/zip") from None
    _check_size(members, len(content))
    names = [member.filename for member in members]
    _check_names(names)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refusal("FILE_PROTECTED")
    return sum(bool(_PAGE.search(name)) for name in names) or None


def _check_size(members: Sequence[zipfile.ZipInfo], size: int) -> None:
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    # More packed bytes than the file has means members that share bytes: the flat kind of bomb.
    if len(members) > MOST_MEMBERS or packed > size or unpacked > min(MOST_UNPACKED, MOST_RATIO * size):
        raise refusal("FILE_BOMB", members=len(members), unpacked=unpacked)


def _check_names(names: Sequence[str]) -> None:
    if "OFD.xml" not in names or len(set(names)) != len(names) or any(map(_leads_out, names)):
        raise refusal("FILE_TYPE", found="application/zip")
    if any(name.lower().endswith(RUNNABLE) for name in names):
        raise refusal("FILE_ACTIVE_CONTENT")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")

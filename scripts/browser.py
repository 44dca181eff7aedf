"""See to it that the tests find Chromium, a Chinese font and Poppler: install as root, else say what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("chromium-headless-shell", "chromium", "fonts-noto-cjk", "poppler-utils")
PROGRAMS = ("chromium", "pdftotext", "pdfsig")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


def main() -> int:
    """Return 0 when all are there."""
    if _is_complete():
        return 0
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(
            "The tests need Chromium, a CJK font and Poppler, with which they read letters back. "
            f"On Debian: sudo apt-get install {' '.join(PACKAGES)}",
            file=sys.stderr,
        )
        return 1
    print(f"browser: installing {', '.join(PACKAGES)} …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        command = ["apt-get", "--quiet=2", *arguments]
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:  # noqa: S603 - fixed words
            print(f"browser: `{' '.join(command)}` failed", file=sys.stderr)
            return 1
    return 0


def _is_complete() -> bool:
    fonts = (path for folder in FONT_FOLDERS for path in folder.rglob("*CJK*"))
    return all(map(shutil.which, PROGRAMS)) and next(fonts, None) is not None


if __name__ == "__main__":
    sys.exit(main())

"""See to it that the tests find Chromium, a Chinese font and Poppler: install as root, else say what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium-headless-shell", "chromium")
"""Packages and programs, of which either will do; the first has no windows, and is a sixth faster."""
PACKAGES = ("fonts-noto-cjk", "poppler-utils")
PROGRAMS = ("pdftotext", "pdfsig")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


def main() -> int:
    """Return 0 when all are there."""
    if _is_complete(BROWSERS[:1]):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get") and any(_install(each) for each in BROWSERS):
        return 0
    if _is_complete(BROWSERS):
        return 0
    print(
        "The tests need Chromium, a CJK font and Poppler, with which they read letters back. "
        f"On Debian: sudo apt-get install {' '.join((BROWSERS[0], *PACKAGES))}",
        file=sys.stderr,
    )
    return 1


def find_browser() -> str | None:
    """Return the program by which tests and pictures see pages; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _install(browser: str) -> bool:
    """Install a browser and the rest; tell whether all is there then."""
    packages = (browser, *PACKAGES)
    print(f"browser: installing {', '.join(packages)} …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        command = ["apt-get", "--quiet=2", *arguments]
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:  # noqa: S603 - fixed words
            print(f"browser: `{' '.join(command)}` failed", file=sys.stderr)
            return False
    return _is_complete((browser,))


def _is_complete(browsers: tuple[str, ...]) -> bool:
    """Tell whether one of these browsers, the programs and a font are there."""
    fonts = (path for folder in FONT_FOLDERS for path in folder.rglob("*CJK*"))
    return any(map(shutil.which, browsers)) and all(map(shutil.which, PROGRAMS)) and next(fonts, None) is not None


if __name__ == "__main__":
    sys.exit(main())

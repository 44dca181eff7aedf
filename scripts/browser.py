"""See to it that the browser tests find Chromium and a Chinese font: install them as root, else say what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("chromium", "fonts-noto-cjk")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


def main() -> int:
    """Return 0 when both are there."""
    if _is_complete():
        return 0
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(
            f"The browser tests need Chromium and a CJK font. On Debian: sudo apt-get install {' '.join(PACKAGES)}",
            file=sys.stderr,
        )
        return 1
    print(f"browser: installing {' and '.join(PACKAGES)} …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        command = ["apt-get", "--quiet=2", *arguments]
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:  # noqa: S603 - fixed words
            print(f"browser: `{' '.join(command)}` failed", file=sys.stderr)
            return 1
    return 0


def _is_complete() -> bool:
    fonts = (path for folder in FONT_FOLDERS for path in folder.rglob("*CJK*"))
    return shutil.which("chromium") is not None and next(fonts, None) is not None


if __name__ == "__main__":
    sys.exit(main())

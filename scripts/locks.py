"""Compile the requirements locks from pyproject.toml: exact versions with hashes, and no address of any registry."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
STYLE = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header", "--quiet")
LOCKS = {
    "requirements.txt": ("pyproject.toml", "--group", "build"),
    "requirements-dev.txt": (
        "pyproject.toml",
        "--group",
        "build",
        "--group",
        "dev",
        "--constraint",
        "requirements.txt",
    ),
    "requirements-node.txt": ("--group", "node"),
}


def main() -> int:
    """Write each lock; further arguments (`--upgrade`) go to uv."""
    for lock, sources in LOCKS.items():
        command = [str(UV), "pip", "compile", *STYLE, *sources, *sys.argv[1:], "--output-file", lock]
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 - our own words
            return code
        print(f"{lock} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Every library that is installed with the service, or that its pages load, stands in THIRD_PARTY.md."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTICES = (ROOT / "THIRD_PARTY.md").read_text()


def test_every_python_library_has_its_licence_named() -> None:
    locked = re.findall(r"^([a-z0-9-]+)(?:\[[\w,]+\])?==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert len(locked) > 50
    assert [name for name in locked if f"| {name} | " not in NOTICES] == []


def test_no_library_is_named_that_is_gone() -> None:
    table = NOTICES.partition("## What runs on the server")[2]
    named = re.findall(r"^\| ([a-z0-9-]+) \|", table, re.MULTILINE)
    locked = (ROOT / "requirements.txt").read_text()
    assert [name for name in named if not re.search(rf"^{name}(\[[\w,]+\])?==", locked, re.MULTILINE)] == []


def test_every_browser_library_has_its_licence_named() -> None:
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    loaded = [
        path.removeprefix("node_modules/")
        for path, entry in packages.items()
        if path and not entry.get("dev") and not entry.get("optional")
    ]
    assert loaded
    assert [name for name in loaded if not re.search(rf"(^|[\s(|]){re.escape(name)}[\s,)|]", NOTICES)] == []

"""`scripts/prepare.py` does a step again when what it was done from has changed."""

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTOR = ROOT / "workflow_app" / "engine" / "xinnuo.moddle.json"


def test_browser_files_are_built_from_the_descriptor_that_the_server_reads() -> None:
    prepare = runpy.run_path(str(ROOT / "scripts" / "prepare.py"))
    sources = prepare["_frontend_sources"]()
    assert {DESCRIPTOR, ROOT / "frontend" / "build.mjs"} <= set(sources)
    assert not any("node_modules" in path.parts for path in sources)
    assert prepare["_fingerprint"](sources) != prepare["_fingerprint"]([each for each in sources if each != DESCRIPTOR])
    assert not list((ROOT / "frontend" / "src").glob("*moddle*"))


def test_a_changed_catalogue_is_compiled(tmp_path: Path) -> None:
    fingerprint = runpy.run_path(str(ROOT / "scripts" / "prepare.py"))["_fingerprint"]
    catalogue = tmp_path / "messages.po"
    catalogue.write_text("one")
    before = fingerprint([catalogue])
    catalogue.write_text("two")
    assert fingerprint([catalogue]) != before

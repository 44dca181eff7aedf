"""`workflow-app process publish` and `confirm`: one account submits, another confirms; exit codes say how it went."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from small_bundles import NODES, diagram, small

from workflow_app.domain.resources import find
from workflow_app.services.bundle_reading import bundle_files

KEY = "credit_repair"
DONE, FINDINGS, USAGE, REFUSED = 0, 1, 2, 3
NOTE = ("--note", "初审改称第一次审查")
NOWHERE = "0198f000-0000-7000-8000-000000000000"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set up an installation with two process administrators and somebody else."""
    folder = tmp_path_factory.mktemp("place")
    assert run(folder, "init").returncode == DONE
    for name, role in (("author", "PROCESS_ADMIN"), ("second", "PROCESS_ADMIN"), ("clerk", "CREDIT_OFFICE")):
        made = run(folder, "user", "create", name, "--role", role, "--password", "Written-2026-pass")
        assert made.returncode == DONE, made.stderr
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("workflow-app"), *words]
    there = {"WORKFLOW_APP_DATA_DIR": str(folder / "data"), "PATH": os.environ["PATH"]}
    return subprocess.run(command, env=there, capture_output=True, text=True, check=False)  # noqa: S603 - our own command


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def changed(folder: Path, word: str) -> Path:
    """Write the process as it is shipped, with a word more."""
    files = bundle_files(find("bpmn") / KEY)
    name = f"{KEY}.bpmn"
    return written(folder / KEY, files | {name: files[name] + f"<!-- {word} -->".encode()})


def publish(place: Path, path: Path, *words: str, by: str = "author") -> subprocess.CompletedProcess[str]:
    return run(place, "process", "publish", str(path), "--by", by, *NOTE, *words)


def confirm(place: Path, draft: dict[str, object], by: str) -> subprocess.CompletedProcess[str]:
    known = (str(draft["draft"]), "--revision", str(draft["revision"]), "--by", by)
    return run(place, "process", "confirm", *known, "--json")


def test_a_folder_waits_until_another_person_confirms(place: Path, tmp_path: Path) -> None:
    done = publish(place, changed(tmp_path, "一"), "--json", "--effective-from", "2999-01-01")
    assert done.returncode == REFUSED
    assert "DAY_TOO_FAR" in done.stderr
    done = publish(place, changed(tmp_path, "一"), "--json")
    assert done.returncode == DONE, done.stderr
    draft = json.loads(done.stdout)
    assert (draft["status"], draft["version"]) == ("SUBMITTED", None)
    assert f"process confirm {draft['draft']} --revision {draft['revision']}" in done.stderr
    alone = confirm(place, draft, "author")
    assert (alone.returncode, alone.stdout) == (REFUSED, "")
    assert "SOD_VIOLATION" in alone.stderr
    stale = confirm(place, draft | {"revision": 1}, "second")
    assert (stale.returncode, "STALE" in stale.stderr) == (REFUSED, True)
    confirmed = confirm(place, draft, "second")
    assert confirmed.returncode == DONE, confirmed.stderr
    number = json.loads(confirmed.stdout)["version"]
    assert number >= 2
    assert "DRAFT_NOT_WAITING" in confirm(place, draft, "second").stderr
    same = publish(place, changed(tmp_path, "一"))
    assert (same.returncode, f"DRAFT_SAME version={number}" in same.stderr) == (REFUSED, True)


def test_a_zip_with_a_folder_around_it_is_published_and_confirmed_in_one_go(place: Path, tmp_path: Path) -> None:
    folder, path = changed(tmp_path, "二"), tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in folder.rglob("*"):
            if each.is_file():
                archive.write(each, each.relative_to(tmp_path))
    alone = publish(place, path, "--approved-by", "author")
    assert (alone.returncode, "SOD_VIOLATION" in alone.stderr) == (REFUSED, True)
    done = publish(place, path, "--approved-by", "second", "--basis", "牟城管发〔2026〕12号")
    assert done.returncode == DONE, done.stderr
    assert "is published" in done.stdout


def test_what_the_check_finds_is_told_as_by_the_check(place: Path, tmp_path: Path) -> None:
    folder = written(tmp_path / "small", small(diagram=diagram(NODES.replace('xn:nameEn="Done"', ""))))
    (folder / "run_me.py").write_bytes(b"")
    found, checked = publish(place, folder), run(place, "process", "check", str(folder))
    assert found.returncode == checked.returncode == FINDINGS
    assert found.stdout == checked.stdout
    assert "FILE_UNEXPECTED" in found.stdout
    broken = tmp_path / "b.zip"
    broken.write_bytes(b"PK no zip")
    assert publish(place, broken, "--json").returncode == FINDINGS


@pytest.mark.parametrize(("by", "code"), [("clerk", "ROLE_NEEDED"), ("nobody", "ACCOUNT_UNKNOWN")])
def test_only_process_administrators_publish(place: Path, tmp_path: Path, by: str, code: str) -> None:
    refused = publish(place, changed(tmp_path, "三"), by=by)
    assert (refused.returncode, refused.stdout) == (REFUSED, "")
    assert code in refused.stderr


def test_what_is_missing_or_wrong_is_said(place: Path, tmp_path: Path) -> None:
    folder = changed(tmp_path, "四")
    assert run(place, "process", "publish", str(folder), "--by", "author").returncode == USAGE
    assert publish(place, folder, "--effective-from", "tomorrow").returncode == USAGE
    assert publish(place, tmp_path / "nowhere").returncode == USAGE
    lost = confirm(place, {"draft": NOWHERE, "revision": 1}, "second")
    assert (lost.returncode, "DRAFT_UNKNOWN" in lost.stderr) == (REFUSED, True)
    past = publish(place, folder, "--effective-from", "2020-01-01")
    assert (past.returncode, "DAY_PASSED" in past.stderr) == (REFUSED, True)

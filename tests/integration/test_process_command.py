"""`workflow-app process check`: a verdict to read, a document for programs, and an exit code."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from small_bundles import DIAGRAM, NODES, diagram, small

ROOT = Path(__file__).parents[2]
DONE, FINDINGS, USAGE = 0, 1, 2


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return written(tmp_path / "small", small())


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def run(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("workflow-app"), "process", "check", *words]
    there = {"WORKFLOW_APP_DATA_DIR": str(tmp_path / "data"), "PATH": os.environ["PATH"]}
    return subprocess.run(command, env=there, capture_output=True, text=True, check=False)  # noqa: S603 - our own command


def stuck() -> dict[str, bytes]:
    """Return a bundle in which a choice is joined by a parallel gateway."""
    nodes = NODES.replace(
        '<bpmn:endEvent id="done"',
        '<bpmn:parallelGateway id="joined" name="汇合" xn:nameEn="Joined" /><bpmn:endEvent id="done"',
    )
    text = diagram(nodes).decode()
    for source in ("is_it_well", "issue_letter"):
        text = text.replace(f'sourceRef="{source}" targetRef="done"', f'sourceRef="{source}" targetRef="joined"')
    more = '<bpmn:sequenceFlow id="joined_to_done" sourceRef="joined" targetRef="done" />'
    return small(diagram=text.replace("</bpmn:process>", f"{more}</bpmn:process>"))


def test_a_good_process_passes_and_what_was_not_looked_at_is_said(bundle: Path, tmp_path: Path) -> None:
    done = run(tmp_path, str(bundle))
    assert (done.returncode, done.stderr) == (DONE, "")
    assert done.stdout.startswith("small: passed (Error: 0, Note: 1)")
    assert "LIMITS_NOT_HELD" in done.stdout


def test_a_deadlock_is_told_with_its_way_in_the_language_asked_for(tmp_path: Path) -> None:
    folder = written(tmp_path / "small", stuck())
    english, chinese = run(tmp_path, str(folder)), run(tmp_path, str(folder), "--language", "zh")
    assert (english.returncode, chinese.returncode) == (FINDINGS, FINDINGS)
    assert "Error  DEADLOCK  joined Joined" in english.stdout
    assert "Way: Begun → Look → Is it well?" in english.stdout
    assert "错误  DEADLOCK  joined 汇合" in chinese.stdout
    assert "路径: 开始 → 看 → 可以吗" in chinese.stdout


def test_the_document_says_the_same_to_a_program(tmp_path: Path) -> None:
    done = run(tmp_path, str(written(tmp_path / "small", stuck())), "--json")
    document = json.loads(done.stdout)
    found = next(each for each in document["findings"] if each["code"] == "DEADLOCK")
    assert (document["process"], document["passed"]) == ("small", False)
    assert (found["severity"], found["element"], found["name"]) == ("ERROR", "joined", "Joined")
    assert found["path"][:3] == ["begun", "begun_to_look_at_it", "look_at_it"]
    assert found["sentence"]
    assert found["remedy"]


def test_an_archive_and_a_diagram_alone_are_checked(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "small.zip", "w") as archive:
        for path, content in small().items():
            archive.writestr(path, content)
    assert run(tmp_path, str(tmp_path / "small.zip")).returncode == DONE
    alone = run(tmp_path, str(bundle / DIAGRAM))
    assert alone.returncode == FINDINGS
    assert "FACTS_MISSING" in alone.stdout


def test_an_archive_that_climbs_out_is_told_and_no_trace_shown(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "small.zip", "w") as archive:
        archive.writestr("../process.toml", "")
    done = run(tmp_path, str(tmp_path / "small.zip"))
    assert (done.returncode, done.stderr) == (FINDINGS, "")
    assert "PATH_OUTSIDE" in done.stdout


def test_what_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path, str(tmp_path / "nowhere")).returncode == USAGE

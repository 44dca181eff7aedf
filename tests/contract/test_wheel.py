"""The wheel carries what the service needs and works outside the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _run(*command: str | Path, folder: Path, **environment: str) -> str:
    """Run a command in a folder without a way back to the checkout and return what it printed."""
    clean = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "WORKFLOW_APP_DATA_DIR"}}
    done = subprocess.run(  # noqa: S603 - our own words
        command, cwd=folder, env=clean | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the build backend of this environment; nothing is downloaded."""
    target = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", target, folder=ROOT)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own that sees the libraries of this one, but not the checkout."""
    place = tmp_path_factory.mktemp("installation")
    venv.create(place, with_pip=False, symlinks=True)
    libraries = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    packages = next(place.glob("lib/python*/site-packages"))
    (packages / "libraries.pth").write_text(str(libraries))
    pip = [sys.executable, "-m", "pip", "--python", place / "bin" / "python"]
    # Without --ignore-installed pip would take the checkout's own installation, seen through the libraries, for ours.
    options = ["--quiet", "--quiet", "--no-deps", "--no-index", "--ignore-installed"]
    _run(*pip, "install", *options, wheel, folder=place)
    return place / "bin"


@pytest.mark.parametrize("folder", ["bpmn", "courses", "matters", "migrations", "templates"])
def test_the_wheel_carries_every_file_of_a_folder(wheel: Path, folder: str) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    kept = _run("git", "ls-files", folder, folder=ROOT).splitlines()
    assert kept
    assert {f"workflow_app/_data/{name}" for name in kept if (ROOT / name).is_file()} <= carried


def test_the_wheel_carries_compiled_catalogues(wheel: Path) -> None:
    carried = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("workflow_app/translations/zh/") and name.endswith(".mo") for name in carried)


def test_the_wheel_carries_the_licence_and_the_notices(wheel: Path) -> None:
    carried = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}
    assert {"LICENSE", "THIRD_PARTY.md"} <= carried


def test_the_wheel_carries_no_tests_and_no_data(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"workflow_app", "demo_site", next(top for top in tops if top.endswith(".dist-info"))}


def test_the_folders_are_found_outside_the_checkout(programs: Path, tmp_path: Path) -> None:
    names = ("bpmn", "courses", "matters", "migrations", "templates")
    question = f"from workflow_app.domain.resources import find; print(*map(find, {names}))"
    answer = _run(programs / "python", "-c", question, folder=tmp_path)
    assert all(Path(found).is_relative_to(programs.parent) for found in answer.split())


def test_the_command_explains_itself_outside_the_checkout(programs: Path, tmp_path: Path) -> None:
    assert "serve" in _run(programs / "workflow-app", "--help", folder=tmp_path)


def test_a_database_is_made_outside_the_checkout(programs: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    _run(programs / "workflow-app", "init", folder=tmp_path, WORKFLOW_APP_DATA_DIR=str(data))
    assert (data / "workflow_app.sqlite3").is_file()

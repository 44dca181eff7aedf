"""`demo` and `import-records`, as an operator types them."""

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from running_service import ROOT, demo_template

from workflow_app.adapters.spreadsheets import read_rows
from workflow_app.cli.endings import Ending


@pytest.fixture
def data(run_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_template(run_folder), tmp_path / "data"))


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "workflow_app.cli", *words],
        env={"WORKFLOW_APP_DATA_DIR": str(data), "PYTHONUTF8": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_demo_lays_the_file_and_the_shared_keys_ready(data: Path) -> None:
    key = data / "sites" / "CREDIT_ZZ.key"
    assert len(bytes.fromhex(key.read_text())) == 32
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert (data / "samples" / "penalties.xlsx").is_file()


def test_an_import_that_leaves_rows_behind_ends_with_one_and_writes_them(data: Path) -> None:
    rejects = data / "rejects.xlsx"
    sheet = str(data / "samples" / "penalties.xlsx")
    done = run(data, "import-records", sheet, "--authority", "ZM_URBAN", "--rejects", str(rejects), "--json")
    assert done.returncode == Ending.FINDINGS, done.stderr
    said = json.loads(done.stdout)
    assert (said["authority_code"], said["added"], said["rejected"]) == ("ZM_URBAN", 37, 3)
    assert "USCC_CHECK" in done.stderr
    assert len(list(read_rows(rejects, rejects.name))) == 4


def test_an_unknown_authority_is_refused(data: Path) -> None:
    done = run(data, "import-records", str(data / "samples" / "penalties.xlsx"), "--authority", "NOBODY")
    assert done.returncode == Ending.REFUSED
    assert "AUTHORITY_UNKNOWN" in done.stderr


def test_a_file_that_is_not_there_is_wrong_usage(data: Path) -> None:
    assert run(data, "import-records", "nowhere.xlsx").returncode == Ending.USAGE

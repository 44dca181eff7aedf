import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from running_service import ROOT, RunningService


def run(data: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command on a data folder of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WORKFLOW_APP_")}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "workflow_app.cli", *words],
        env=kept | {"WORKFLOW_APP_DATA_DIR": str(data), "PYTHONUTF8": "1"} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tests an installation that was set up."""
    folder = tmp_path_factory.mktemp("installation")
    assert run(folder, "init").returncode == 0
    return folder


def test_setting_up_again_changes_nothing_and_may_answer_as_json(data: Path) -> None:
    again = run(data, "init", "--json")
    assert (again.returncode, json.loads(again.stdout)) == (0, {"ready": True})


def test_a_user_is_created_once_and_gets_tokens(data: Path) -> None:
    words = ("user", "create", "zhou_zheng", "--role", "SECOND_REVIEWER", "--department", "LEGAL", "--json")
    first = run(data, *words, "--password", "correct horse")
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["username"] == "zhou_zheng"
    second = run(data, *words, "--password", "correct horse")
    assert (second.returncode, second.stdout) == (3, "")
    assert "USERNAME_TAKEN" in second.stderr
    token = run(data, "token", "create", "--user", "zhou_zheng")
    assert token.returncode == 0
    assert len(token.stdout.strip()) == 43
    assert token.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nothing",), 2, "No such command"),
        (("serve", "--port", "0"), 2, "--port"),
        (("serve", "--host", "0.0.0.0"), 3, "loopback"),  # noqa: S104 - to be refused
        (("token", "create", "--user", "nobody"), 3, "ACCOUNT_UNKNOWN"),
        (("token", "create", "--user", "service"), 3, "ACCOUNT_OF_SERVICE"),
        (("token", "list", "--user", "nobody"), 3, "ACCOUNT_UNKNOWN username=nobody"),
        (("token", "revoke", "--user", "nobody"), 3, "ACCOUNT_UNKNOWN"),
        (("token", "revoke", "01998d2e-0000-7000-8000-000000000000"), 3, "TOKEN_UNKNOWN"),
        (("token", "revoke", "not-an-id"), 2, "not-an-id"),
        (("token", "revoke"), 2, "--user"),
        (("user", "disable", "nobody"), 3, "ACCOUNT_UNKNOWN username=nobody"),
        (("user", "enable", "nobody"), 3, "ACCOUNT_UNKNOWN"),
        (("user", "enable", "service"), 3, "ACCOUNT_OF_SERVICE"),
        (("user", "password", "nobody", "--password", "long enough"), 3, "ACCOUNT_UNKNOWN"),
        (("user", "password", "nobody", "--password", "short"), 3, "TOO_SHORT"),
        (("user", "end-authorisation", "nobody", "--subject", "91410122MA3X0A0186"), 3, "ACCOUNT_UNKNOWN"),
        (("user", "create", "a b", "--role", "AUDITOR", "--password", "long enough"), 3, "PATTERN"),
        (("user", "create", "ab", "--role", "AUDITOR", "--password", "short"), 3, "TOO_SHORT"),
        (("user", "create", "ab", "--role", "KING", "--password", "long enough"), 2, "KING"),
    ],
)
def test_what_cannot_be_done_ends_with_its_code_and_one_line(
    data: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    ended = run(data, *words)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("demo",),
        ("demo", "--empty"),
        ("run-due",),
        ("audit", "verify"),
        ("user", "disable", "nobody"),
        ("token", "list", "--user", "nobody"),
    ],
)
def test_what_needs_a_database_says_how_it_is_set_up(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = run(tmp_path, *words)
    assert (ended.returncode, ended.stdout) == (4, "")
    assert "run `workflow-app init` first" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_production_without_its_settings_is_refused_by_name(data: Path) -> None:
    ended = run(data, "init", WORKFLOW_APP_ENV="production")
    assert ended.returncode == 3
    assert "WORKFLOW_APP_DATABASE_URL" in ended.stderr


def test_every_command_has_help(data: Path) -> None:
    listed = run(data, "--help")
    assert listed.returncode == 0
    for name in ("init", "demo", "serve", "worker", "run-due", "import-records", "user", "token", "audit"):
        assert f"\n  {name} " in listed.stdout


def test_a_taken_port_is_one_line_and_code_4(tmp_path: Path, data: Path) -> None:
    service = tmp_path / "service"
    assert run(service, "init").returncode == 0
    with RunningService(service) as running:
        ended = run(data, "serve", "--port", str(running.port))
    assert ended.returncode == 4
    assert "Traceback" not in ended.stderr


def test_the_service_ends_in_order_when_it_is_told_to(tmp_path: Path) -> None:
    service = tmp_path / "service"
    assert run(service, "init").returncode == 0
    running = RunningService(service)
    running.process.terminate()
    assert running.process.wait(10) == 0
    assert "Traceback" not in running.log.read_text()


def test_a_body_beyond_any_upload_is_refused_before_it_is_taken_in(tmp_path: Path) -> None:
    service = tmp_path / "service"
    assert run(service, "init").returncode == 0
    with (
        RunningService(service) as running,
        socket.create_connection(("127.0.0.1", running.port), timeout=10) as caller,
    ):
        caller.sendall(b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 60000000\r\n\r\n")
        assert b" 413 " in caller.recv(200)


def test_another_web_server_does_not_serve_a_demo(tmp_path: Path) -> None:
    opened = [sys.executable, "-c", "from workflow_app.app import open_app; open_app()"]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WORKFLOW_APP_")}
    kept |= {"WORKFLOW_APP_DATA_DIR": str(tmp_path)}
    ended = subprocess.run(opened, env=kept, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert "SettingsError: a demo is served by `workflow-app serve` only" in ended.stderr
    meant = subprocess.run(  # noqa: S603 - our own program
        opened, env=kept | {"WORKFLOW_APP_ENV": "development"}, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert meant.returncode == 0, meant.stderr

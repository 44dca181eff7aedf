"""The guide for operators names every setting, and no command that does not exist."""

import re
from pathlib import Path

import click

from workflow_app.cli.__main__ import program

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_setting_is_told_of() -> None:
    read = set(re.findall(r'given\.get\(\s*"([A-Z_]+)"', (ROOT / "workflow_app" / "config.py").read_text()))
    assert {"ENV", "TRUSTED_HOSTS", "METRICS_TOKEN"} <= read
    assert [name for name in sorted(read) if f"`{name}`" not in GUIDE] == []


def test_every_command_that_is_told_of_exists() -> None:
    told = set(re.findall(r"(?:workflow-app|`)[ ]?(user|token|audit|init|worker|serve|run-due)(?: ([a-z-]+))?", GUIDE))
    assert ("user", "disable") in told
    assert [words for words in sorted(told) if not _exists(*words)] == []


def _exists(noun: str, verb: str) -> bool:
    context = click.Context(program)
    found = program.get_command(context, noun)
    return found is not None and (not isinstance(found, click.Group) or not verb or verb in found.commands)

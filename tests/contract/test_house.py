"""The repository keeps the rules of the house, and each rule bites."""

import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath

import pytest
from house_rules import (
    LONG_FILES,
    LONG_FUNCTIONS,
    LONGEST_FILE,
    LONGEST_FUNCTION,
    RULES,
    Rule,
    excuses_have_reasons,
    fakes_are_passed,
    file_is_short,
    functions_are_short,
    layers_with_long_files,
    lock_holds_no_address,
    name_says_what_it_is,
    names_of_tests_are_sentences,
    says_nothing_of_this_machine,
    words_are_not_in_f_strings,
)

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    ".py", ".js", ".mjs", ".css", ".html", ".md", ".toml", ".txt", ".json", ".bpmn", ".dmn", ".po", ".typ", ".yaml",
    ".yml", ".mako", "Makefile", "run", ".gitignore", ".npmrc",
}  # fmt: skip

BROKEN = [
    (file_is_short, "workflow_app/domain/rules.py", "\n" * (LONGEST_FILE + 1)),
    (functions_are_short, "workflow_app/domain/rules.py", "def rule():\n" + "    pass\n" * LONGEST_FUNCTION),
    (name_says_what_it_is, "workflow_app/domain/case_utils.py", ""),
    (name_says_what_it_is, "workflow_app/services/case_service.py", ""),
    (says_nothing_of_this_machine, "docs/guide.md", "see /home/somebody/notes"),
    (says_nothing_of_this_machine, "docs/guide.md", "from https://pypi.org/simple"),
    (lock_holds_no_address, "requirements.txt", "--find-links somewhere\nflask==3.1"),
    (lock_holds_no_address, "frontend/package-lock.json", '"resolved": "https://example.org/a.tgz"'),
    (excuses_have_reasons, "workflow_app/domain/rules.py", "x = 1  # noqa: E501\n"),
    (excuses_have_reasons, "workflow_app/domain/rules.py", "x = 1  # type: ignore[misc]\n"),
    (fakes_are_passed, "tests/unit/test_rules.py", "with mock.patch('x'): pass"),
    (words_are_not_in_f_strings, "workflow_app/web/pages/rules.py", "x = f\"{_('receipt')}.pdf\""),
    (names_of_tests_are_sentences, "tests/unit/test_rules.py", "def test_rule(): ..."),
]  # fmt: skip


def _own_files() -> list[Path]:
    """List what git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()  # noqa: S603 - fixed words
    files = (ROOT / name for name in listed)
    return sorted({path for path in files if path.is_file() and TEXTS & {path.suffix, path.name}})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule) -> None:
    names = {path: PurePosixPath(path.relative_to(ROOT)) for path in _own_files()}
    findings = [f"{name}: {found}" for path, name in names.items() for found in rule(name, path.read_text())]
    assert not findings, "\n".join(["", *findings])


@pytest.mark.parametrize(("rule", "path", "text"), BROKEN, ids=lambda value: getattr(value, "__name__", None))
def test_what_breaks_the_rule_is_named(rule: Rule, path: str, text: str) -> None:
    assert list(rule(PurePosixPath(path), text))


def test_each_rule_has_an_example_that_breaks_it() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES)


def test_the_lists_of_exceptions_name_only_what_exists() -> None:
    named = [*LONG_FILES, *(entry.split(":")[0] for entry in LONG_FUNCTIONS)]
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_ruff_keeps_all_rules_and_the_limit_of_branches() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert lint["select"] == ["ALL"]
    assert lint["mccabe"]["max-complexity"] == 8
    assert not {"C901", "D100", "D101", "D102", "D103", "D104"} & set(lint["ignore"])


def test_imports_run_downwards_through_the_layers() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own tool
    assert done.returncode == 0, done.stdout


def test_a_typical_file_of_each_layer_is_short() -> None:
    package = ROOT / "workflow_app"
    lengths = [(str(path.relative_to(package)), path.read_text().count("\n")) for path in package.rglob("*.py")]
    assert layers_with_long_files(lengths) == []


def test_a_layer_of_long_files_is_named() -> None:
    assert (
        layers_with_long_files(
            [("services/cases.py", LONGEST_FILE), ("services/tasks.py", LONGEST_FILE), ("domain/time.py", 1)]
        )
        != []
    )

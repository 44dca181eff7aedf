"""Every finding about a process has a sentence and a remedy in both languages, and a test that shows it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow_app.domain.finding_areas import Area, area_of
from workflow_app.domain.process_findings import WARNINGS, Finding
from workflow_app.domain.process_rules import PASSED_BEFORE
from workflow_app.engine.constructs import REFUSED
from workflow_app.web.process_words import WORDS, FindingWriter

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "workflow_app"
PLACES = ("engine", "services/process_checks", "domain/soundness")
FILES = (
    "services/bundle_reading.py",
    "services/path_limits.py",
    "services/checking_bundles.py",
    "services/process_tests.py",
)
CODE = re.compile(r"[A-Z][A-Z_]{4,}")
MAKERS = {"Finding", "ExpressionError", "_refused", "_finding", "_parsed"}
AT_RUN = {"DECISION_AMBIGUOUS", "DECISION_NO_HIT"}
"""Said of a table when a case asks it, never of its file."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WRITER = FindingWriter()


def modules() -> Iterator[Path]:
    for place in PLACES:
        yield from sorted((SOURCE / place).rglob("*.py"))
    yield from (SOURCE / name for name in FILES)


def said(tree: ast.Module) -> Iterator[str]:
    """Yield the codes that a module makes findings of: in a call, or first in a tuple that it yields."""
    for node in ast.walk(tree):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        values = node.args if isinstance(node, ast.Call) and name in MAKERS else []
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            values = node.value.elts[:1]
        for each in values:
            for value in (each.body, each.orelse) if isinstance(each, ast.IfExp) else (each,):
                if isinstance(value, ast.Constant) and CODE.fullmatch(str(value.value)):
                    yield str(value.value)


def all_codes() -> set[str]:
    found = {code for path in modules() for code in said(ast.parse(path.read_text()))} - AT_RUN
    return found | set(REFUSED.values()) | {rule.code for rule in PASSED_BEFORE} | {"DECISION_CELL_TYPE"}


def test_every_code_has_words_and_all_words_have_a_code() -> None:
    assert sorted(all_codes() - WORDS.keys()) == []
    assert sorted(WORDS.keys() - all_codes()) == []
    assert WORDS.keys() >= WARNINGS


@pytest.mark.parametrize("values", [{}, {"file": "a.bpmn", "elements": ("a", "b"), "text": "1 +", "steps": ["c"]}])
def test_a_finding_reads_in_both_languages_whatever_it_names(values: dict[str, object]) -> None:
    for code in WORDS:
        zh, en = (WRITER.write(Finding("e", code, values), language) for language in ("zh", "en"))
        for told in (zh.sentence, zh.remedy):
            assert CHINESE.search(told)
        for told in (en.sentence, en.remedy):
            assert not CHINESE.search(told)
            assert "%(" not in told


def test_what_nobody_foresaw_is_told_by_its_code() -> None:
    assert "BRAND_NEW" in WRITER.write(Finding(None, "BRAND_NEW"), "en").sentence


def test_every_finding_is_shown_by_a_test() -> None:
    own = Path(__file__).name
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py") if path.name != own)
    assert sorted(code for code in WORDS if f'"{code}"' not in tests) == []


def test_every_finding_is_on_the_page_about_them() -> None:
    page = (ROOT / "docs" / "process-findings.md").read_text("utf-8")
    assert sorted(code for code in WORDS if f"`{code}`" not in page) == []


def test_each_finding_belongs_to_the_part_under_which_the_page_tells_it() -> None:
    page = (ROOT / "docs" / "process-findings.md").read_text("utf-8")
    beside = page.partition("## Forms, letters, tables and declarations")[2]
    apart = {code: f"`{code}`" in beside for code in WORDS}
    assert {code: area_of(code) is not Area.STRUCTURE for code in WORDS} == apart
    assert area_of("LETTER_MISSING") is Area.LETTERS
    assert area_of("TEST_FAILED") is Area.TESTS


@pytest.mark.parametrize(("language", "words"), [("zh", "其他环节"), ("en", "at another step")])
def test_the_rule_that_stands_against_a_test_is_said_in_words(language: str, words: str) -> None:
    values = {"title": "T", "step": 6, "aspect": "ACT", "expected": ("review_third",), "happened": ("SOD_VIOLATION",)}
    said = FindingWriter().write(Finding("review_third", "TEST_FAILED", values), language).sentence
    assert words in said
    assert "SOD_VIOLATION" not in said

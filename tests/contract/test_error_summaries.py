"""A summary of what is wrong names each field as its label does, in the order in which the fields stand on the page."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
SUMMARY = re.compile(r"error_summary\((?:[^{}]|\{[^{}]*\})*?named=\{(?P<named>.*?)\}\) ?\}\}", re.DOTALL)
WORDS = r'(?P<words>_\("(?:[^"\\]|\\.)*"\)|[a-z_]+\[\w+\])'
NAMED = re.compile(rf'"(?P<name>[a-z][a-z0-9_-]*)": {WORDS}(?! if )')
FIELD = re.compile(
    rf'\b(?:input|area|choose|frame|password|code_field)\("(?P<name>[a-z][a-z0-9_-]*)", {WORDS}?'
    r'| id="(?P<id>[a-z][a-z0-9_-]*)"'
)
PAGES = [path for path in sorted(TEMPLATES.rglob("*.html")) if SUMMARY.search(path.read_text("utf-8"))]


def fields_of(text: str) -> list[tuple[str, str]]:
    """Return the fields of a page in their order, with the words of their labels where those stand beside them."""
    return [(each["name"] or each["id"], each["words"] or "") for each in FIELD.finditer(text)]


def in_order(names: list[str], fields: list[str]) -> bool:
    """Tell whether names stand in this order; a page may hold a field twice, in forms not shown together."""
    rest = iter(fields)
    return all(name in rest for name in names)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_summary_names_fields_by_their_labels_and_in_their_order(path: Path) -> None:
    text = path.read_text("utf-8")
    for summary in SUMMARY.finditer(text):
        fields = fields_of(text[summary.end() :])
        labels = {name: [words for field, words in fields if field == name and words] for name, _ in fields}
        named = {each["name"]: each["words"] for each in NAMED.finditer(summary["named"])}
        here = [name for name in named if name in labels]
        assert in_order(here, [name for name, _ in fields]), here
        assert {name: named[name] for name in here if labels[name] and named[name] not in labels[name]} == {}

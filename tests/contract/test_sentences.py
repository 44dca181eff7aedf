"""Every code that a person may be shown has a sentence; a code is no answer."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow_app.adapters import sites_exchange as _sites  # noqa: F401 - its errors are subclasses we look for
from workflow_app.domain.errors import DomainError
from workflow_app.web import sentences
from workflow_app.web.sentences import SENTENCES

SOURCE = Path(__file__).resolve().parents[2] / "workflow_app"
LAYERS = ("domain", "services", "adapters", "operations", "repositories", "schemas", "web")
FINDINGS = "workflow_app.domain.findings"
TOLD_OTHERWISE = {
    "ALREADY_ANSWERED",
    "AUDIT_REMOVED",
    "CHECKPOINT_CHANGED",
    "CHECKPOINT_INSERTED",
    "CHECKPOINT_REMOVED",
}
"""An answer that is repeated has a body of its own, and faults of the audit trail have words of theirs."""


def kinds_of(error: type[DomainError]) -> set[str]:
    """Name an error and every kind of it."""
    return {error.__name__}.union(*(kinds_of(each) for each in error.__subclasses__()))


PLACES: dict[str, int | str] = {
    **dict.fromkeys(kinds_of(DomainError), 0),
    **dict.fromkeys(("refused", "refusal", "RefusedBySiteError", "UnavailableSiteError"), 0),
    "InvalidError": "code",
    "FieldError": 1,
    "RowFinding": 3,
    "Answer": "rule",
}
"""Where the code stands in each call that says no: which argument, or its name."""


def codes_in(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the codes that a module says outright, and in which line."""
    imports = {each.module for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    places = PLACES | ({"Finding": 0} if FINDINGS in imports else {})
    for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name in places:
            yield from ((code, call.lineno) for code in _said(call, places[name]))


def _said(call: ast.Call, place: int | str) -> Iterator[str]:
    """Yield what is written at a place of a call: a text, or either of two."""
    named = [each.value for each in call.keywords if each.arg in {place, "code"}]
    placed = [call.args[place]] if isinstance(place, int) and place < len(call.args) else []
    for value in (*placed, *named):
        for each in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value


@pytest.mark.parametrize("layer", LAYERS)
def test_every_code_that_is_raised_has_a_sentence(layer: str) -> None:
    said = {
        (code, f"{path.name}:{line}")
        for path in sorted((SOURCE / layer).rglob("*.py"))
        for code, line in codes_in(ast.parse(path.read_text()))
    }
    assert sorted(each for each in said if each[0] not in SENTENCES.keys() | TOLD_OTHERWISE) == []


def test_the_search_sees_each_way_of_saying_no() -> None:
    text = (
        'RefusedError("A"); InvalidError(FieldError("/b", "B"), code="C"); RowFinding(1, "d", "d", "D")\n'
        'Answer(allowed=False, rule="E"); refused("F" if x else "G"); FieldError("/h", code="H")\n'
    )
    assert {code for code, _ in codes_in(ast.parse(text))} == set("ABCDEFGH")


def test_no_two_rooms_have_a_sentence_for_one_code() -> None:
    named = {name: each for name, each in vars(sentences).items() if name.isupper() and isinstance(each, dict)}
    rooms = [each for name, each in named.items() if name != "SENTENCES"]
    codes = [code for room in rooms for code in room]
    assert {code for code in codes if codes.count(code) > 1} <= {"ID_AS_NUMBER"}, "it is the same sentence in both"

"""What is ours in diagrams and tables: described as a whole, and read as it is described."""

import json
from pathlib import Path

import pytest

from workflow_app.domain.resources import find
from workflow_app.engine import compile_process
from workflow_app.services.bundle_reading import bundle_files

ROOT = Path(__file__).resolve().parents[2]
KEY = "credit_repair"
KIND = '<xn:parameter name="kind" value="T20_ACCEPT" />'


@pytest.mark.parametrize(
    ("file", "heading"),
    [("xinnuo.moddle.json", "## In a diagram"), ("xinnuo_dmn.moddle.json", "## In a decision table")],
)
def test_everything_that_a_descriptor_knows_is_described(file: str, heading: str) -> None:
    described = (ROOT / "docs" / "diagram-extensions.md").read_text("utf-8")
    part = described[described.index(heading) :].split("\n## ")[0]
    types = json.loads((ROOT / "workflow_app" / "engine" / file).read_text("utf-8"))["types"]
    named = {
        f"xn:{each['name']}" if "extends" in kind else str(each["name"])
        for kind in types
        for each in kind["properties"]
    }
    elements = {f"xn:{kind['name'].lower()}" for kind in types if "extends" not in kind}
    assert sorted(each for each in named if f"| `{each}` |" not in part) == []
    assert sorted(each for each in elements if f"The element `{each}`" not in part) == []


def test_a_letter_is_named_by_its_attribute_or_by_the_parameter_which_counts() -> None:
    files = bundle_files(find("bpmn") / KEY)
    drawn = files[f"{KEY}.bpmn"].decode()
    named = drawn.replace('id="issue_acceptance"', 'id="issue_acceptance" xn:letter="T24_DONE"')
    assert drawn.count(KIND) == 1
    for diagram, kind in ((named, "T20_ACCEPT"), (named.replace(KIND, ""), "T24_DONE")):
        compiled = compile_process(KEY, files | {f"{KEY}.bpmn": diagram.encode()})
        assert compiled.elements["issue_acceptance"].parameters["kind"] == kind

"""The bundles that we ship, as tests read them."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from workflow_app.domain.matter_forms import form_of_matter
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.plain_json import read
from workflow_app.domain.resources import find
from workflow_app.services.seeding import bundle_files

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
XN = "{https://xinnuo.example/schema/bpmn/1.0}"
TASKS = ("userTask", "serviceTask", "businessRuleTask", "receiveTask")
NODES = (
    *TASKS,
    "startEvent",
    "endEvent",
    "boundaryEvent",
    "intermediateCatchEvent",
    "exclusiveGateway",
    "parallelGateway",
    "subProcess",
)
SAMPLE = find("matters") / "ZM_URBAN" / "CONSTRUCTION_WASTE.toml"
MATTER = read(MatterContent, tomllib.loads(SAMPLE.read_text("utf-8")))
"""A matter that offers every way."""


@dataclass(frozen=True)
class Bundle:
    """The files of a process folder by their path inside it."""

    files: Mapping[str, bytes]

    @cached_property
    def tree(self) -> Any:  # noqa: ANN401 - lxml is untyped
        (diagram,) = [content for path, content in self.files.items() if path.endswith(".bpmn")]
        return etree.fromstring(diagram, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))

    @cached_property
    def about(self) -> dict[str, Any]:
        return tomllib.loads(self.files["process.toml"].decode())

    @cached_property
    def forms(self) -> dict[str, dict[str, Any]]:
        """The forms, those about a matter as the edition of one asks them."""
        forms = {_stem(path): json.loads(text) for path, text in self.files.items() if path.endswith(".form.json")}
        return {name: dict(form_of_matter(form, MATTER)) for name, form in forms.items()}

    @cached_property
    def letters(self) -> dict[str, dict[str, Any]]:
        return {path: tomllib.loads(text.decode()) for path, text in self.files.items() if path.startswith("letters/")}

    def all(self, *tags: str) -> list[Any]:
        return [element for tag in tags for element in self.tree.iter(BPMN + tag)]

    def ours(self, attribute: str) -> set[str]:
        return {element.get(XN + attribute) for element in self.tree.iter() if element.get(XN + attribute)}

    @property
    def ids(self) -> set[str]:
        return {node.get("id") for node in self.all(*NODES)}

    def keys(self, table: str, name: str = "key") -> set[str]:
        return {row[name] for row in self.about.get(table, [])}


def read_bundle(folder: Path) -> Bundle:
    """Read a folder; the scripts and folders beside a benchmark's diagram are no part of its bundle."""
    wanted = ("*.bpmn", "*.dmn", "process.toml", "forms/*.form.json", "letters/*.toml")
    files = bundle_files(folder)
    return Bundle({path: text for path, text in files.items() if any(fnmatch(path, each) for each in wanted)})


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".form.json")

"""Diagrams that other tools drew, adapted so that this engine runs them: what is said otherwise is said our way.

Nothing is guessed: what other engines would run and ours does not is either taken out and told, or stays for the check
to find. A diagram of ours comes out as it went in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from workflow_app.domain.bundle_parts import LARGEST_FILE
from workflow_app.domain.process_arrivals import Adaptation
from workflow_app.domain.process_drafts import KEY
from workflow_app.engine.adapting.drawing import Drawing
from workflow_app.engine.adapting.events import make_plain
from workflow_app.engine.adapting.foreign import adopt_roles_and_forms, as_word, leave_out_foreign
from workflow_app.engine.adapting.kinds import leave_out_data, make_executable, turn_kinds
from workflow_app.engine.adapting.lines import leave_out_strays, list_flows_anew
from workflow_app.engine.adapting.names import name_flows, name_in_english, rename_elements, small
from workflow_app.engine.adapting.pools import leave_out_empty_pools
from workflow_app.engine.adapting.reading import names_of, values_read
from workflow_app.engine.adapting.texts import rewrite_expressions
from workflow_app.engine.documents import FLOW_NODES, read_xml, refuse_size, tag_of
from workflow_app.engine.elements import NAMESPACE
from workflow_app.engine.errors import Finding, ProcessRefusedError

__all__ = ["Adapted", "adapt_diagram"]
_ENDINGS = (".bpmn20", ".bpmn")
_BEFORE_MARKUP = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
"""Bytes that may stand before the first mark of XML: what says its encoding, and space."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """A diagram as it can be run: its content, the key of its process, what was changed, and the line of each element.

    Lines are those of the file as it came. `names` are what the process is called in Chinese and English, `values` what
    its conditions read, with the type that it seems to have.
    """

    content: bytes
    key: str
    names: tuple[str, str]
    values: Mapping[str, str]
    adaptations: tuple[Adaptation, ...]
    lines: Mapping[str, int]


def adapt_diagram(name: str, content: bytes, *, key: str | None = None, roles: Mapping[str, str]) -> Adapted:
    """Return a diagram from elsewhere as this engine runs it.

    `key` is what its process is to be called, else it keeps its own id or gets the name of the file; `roles` are our
    roles by what people call them. Raises ProcessRefusedError where the file is no BPMN that can be read.
    """
    if len(content) <= LARGEST_FILE and not _is_markup(content):
        raise ProcessRefusedError((Finding(None, "NOT_XML", {"file": name}),))
    root = read_xml(name, content)
    refuse_size((root,))
    drawing = Drawing(root, _main(root, name, key))
    key = key or _key(drawing, name)
    name_flows(drawing)
    leave_out_empty_pools(drawing)
    turn_kinds(drawing)
    adopt_roles_and_forms(drawing, {as_word(word): role for word, role in roles.items()})
    leave_out_data(drawing)
    leave_out_foreign(drawing)
    make_plain(drawing)
    rewrite_expressions(drawing)
    make_executable(drawing)
    rename_elements(drawing, key)
    name_in_english(drawing)
    list_flows_anew(drawing)
    leave_out_strays(drawing)
    lines = {node.get("id"): node.sourceline for node in drawing.elements() if node.get("id")}
    written = _written(drawing, content)
    return Adapted(written, key, names_of(drawing), values_read(drawing), tuple(drawing.adaptations), lines)


def _main(root: Any, name: str, key: str | None) -> str:  # noqa: ANN401 - lxml is untyped
    """Return the id of the process that the file is about: the one asked for, else the one that holds most."""
    processes = [node for node in root if tag_of(node) == "process"] if tag_of(root) == "definitions" else []
    if not processes:
        if "/DMN/" in (etree.QName(root).namespace or ""):
            raise ProcessRefusedError((Finding(None, "DMN_ALONE", {"file": name}),))
        raise ProcessRefusedError((Finding(None, "NO_BPMN", {"file": name}),))
    named = [each for each in processes if key and each.get("id") == key]
    return str(
        max(named or processes, key=lambda each: sum(tag_of(node) in FLOW_NODES for node in each.iter())).get("id", "")
    )


def _key(drawing: Drawing, name: str) -> str:
    """Return what the process is called here: its own id where that was chosen by somebody, else the file's name.

    Neither is where it cannot be a key, such as a single letter or a name in Chinese.
    """
    own = small(drawing.main)
    is_chosen = own and own[0].isalpha() and not own.startswith(("process_", "sid_", "id_"))
    stem = PurePosixPath(name).stem
    for ending in _ENDINGS:
        stem = stem.removesuffix(ending)
    wanted = (each[:39].strip("_") for each in (own if is_chosen else "", small(stem), own))
    return next((each for each in wanted if KEY.fullmatch(each)), "process")


def _is_markup(content: bytes) -> bool:
    """Tell whether a file may be XML at all, in whatever encoding; a picture or an empty file is not."""
    return content.lstrip(_BEFORE_MARKUP).startswith(b"<")


def _written(drawing: Drawing, content: bytes) -> bytes:
    if not drawing.adaptations:
        return content
    etree.cleanup_namespaces(drawing.root, top_nsmap={"xn": NAMESPACE})
    return bytes(etree.tostring(drawing.root, xml_declaration=True, encoding="UTF-8")) + b"\n"

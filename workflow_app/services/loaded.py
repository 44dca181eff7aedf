"""Process versions made ready: diagram compiled, forms, letters and facts parsed, once per content."""

import io
import json
import threading
import tomllib
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow_app.domain.process_facts import ProcessFacts, read_facts
from workflow_app.engine import CompiledProcess, compile_process

KEPT = 64


@dataclass(frozen=True, slots=True)
class LoadedProcess:
    """Everything a step needs of one process version; shared between threads, never changed."""

    facts: ProcessFacts
    compiled: CompiledProcess
    forms: Mapping[str, Mapping[str, object]]
    letter_texts: Mapping[str, Mapping[str, object]]
    diagram: bytes
    option_words: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)


def unpack(bundle: bytes) -> dict[str, bytes]:
    """Return the files of a bundle by path."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def load(files: Mapping[str, bytes]) -> LoadedProcess:
    """Make a bundle ready; raises ProcessRefusedError or RefusedError where it cannot run."""
    facts = read_facts(files["process.toml"])
    forms = {
        path.removeprefix("forms/").removesuffix(".form.json"): json.loads(text)
        for path, text in files.items()
        if path.startswith("forms/") and path.endswith(".form.json")
    }
    return LoadedProcess(
        facts=facts,
        compiled=compile_process(facts.key, files, names=facts.routing_names),
        forms=forms,
        letter_texts={kind: tomllib.loads(files[path].decode()) for kind, path in facts.letters.items()}
        | _beside(files),
        diagram=files[f"{facts.key}.bpmn"],
        option_words=_option_words(forms.values()),
    )


def _option_words(forms: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what every answer that can be chosen is called, by field and value, in Chinese and English."""
    return {
        (str(component.get("key")), str(option["value"])): (
            str(option.get("label", option["value"])),
            str(option.get("label_en") or option.get("label", option["value"])),
        )
        for form in forms
        for component in form.get("components", ())
        for option in component.get("values") or ()
    }


def _beside(files: Mapping[str, bytes]) -> dict[str, Mapping[str, object]]:
    """Return the texts of letters that the office issues beside the diagram, by their kind."""
    texts = [tomllib.loads(text.decode()) for path, text in sorted(files.items()) if path.startswith("letters/")]
    return {str(each["kind"]): each for each in texts if each.get("beside_diagram")}


class LoadedProcesses:
    """The process versions in use, by content hash; the oldest unused leaves first."""

    def __init__(self, *, size: int = KEPT) -> None:
        self._kept: OrderedDict[str, LoadedProcess] = OrderedDict()
        self._size = size
        self._lock = threading.Lock()

    def get(self, content_hash: str, read_bundle: Callable[[], bytes]) -> LoadedProcess:
        """Return a version ready to run; its bundle is read only the first time."""
        with self._lock:
            loaded = self._kept.get(content_hash)
            if loaded is not None:
                self._kept.move_to_end(content_hash)
                return loaded
            loaded = load(unpack(read_bundle()))
            self._kept[content_hash] = loaded
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
            return loaded

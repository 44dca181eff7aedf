"""Process versions made ready: diagram compiled, forms, letters and facts parsed, once per content.

One that is about a matter is made ready once more for each edition of it, with the forms as that edition asks them.
"""

import json
import threading
import tomllib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from workflow_app.domain.kept_matters import KeptMatter
from workflow_app.domain.matter_forms import form_of_matter
from workflow_app.domain.pausing import with_held
from workflow_app.domain.process_facts import ProcessFacts, read_facts
from workflow_app.engine import CompiledProcess, compile_process, drawn_later, in_drawn_order
from workflow_app.services.bundles import unpack

KEPT = 64
HALF_WRITTEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What loading files may raise that somebody is still writing; the check beside it says what is wrong."""


@dataclass(frozen=True, slots=True)
class LoadedProcess:
    """Everything a step needs of one process version, and of the matter it is about; shared, never changed."""

    facts: ProcessFacts
    compiled: CompiledProcess
    forms: Mapping[str, Mapping[str, object]]
    letter_texts: Mapping[str, Mapping[str, object]]
    diagram: bytes
    option_words: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    matter: KeptMatter | None = None


def load(files: Mapping[str, bytes]) -> LoadedProcess:
    """Make a bundle ready; raises ProcessRefusedError or RefusedError where it cannot run."""
    facts = with_held(read_facts(files["process.toml"]))
    forms = {
        path.removeprefix("forms/").removesuffix(".form.json"): json.loads(text)
        for path, text in files.items()
        if path.startswith("forms/") and path.endswith(".form.json")
    }
    compiled = compile_process(facts.key, files, names=facts.routing_names)
    later = drawn_later(compiled, facts.detours)
    aside = {each.element: each.after for each in later if each.is_aside}
    return LoadedProcess(
        facts=replace(facts, detours={**facts.detours, **aside}),
        compiled=in_drawn_order(compiled, later),
        forms=forms,
        letter_texts={kind: _letter_text(files[path]) for kind, path in facts.letters.items()} | _beside(files),
        diagram=files[f"{facts.key}.bpmn"],
        option_words=_option_words(forms.values()),
    )


def load_for(loaded: LoadedProcess, matter: KeptMatter) -> LoadedProcess:
    """Return a process as it runs about a matter; raises RefusedError FORM_DOCUMENT where a form does not fit it."""
    forms = {name: form_of_matter(form, matter.content) for name, form in loaded.forms.items()}
    return replace(loaded, forms=forms, option_words=_option_words(forms.values()), matter=matter)


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


@lru_cache(maxsize=256)
def _letter_text(source: bytes) -> Mapping[str, object]:
    """Parse the text of a letter once: versions of a process, and processes among each other, share most of them."""
    return tomllib.loads(source.decode())


def _beside(files: Mapping[str, bytes]) -> dict[str, Mapping[str, object]]:
    """Return the texts of letters that the office issues beside the diagram, by their kind."""
    texts = [_letter_text(text) for path, text in sorted(files.items()) if path.startswith("letters/")]
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
            return self._get(content_hash, lambda: load(unpack(read_bundle())))

    def get_for(
        self,
        content_hash: str,
        edition_id: str,
        read_bundle: Callable[[], bytes],
        read_matter: Callable[[], KeptMatter],
    ) -> LoadedProcess:
        """Return a version ready to run about a matter, in an edition that is confirmed and never changes."""
        loaded = self.get(content_hash, read_bundle)
        with self._lock:
            return self._get(f"{content_hash} {edition_id}", lambda: load_for(loaded, read_matter()))

    def _get(self, key: str, make: Callable[[], LoadedProcess]) -> LoadedProcess:
        loaded = self._kept.get(key)
        if loaded is not None:
            self._kept.move_to_end(key)
            return loaded
        loaded = self._kept[key] = make()
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return loaded

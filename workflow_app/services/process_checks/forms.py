"""Forms: each is asked for, says everything in both languages, and sets only what the process declares."""

from collections.abc import Iterator, Mapping
from typing import Any

from workflow_app.domain.process_findings import Finding
from workflow_app.engine import CompiledProcess
from workflow_app.services.process_checks.sources import Document, Sources

PAIRS = (("description", "description_en"), ("pattern_message", "pattern_message_en"))


def check_forms(sources: Sources, process: CompiledProcess) -> Iterator[Finding]:
    """Yield forms that are missing, unused or silent in a language, and steps and values that are not there."""
    asked = {each.id: each.form for each in process.elements.values() if each.form}
    yield from missing_forms(sources, asked)
    for name in sorted(sources.forms.keys() - set(asked.values())):
        yield Finding(None, "FORM_UNUSED", {"form": name})
    first = str(sources.about.get("start_form", ""))
    if first and first not in asked.values():
        yield Finding(None, "START_FORM", {"form": first})
    for name, form in sources.forms.items():
        if form.get("id") != name:
            yield Finding(None, "FORM_ID", {"form": name, "found": form.get("id")})
        yield from _wordless(name, form)
    yield from _unknown(sources, process)


def missing_forms(sources: Sources, asked: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the forms that steps ask for and that are not there; it can be said of a diagram that is refused too."""
    for element, wanted in asked.items():
        if wanted not in sources.forms:
            yield Finding(element, "FORM_MISSING", {"form": wanted})


def _unknown(sources: Sources, process: CompiledProcess) -> Iterator[Finding]:
    """Yield steps that a field names in vain, and answers for the diagram that the process does not declare."""
    declared = sources.keys("routing", "name")
    for name, fields in sources.fields.items():
        for each in fields:
            if each.routing and each.key not in declared:
                yield Finding(None, "ROUTING_UNDECLARED", {"form": name, "field": each.key})
            for step in sorted(each.visibility.keys() - process.elements.keys()):
                yield Finding(None, "FORM_STEP_MISSING", {"form": name, "field": each.key, "step": step})


def _wordless(name: str, form: Document) -> Iterator[Finding]:
    own = form.get("properties") or {}
    for each in ("title", "title_en"):
        if not own.get(each):
            yield Finding(None, "FORM_WORDS", {"form": name, "field": "", "missing": each})
    for component in form.get("components", ()):
        for missing in _silent_in(component):
            field = component.get("key", component.get("type"))
            yield Finding(None, "FORM_WORDS", {"form": name, "field": field, "missing": missing})


def _silent_in(component: Document) -> Iterator[str]:
    own = component.get("properties") or {}
    if component.get("type") == "text":
        yield from () if component.get("text") and own.get("text_en") else ("text",)
        return
    if not (component.get("label") and own.get("label_en")):
        yield "label"
    both = {**component, **own}
    yield from (zh for zh, en in PAIRS if bool(both.get(zh)) != bool(both.get(en)))
    if component.get("type") == "datetime" and component.get("dateLabel") != component.get("label"):
        yield "dateLabel"
    yield from (str(each.get("value")) for each in component.get("values") or () if not _both(each))


def _both(option: Any) -> bool:  # noqa: ANN401 - one option of a form document
    return bool(option.get("label") and option.get("label_en"))


def given_texts(sources: Sources, set_elsewhere: set[str]) -> dict[str, frozenset[str]]:
    """Return the texts that a routing value may take, of those that only choices in forms set."""
    found: dict[str, set[str]] = {}
    free: set[str] = set(set_elsewhere)
    for fields in sources.fields.values():
        for each in fields:
            found.setdefault(each.key, set()).update(each.options)
            if not each.options:
                free.add(each.key)
    initial = {
        str(row["name"]): row["initial"] for row in sources.rows("routing") if isinstance(row.get("initial"), str)
    }
    return {
        name: frozenset(options | {initial.get(name, "")})
        for name, options in found.items()
        if name in sources.keys("routing", "name") - free
    }

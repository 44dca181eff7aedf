"""A form narrowed to what was asked in this very case: fields that earlier answers call for, in the words given there.

A component whose property `asked_after` is "key=VALUE" is asked only where that was answered before (or chosen among
several); `explained_by` names the earlier answer that takes the place of its hint.
"""

from collections.abc import Mapping
from typing import Any

Form = Mapping[str, Any]


def narrowed(form: Form, answers: Mapping[str, object]) -> dict[str, Any]:
    """Return a form document as it is asked after some answers; what asks everybody the same is left as it is."""
    components = form.get("components")
    if not isinstance(components, list):
        return dict(form)
    asked = [_explained(each, answers) for each in components if _is_asked(_own(each, "asked_after"), answers)]
    return {**form, "components": asked}


def _is_asked(condition: str, answers: Mapping[str, object]) -> bool:
    if not condition:
        return True
    key, _, wanted = condition.partition("=")
    given = answers.get(key)
    return wanted in given if isinstance(given, list) else given == wanted


def _explained(component: Any, answers: Mapping[str, object]) -> Any:  # noqa: ANN401 - JSON of a form document
    words = answers.get(_own(component, "explained_by"))
    if not words:
        return component
    properties = {**component["properties"], "description_en": str(words)}
    return {**component, "description": str(words), "properties": properties}


def _own(component: Any, name: str) -> str:  # noqa: ANN401 - as above
    properties = component.get("properties") if isinstance(component, Mapping) else None
    return str(properties.get(name) or "") if isinstance(properties, Mapping) else ""

"""A form of a draft as those see it who fill it in or read it at a step: page by page to an applicant, else whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from workflow_app.services.form_steps import FormStep
from workflow_app.web.languages import current_language

LANGUAGES = ("zh", "en")
# Any: a form document is JSON of many shapes, handed on as it came.
Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of a form: the pages of its parts, at which step, in which language, to be filled in or read."""

    pages: tuple[tuple[Part, ...], ...]
    step: str
    language: str
    is_read: bool


def preview_of(name: str, parts: Iterable[Part], steps: Iterable[FormStep]) -> Preview:
    """Return how a form looks at the step that the request names, or else where it is filled in first."""
    asked, known = request.values.get("at", ""), {each.name.key: each for each in steps}
    own = [each for each in known.values() if each.form == name]
    step = known.get(asked) or (own[0] if own else None)
    language = request.values.get("in", "")
    return Preview(
        pages=_pages(parts) if step and step.is_applicants else (tuple(parts),),
        step=step.name.key if step else "",
        language=language if language in LANGUAGES else current_language(),
        is_read=step is not None and step.form != name,
    )


def _pages(parts: Iterable[Part]) -> tuple[tuple[Part, ...], ...]:
    """Return the parts by their pages; a passage without one stands above what follows it."""
    pages: dict[str, list[Part]] = {}
    above: list[Part] = []
    for part in parts:
        name = str((part.get("properties") or {}).get("page") or part.get("key") or "")
        if not name:
            above.append(part)
            continue
        pages.setdefault(name, []).extend([*above, part])
        above = []
    if above:
        pages[""] = above
    return tuple(tuple(page) for page in pages.values())

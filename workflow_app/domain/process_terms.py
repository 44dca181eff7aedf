"""Words of letters that depend on the kind of record they are about: `[terms]` of a `process.toml`."""

from collections.abc import Mapping
from typing import Any

Terms = Mapping[str, Mapping[str, tuple[str, str]]]
"""By the name of a value and the kind of a record, the words in Chinese and in English."""


def read_terms(toml: Mapping[str, Any]) -> Terms:
    """Return the terms that a process declares; raises KeyError where one lacks a language."""
    return {
        name: {kind: (words["zh"], words["en"]) for kind, words in by_kind.items()}
        for name, by_kind in toml.get("terms", {}).items()
    }


def term_values(terms: Terms, kind: str) -> dict[str, object]:
    """Return the values by which letters about a record of a kind are filled.

    Beside the terms that is `of_` and the kind, for what is said of records of that kind only.
    """
    values: dict[str, object] = {f"of_{kind.lower()}": True}
    for name, by_kind in terms.items():
        if kind in by_kind:
            values[name], values[f"{name}_en"] = by_kind[kind]
    return values

"""What a listing may say: the fields that the site shows, in the order in which it shows them."""

from collections.abc import Mapping

FIELDS = (
    "subject_name",
    "uscc",
    "kind",
    "document_no",
    "authority_name",
    "fact",
    "basis",
    "decision",
    "amount",
    "decided_on",
    "shown_from",
    "shown_until",
)
REQUIRED = frozenset({"subject_name", "kind", "document_no"})
LONGEST = 4000


class DocumentError(Exception):
    """A listing that cannot be shown; the argument names the field."""


def read_document(values: Mapping[str, object], listing_no: str) -> dict[str, str]:
    """Return the fields that are shown; unknown ones are ignored; raises DocumentError."""
    if values.get("listing_no", listing_no) != listing_no:
        raise DocumentError("listing_no")
    document = {name: text for name in FIELDS if (text := _text(name, values.get(name)))}
    for name in sorted(REQUIRED - document.keys()):
        raise DocumentError(name)
    return document


def _text(name: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise DocumentError(name)
    return value.strip()

"""XML as a text by which two pieces are held against each other, however they were written."""
# ruff: noqa: ANN401 - lxml is untyped

from typing import Any

from lxml import etree


def canonical(node: Any) -> str:
    """Return an element so that two are equal where they say the same."""
    text = etree.tostring(node, encoding="unicode", with_tail=False)
    return str(etree.canonicalize(xml_data=text, strip_text=True, rewrite_prefixes=True))

"""The settings with which a process begins that comes as a diagram alone: what can be read off the diagram."""

from collections.abc import Mapping

from workflow_app.domain.process_drafts import KEY

_HEAD = """# What the process says of itself beside its diagram. Names and words stand in both languages.
key = "{key}"
name_zh = {name}
name_en = {name_en}
description_zh = {name}
description_en = {name_en}
number_word = "办件"

[accepts]
matters = true
subject_kinds = ["ENTERPRISE", "INDIVIDUAL_BUSINESS"]

[[states]]
key = "DRAFT"
zh = "草稿，未提交"
en = "Draft, not submitted"
"""
_ROUTING = """
[[routing]]
name = "{name}"
type = "{type}"
name_zh = "{name}"
name_en = "{name}"
"""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"'} | {chr(code): " " for code in (*range(32), 127)})


def settings_of(key: str, *, name: str, name_en: str, routing: Mapping[str, str]) -> bytes:
    """Return a `process.toml`; `routing` are the values that conditions read, with the type that they seem to have.

    Raises ValueError for a key that is none.
    """
    if not KEY.fullmatch(key):
        raise ValueError(key)
    head = _HEAD.format(key=key, name=_quoted(name or key), name_en=_quoted(name_en or name or key))
    return (head + "".join(_ROUTING.format(name=each, type=routing[each]) for each in sorted(routing))).encode()


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'

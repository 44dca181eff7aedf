"""What differs between two forms: fields that came, went or moved, their options, and what is said of a field."""

from collections.abc import Iterator, Mapping

from workflow_app.domain.file_reading import read_json
from workflow_app.domain.process_changes import Called, Change, What
from workflow_app.engine.comparing.trees import rows_of, tree_leaves

FIELDS, OPTIONS = "components", "values"


def compare_forms(path: str, before: bytes, after: bytes) -> Iterator[Change]:
    """Yield what differs; raises UnreadableError where one is no JSON."""
    old, new = read_json(before), read_json(after)
    for leaf in tree_leaves(old, new):
        field, option, part = _split(leaf.path)
        what = _what(leaf.path, field, option, part)
        about = _called(new, field) or _called(old, field) or Called(field[-1], field[-1]) if field else Called()
        yield Change(
            what,
            leaf.turn,
            path,
            about=about,
            part=_named_option(new, old, field, option) + part if option else part,
            before=leaf.before,
            after=leaf.after,
        )


def _split(path: tuple[str, ...]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Return the fields that a path leads through, the option of the innermost, and what is left."""
    fields: list[str] = []
    while len(path) > 1 and path[0] == FIELDS:
        fields.append(path[1])
        path = path[2:]
    if fields and len(path) > 1 and path[0] == OPTIONS:
        return tuple(fields), path[1], path[2:]
    return tuple(fields), "", path


def _what(path: tuple[str, ...], field: tuple[str, ...], option: str, part: tuple[str, ...]) -> What:
    if path[-1:] == (FIELDS,) or (field and not option and not part):
        return What.FIELD
    if option or part == (OPTIONS,):
        return What.OPTION
    return What.FIELD_PART if field else What.FORM_PART


def _named_option(new: object, old: object, field: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the words of an option in both languages: those it has now, or had."""
    for form in (new, old):
        row = _row(form, field)
        rows = rows_of(row.get(OPTIONS)) if isinstance(row, Mapping) else None
        found = rows.get(option) if rows else None
        if isinstance(found, Mapping):
            zh = str(found.get("label") or option)
            return zh, str(found.get("label_en") or zh)
    return option, option


def _row(form: object, field: tuple[str, ...]) -> object:
    row = form
    for name in field:
        rows = rows_of(row.get(FIELDS)) if isinstance(row, Mapping) else None
        row = rows.get(name) if rows else None
    return row


def _called(form: object, field: tuple[str, ...]) -> Called | None:
    """Return the label of a field; None where the form has none of that name."""
    row = _row(form, field)
    if not isinstance(row, Mapping):
        return None
    zh = str(row.get("label") or field[-1])
    properties = row.get("properties")
    en = properties.get("label_en") if isinstance(properties, Mapping) else None
    return Called(zh, str(en or zh))

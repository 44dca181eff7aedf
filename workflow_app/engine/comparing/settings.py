"""What differs between two `process.toml`: each key by its place, rows by their names."""

from collections.abc import Iterator, Mapping

from workflow_app.domain.file_reading import read_toml
from workflow_app.domain.process_changes import Called, Change, What
from workflow_app.engine.comparing.trees import rows_of, tree_leaves


def compare_settings(path: str, before: bytes, after: bytes) -> Iterator[Change]:
    """Yield what differs; raises UnreadableError where one is no TOML."""
    old, new = read_toml(before), read_toml(after)
    for leaf in tree_leaves(old, new):
        about = called_at(new, leaf.path) or called_at(old, leaf.path) or Called()
        yield Change(What.SETTING, leaf.turn, path, about=about, part=leaf.path, before=leaf.before, after=leaf.after)


def called_at(toml: Mapping[str, object], path: tuple[str, ...]) -> Called | None:
    """Return what the row of a section is called that a path leads into; None where it leads into none."""
    rows = rows_of(toml.get(path[0])) if len(path) > 1 else None
    row = rows.get(path[1]) if rows else None
    if not isinstance(row, Mapping):
        return None
    zh = row.get("name_zh") or row.get("zh") or path[1]
    return Called(str(zh), str(row.get("name_en") or row.get("en") or zh))

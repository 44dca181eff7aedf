"""Carrying a change from the text that it was written on to another one: three texts of a bundle become one."""

from collections.abc import Mapping
from dataclasses import dataclass

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Carried:
    """The files with both changes in them; `clashes` are the parts that both sides changed, each otherwise."""

    files: dict[str, bytes]
    clashes: tuple[str, ...]


def carry(base: Files, mine: Files, theirs: Files) -> Carried:
    """Put what `mine` changed in `base` into `theirs`, part by part: a part is a file, and leaving one out changes it.

    Nothing is merged within a part: half a form and half another one would be a form that nobody wrote.
    """
    files: dict[str, bytes] = {}
    clashes = []
    for path in sorted({*base, *mine, *theirs}):
        before, own, other = base.get(path), mine.get(path), theirs.get(path)
        if other != before and own not in (before, other):
            clashes.append(path)
        kept = other if own == before else own
        if kept is not None:
            files[path] = kept
    return Carried(files, tuple(clashes))

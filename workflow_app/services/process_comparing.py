"""What a draft changes, and what one version of a process changed in another: the changes and the names in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import Kind, kind_of
from workflow_app.domain.process_changes import Change
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.training_policies import insist
from workflow_app.engine.comparing import compare_bundles
from workflow_app.services.bundles import unpack
from workflow_app.services.draft_bases import base_files
from workflow_app.services.file_titles import file_titles
from workflow_app.services.process_vocabulary import Name, Value, Vocabulary, vocabulary_of
from workflow_app.services.processes import export_version
from workflow_app.services.tools import Tools

Names = Mapping[str, Name]


@dataclass(frozen=True, slots=True)
class ChangeNames:
    """What is called how in either version, by kind of name and key; the newer words where both have some."""

    forms: Names
    letters: Names
    clocks: Names
    states: Names
    limits: Names
    values: Mapping[str, Value]
    files: Names


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, the most important first; the diagrams by their paths, None where a side has none."""

    changes: tuple[Change, ...]
    names: ChangeNames
    old_diagram: str | None
    new_diagram: str | None


def compare_draft(draft_id: str, *, actor: Actor, tools: Tools) -> Comparison:
    """Compare a draft with the version it was begun from; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        row = unit.process_drafts.get(draft_id)
        before = base_files(unit, row)
    return compare_files(before, unpack(row.bundle), tools=tools)


def compare_versions(key: str, old: int, new: int, *, actor: Actor, tools: Tools) -> Comparison:
    """Compare two published versions; raises ForbiddenError, NotFoundError PROCESS_UNKNOWN."""
    insist(may_write(actor))
    before, after = (unpack(export_version(key, version, tools=tools)) for version in (old, new))
    return compare_files(before, after, tools=tools)


def compare_files(before: Mapping[str, bytes], after: Mapping[str, bytes], *, tools: Tools) -> Comparison:
    """Compare two bundles; whoever calls has asked whether the reader may."""
    names = _names(before, after, tools=tools)
    return Comparison(compare_bundles(before, after), names, _diagram(before), _diagram(after))


def _diagram(files: Mapping[str, bytes]) -> str | None:
    return next((path for path in sorted(files) if kind_of(path) is Kind.DIAGRAM), None)


def _names(before: Mapping[str, bytes], after: Mapping[str, bytes], *, tools: Tools) -> ChangeNames:
    both = [vocabulary_of(files, tools=tools) for files in (before, after)]
    return ChangeNames(
        forms=_by_key(name for each in both for name in each.forms),
        letters=_by_key(name for each in both for name in each.letters),
        clocks=_by_key(name for each in both for name in each.clocks),
        states=_by_key(name for each in both for name in each.states),
        limits=_by_key(name for each in both for name in each.limits),
        values=_values(both),
        files=_by_key(Name(path, *title) for files in (before, after) for path, title in file_titles(files).items()),
    )


def _by_key(names: Iterable[Name]) -> Names:
    return {name.key: name for name in names}


def _values(both: Iterable[Vocabulary]) -> Mapping[str, Value]:
    """Return the values by name; an option that only the older form had keeps its words."""
    found: dict[str, Value] = {}
    for vocabulary in both:
        for value in vocabulary.values:
            known = found.get(value.name.key)
            older = (
                tuple(each for each in known.choices if each.key not in {new.key for new in value.choices})
                if known
                else ()
            )
            found[value.name.key] = Value(value.name, value.type, (*value.choices, *older))
    return found

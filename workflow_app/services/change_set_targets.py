"""What can be chosen where somebody says what changed: matters, letters, forms, processes, and what is begun."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import Kind, kind_of
from workflow_app.domain.change_sets import WRITES, Asked, PartKind
from workflow_app.domain.matter_editions import may_write as may_write_matter
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.models import Process
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.file_titles import Titles, file_titles
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import newest_standing

FILES = {Asked.LETTER: Kind.LETTER, Asked.MATERIAL: Kind.FORM}


@dataclass(frozen=True, slots=True)
class Target:
    """Something to be changed: of which kind of part, where (the key of a process, a file, an id), and its names."""

    kind: PartKind
    where: str
    path: str
    group_zh: str
    group_en: str
    name_zh: str
    name_en: str


def list_targets(asked: Asked, *, actor: Actor, tools: Tools) -> tuple[Target, ...]:
    """Return what somebody may choose from, matters before processes; nothing for what their role does not write."""
    with tools.database.read() as unit:
        matters = _matters(unit, actor) if asked is Asked.MATERIAL else ()
        of_processes = _of_processes(unit, asked) if actor.has(*WRITES[PartKind.PROCESS]) else ()
        return (*matters, *of_processes)


def list_begun(*, actor: Actor, tools: Tools) -> tuple[Target, ...]:
    """Return what is being written outside of change sets and could be taken into one."""
    with tools.database.read() as unit:
        found = []
        if actor.has(*WRITES[PartKind.PROCESS]):
            for draft in unit.process_drafts.list_all([DraftStatus.OPEN.value]):
                process = unit.processes.find(draft.key)
                if draft.change_set_id is None and process is not None:
                    found.append(_target(PartKind.PROCESS, draft.id, "", process, (draft.title, draft.title)))
        for edition, matter in unit.change_sets.editions_begun():
            if may_write_matter(actor, authority_id=matter.authority_id).allowed:
                own = unit.authorities.get(matter.authority_id)
                names = (edition.name_zh or matter.code, edition.name_en or matter.code)
                found.append(Target(PartKind.MATTER, edition.id, "", own.name_zh, own.name_en, *names))
        return tuple(found)


def _matters(unit: UnitOfWork, actor: Actor) -> Iterator[Target]:
    for matter, authority in unit.matters.list_all():
        if may_write_matter(actor, authority_id=authority.id).allowed:
            editions = unit.matters.list_editions([matter.id])
            names = (editions[0].name_zh, editions[0].name_en) if editions else (matter.code, matter.code)
            yield Target(PartKind.MATTER, matter.id, "", authority.name_zh, authority.name_en, *names)


def _of_processes(unit: UnitOfWork, asked: Asked) -> Iterator[Target]:
    for process in unit.processes.list_all():
        if asked is Asked.ROUTE:
            yield _target(PartKind.PROCESS, process.key, "", process, (process.name_zh, process.name_en))
        elif asked in FILES:
            newest = newest_standing(unit.processes.versions(process.id))
            files = unpack(unit.processes.bundle(newest.id)) if newest else {}
            paths = sorted(each for each in files if kind_of(each) is FILES[asked])
            for path, names in _told_apart(paths, file_titles(files)).items():
                yield _target(PartKind.PROCESS, process.key, path, process, names)


def _told_apart(paths: list[str], titles: Titles) -> Titles:
    """Return what files are called, each by a name of its own.

    Where two are called the same, or a name is filled in only when the letter is issued, the name of the file follows.
    """
    names = {path: titles.get(path, (path, path)) for path in paths}
    often = Counter(word for zh, en in names.values() for word in {zh, en})
    return {
        path: (f"{zh}（{_stem(path)}）", f"{en} ({_stem(path)})") if _is_unclear(zh, en, often) else (zh, en)
        for path, (zh, en) in names.items()
    }


def _is_unclear(zh: str, en: str, often: Counter[str]) -> bool:
    return often[zh] > 1 or often[en] > 1 or "[" in zh


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _target(kind: PartKind, where: str, path: str, process: Process, names: tuple[str, str]) -> Target:
    zh, en = (name or path for name in names)
    return Target(kind, where, path, process.name_zh, process.name_en, zh, en)

"""A process from elsewhere becomes a draft: a zip of its files, or a diagram alone that another tool drew.

What other tools say otherwise is adapted, and what was adapted is kept with the draft, for whoever reads it then.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import SETTINGS
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.new_process import settings_of
from workflow_app.domain.process_arrivals import Adaptation, Arrival
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.training_policies import insist
from workflow_app.engine import Adapted, adapt_diagram
from workflow_app.services.bundles import unpack
from workflow_app.services.process_drafting import import_draft
from workflow_app.services.process_imports import read_zip, replace_files
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import newest_of

ZIP = b"PK"
SUFFIX = ".bpmn"
Roles = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that somebody brought: its name and content, and what the draft is to be called."""

    name: str
    content: bytes
    title: str = ""

    @property
    def is_zip(self) -> bool:
        """Tell whether it is a zip, or was to be one: one that is broken may begin with anything."""
        return self.content.startswith(ZIP) or self.name.lower().endswith(".zip")


def take_in(brought: Brought, *, roles: Roles, actor: Actor, tools: Tools) -> str:
    """Begin a draft from a zip or a diagram and return its id; `roles` are our roles by what people call them.

    A diagram of a process that is there takes the place of its diagram; one of another process gets settings of its
    own. Raises ProcessRefusedError where a file cannot be read, and as `import_draft`.
    """
    insist(may_write(actor))
    if brought.is_zip:
        key, files = read_zip(brought.content, name=brought.name)
        files, arrival = _adapt_all(brought, files, roles)
    else:
        adapted = adapt_diagram(brought.name, brought.content, roles=roles)
        key, arrival = adapted.key, _arrival(brought, adapted)
        files = {**(_files_there(key, tools) or _new_files(adapted)), f"{key}{SUFFIX}": adapted.content}
    return import_draft(key, brought.title, files, arrival=arrival, actor=actor, tools=tools)


def replace_diagram(draft_id: str, brought: Brought, *, seen: int, roles: Roles, actor: Actor, tools: Tools) -> None:
    """Put a diagram that was drawn elsewhere in the place of a draft's own; `seen` is the draft's revision.

    Raises ProcessRefusedError where the file cannot be read, and as `replace_files`.
    """
    insist(may_write(actor))
    with tools.database.read() as unit:
        draft = unit.process_drafts.get(draft_id)
    adapted = adapt_diagram(brought.name, brought.content, key=draft.key, roles=roles)
    files = {**unpack(draft.bundle), f"{draft.key}{SUFFIX}": adapted.content}
    replace_files(draft_id, files, seen=seen, arrival=_arrival(brought, adapted), actor=actor, tools=tools)


def get_arrival(draft_id: str, *, actor: Actor, tools: Tools) -> Arrival:
    """Return what was adapted when a draft was taken in; raises NotFoundError DRAFT_UNKNOWN or ARRIVAL_UNKNOWN."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        kept = unit.process_drafts.get(draft_id).arrival
    if kept is None:
        raise NotFoundError("ARRIVAL_UNKNOWN", draft=draft_id)
    return Arrival.from_json(kept)


def _adapt_all(brought: Brought, files: dict[str, bytes], roles: Roles) -> tuple[dict[str, bytes], Arrival | None]:
    """Adapt each diagram of a zip; an own export comes back as it went out, and there is nothing to tell."""
    found: list[Adaptation] = []
    lines: dict[str, int] = {}
    for path in [each for each in files if each.endswith(SUFFIX)]:
        adapted = adapt_diagram(path, files[path], key=path.removesuffix(SUFFIX), roles=roles)
        files[path] = adapted.content
        found += adapted.adaptations
        lines |= adapted.lines
    return files, Arrival(brought.name, tuple(found), lines) if found else None


def _arrival(brought: Brought, adapted: Adapted) -> Arrival:
    return Arrival(brought.name, adapted.adaptations, adapted.lines)


def _files_there(key: str, tools: Tools) -> dict[str, bytes]:
    """Return the files of the newest version of a process; none of one that is not there."""
    with tools.database.read() as unit:
        newest = newest_of(unit, key)
        return unpack(unit.processes.bundle(newest.id)) if newest else {}


def _new_files(adapted: Adapted) -> dict[str, bytes]:
    name, name_en = adapted.names
    return {SETTINGS: settings_of(adapted.key, name=name, name_en=name_en, routing=adapted.values)}

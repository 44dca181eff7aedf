"""What stands against publishing the files of a draft."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.process_findings import Finding, ProcessRefusedError, refuse
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.grant_guards import refuse_way_around
from workflow_app.services.loaded import LoadedProcess, load
from workflow_app.services.path_limits import refuse_overrun
from workflow_app.services.tools import Tools


def check_draft(draft_id: str, *, actor: Actor, tools: Tools) -> tuple[Finding, ...]:
    """Return everything that stands against publishing a draft; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        draft = unit.process_drafts.get(draft_id)
        return find_problems(unit, draft.key, unpack(draft.bundle), on=local_date(tools.clock.now()), tools=tools)


def refuse_unsound(unit: UnitOfWork, key: str, files: Mapping[str, bytes], *, on: date, tools: Tools) -> None:
    """Refuse files against which anything stands; raises ProcessRefusedError."""
    refuse(find_problems(unit, key, files, on=on, tools=tools))


def find_problems(
    unit: UnitOfWork, key: str, files: Mapping[str, bytes], *, on: date, tools: Tools
) -> tuple[Finding, ...]:
    """Return everything that stands against files as the next version of a process."""
    try:
        loaded = load(files)
    except ProcessRefusedError as error:
        return error.findings
    except RefusedError as error:
        return (Finding(None, error.code, error.values),)
    except KeyError as error:
        return (Finding(None, "FILE_MISSING", {"path": str(error.args[0])}),)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        return (Finding(None, "BUNDLE_FILE_BROKEN", {"reason": str(error)}),)
    if loaded.facts.key != key:
        return (Finding(None, "PROCESS_KEY_DIFFERS", {"key": loaded.facts.key, "expected": key}),)
    return tuple(_beyond_loading(unit, loaded, on=on, tools=tools))


def _beyond_loading(unit: UnitOfWork, loaded: LoadedProcess, *, on: date, tools: Tools) -> Iterator[Finding]:
    """Yield what only rules of ours find."""
    for kind, path in loaded.facts.letters.items():
        if loaded.letter_texts[kind].get("kind") != kind:
            yield Finding(None, "LETTER_KIND_DIFFERS", {"path": path, "kind": kind})
    for name, form in loaded.forms.items():
        if not isinstance(form.get("components"), list):
            yield Finding(None, "FORM_WITHOUT_FIELDS", {"form": name})
    try:
        refuse_way_around(loaded.compiled)
        refuse_overrun(unit, loaded, on=on, tools=tools)
    except RefusedError as error:
        yield Finding(None, error.code, error.values)

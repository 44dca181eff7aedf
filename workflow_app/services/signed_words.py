"""What is promised or agreed to counts for the words that were shown, and for no others."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from workflow_app.domain.signing import pledge_keys
from workflow_app.models import Task
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.cases import CaseRows, RunsOn
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.ready import ready
from workflow_app.services.steps import loaded_of
from workflow_app.services.taking_over import SIGNED, components_of
from workflow_app.services.tools import Tools

NOTHING: Collection[object] = (None, "", [], False)


def other_words(old: LoadedProcess, new: LoadedProcess) -> frozenset[str]:
    """Return the keys of what is promised or agreed to in one version in other words than in another."""
    said = [_signed_questions(each) for each in (old, new)]
    return frozenset(key for key in said[0].keys() | said[1].keys() if said[0].get(key) != said[1].get(key))


def drop_other_words(tasks: Iterable[Task], old: LoadedProcess, new: LoadedProcess) -> None:
    """Let what was agreed to in open forms count no more where another version puts it otherwise."""
    typed = [each for each in tasks if each.status == "OPEN" and each.draft]
    changed = other_words(old, new) if typed else frozenset[str]()
    for task in typed:
        task.draft = {key: value for key, value in (task.draft or {}).items() if key not in changed}


def meant_for_now(
    unit: UnitOfWork, rows: CaseRows, values: Mapping[str, object], *, shown: int | None, tools: Tools
) -> dict[str, object]:
    """Return answers without those that were promised or agreed to in other words than their case asks now.

    `shown` is the number of the version whose questions stood on the page. Where that is not said, it may have been
    any that the application left since its applicant last said to have read what changed. That something is not, or
    no more, agreed to always counts.
    """
    given = {key for key, value in values.items() if value not in NOTHING}
    if shown == rows.runs_on.version or not given:
        return dict(values)
    now, changed = loaded_of(unit, rows, tools), frozenset[str]()
    for each in _shown_under(unit, rows, shown):
        changed |= other_words(ready(unit, each, tools, edition_id=rows.case.matter_edition_id), now)
    return {key: value for key, value in values.items() if key not in changed & given}


def _signed_questions(loaded: LoadedProcess) -> dict[str, list[Mapping[str, object]]]:
    """Return the questions by which something is promised or agreed to, by key; several forms may ask one."""
    found: dict[str, list[Mapping[str, object]]] = {}
    for form in loaded.forms.values():
        keys = SIGNED | pledge_keys(form)
        for each in components_of(form):
            if (key := str(each.get("key"))) in keys:
                found.setdefault(key, []).append(each)
    return found


def _shown_under(unit: UnitOfWork, rows: CaseRows, shown: int | None) -> Iterator[RunsOn]:
    """Return the versions whose questions a page may have shown."""
    process = unit.processes.find(rows.runs_on.key) if shown is not None else None
    known = unit.processes.versions(process.id) if process else ()
    page = next((each.id for each in known if each.version == shown), None)
    if page is not None:
        yield unit.processes.runs_on(page)
    elif rows.case.submitted_at is None:
        for left in CaseMigrations(unit.session).unread_of(rows.case.id):
            yield unit.processes.runs_on(left.from_version_id)

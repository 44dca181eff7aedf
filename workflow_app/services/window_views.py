"""What the window shows: the filings, and one case with what is left to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.window import AtCounter
from workflow_app.domain.contacts import Channel, masked
from workflow_app.domain.errors import ConflictError, FieldError
from workflow_app.domain.time import local_date
from workflow_app.domain.window import DRAFTS, STAGES, files_at, on_behalf
from workflow_app.models import Task
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.repositories.windows import FilingRows, Windows
from workflow_app.services.answers import answers_of, show_whole_case
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.materials import facts_given
from workflow_app.services.past_versions import version_of_step
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import AnsweredView, CaseView, DocumentView
from workflow_app.services.window_cases import Drafted, Held, drafted_of, held_of

MANY = 25


@dataclass(frozen=True, slots=True)
class FilingLine:
    """A filing in the list."""

    case: CaseView
    document_no: str | None
    is_signed: bool
    clerk: str
    created_at: datetime
    received_at: datetime | None
    taken_over_at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """What the applicant's open step asks and what was typed; `pages` are the scans of what was signed for it."""

    task_id: str
    element: str
    version: int
    form: Mapping[str, Any]
    values: Mapping[str, object]
    wrong: tuple[FieldError, ...]
    mark: str
    is_signed: bool
    signed_at: datetime | None
    pages: tuple[DocumentView, ...]


@dataclass(frozen=True, slots=True)
class WindowCase:
    """A case filed at the window, with who stood there, what is left to sign, and whether it was taken over."""

    case: CaseView
    person: AtCounter
    phone: str
    authority_zh: str
    authority_en: str
    authority_phone: str
    draft: DraftView | None
    received_at: datetime | None
    clerk: str
    handed_in_by: str
    taken_over_at: datetime | None
    made_at: datetime
    answers: tuple[AnsweredView, ...]
    signed_pages: int


def list_filings(
    *, stage: str, q: str, cursor: str | None, actor: Actor, tools: Tools, limit: int = MANY
) -> Page[FilingLine]:
    """Return a page of the filings at the windows of a clerk, the newest first; those of their own stay out."""
    with tools.database.read() as unit:
        ids = [each.id for each in unit.authorities.list_all() if files_at(actor, each.id)]
        rows = Windows(unit.session).list_at(
            ids,
            stage=stage if stage in STAGES else DRAFTS,
            q=q,
            apart_from=actor.subject_ids,
            cursor=cursor,
            limit=limit,
        )
        page = cut(rows, limit=limit, key=lambda each: (each.filing.created_at.isoformat(), each.filing.id))
        names = unit.accounts.names([each.filing.created_by for each in page.items])
        tasks = unit.tasks.open_of_cases([each.case.case.id for each in page.items]) if page.items else ()
        lines = [_line(unit, each, tasks, names, actor, tools) for each in page.items]
    return Page(lines, page.next_cursor)


def window_case(case_id: str, *, actor: Actor, tools: Tools) -> WindowCase:
    """Return a case filed at the window of a clerk; raises as `held_of`."""
    now = tools.clock.now()
    with tools.database.read() as unit:
        held = held_of(unit, case_id, actor=actor)
        rows, filing = held.rows, held.filing
        loaded = loaded_of(unit, rows, tools)
        view = show_whole_case(unit, rows, loaded, actor=held.behalf, on=local_date(now))
        drafted = drafted_of(unit, held, tools)
        names = unit.accounts.names([filing.created_by, filing.handed_in_by])
        phone = tools.cipher.decrypt(filing.phone_cipher)
        name = tools.cipher.decrypt(filing.name_cipher)
        return WindowCase(
            case=view,
            person=AtCounter(name, filing.acts_as, filing.shown, phone, filing.mandate_until),
            phone=masked(Channel.SMS, phone),
            authority_zh=rows.authority.name_zh,
            authority_en=rows.authority.name_en,
            authority_phone=rows.authority.phone,
            draft=_draft(held, drafted, view) if drafted else None,
            received_at=rows.case.received_at,
            clerk=names.get(filing.created_by, ""),
            handed_in_by=names.get(filing.handed_in_by or "", ""),
            taken_over_at=filing.taken_over_at,
            made_at=now,
            answers=_answers(unit, held, loaded, tools),
            signed_pages=len(filing.signed_pages),
        )


def behalf_of(case_id: str, *, actor: Actor, tools: Tools) -> Actor:
    """Return a clerk as they act for the subject of a case filed at their window; raises as `held_of`."""
    with tools.database.read() as unit:
        return held_of(unit, case_id, actor=actor).behalf


def open_step_of(case_id: str, *, actor: Actor, tools: Tools) -> tuple[str, Actor]:
    """Return the task that waits for the applicant of a case, and the clerk as they act for them.

    Raises ConflictError NOTHING_TO_SIGN where nothing waits, and what `held_of` raises.
    """
    with tools.database.read() as unit:
        held = held_of(unit, case_id, actor=actor)
        tasks = unit.tasks.of_case(case_id)
        found = next((each.id for each in tasks if each.status == "OPEN" and each.role == Role.APPLICANT), None)
    if found is None:
        raise ConflictError("NOTHING_TO_SIGN")
    return found, held.behalf


def _answers(unit: UnitOfWork, held: Held, loaded: LoadedProcess, tools: Tools) -> tuple[AnsweredView, ...]:
    """Return what was handed in for the applicant so far, form by form."""
    tasks = unit.tasks.of_case(held.rows.case.id)
    facts = facts_given(unit, held.rows, loaded, tasks, tools)
    own = [each for each in tasks if each.role == Role.APPLICANT]
    return answers_of(unit, own, version_of_step(unit, held.rows, loaded, tools), facts)


def _draft(held: Held, drafted: Drafted, view: CaseView) -> DraftView:
    kept = set(held.filing.signed_pages) if drafted.is_signed else set()
    return DraftView(
        task_id=drafted.task.id,
        element=drafted.task.element,
        version=drafted.task.version,
        form=drafted.form,
        values=drafted.kept,
        wrong=drafted.wrong,
        mark=drafted.mark,
        is_signed=drafted.is_signed,
        signed_at=held.filing.signed_at if drafted.is_signed else None,
        pages=tuple(each for each in view.documents if each.id in kept),
    )


def _line(
    unit: UnitOfWork,
    rows: FilingRows,
    tasks: Iterable[Task],
    names: Mapping[str, str],
    actor: Actor,
    tools: Tools,
) -> FilingLine:
    filing, case = rows.filing, rows.case
    behalf = on_behalf(actor, case.subject.id)
    own = [each for each in tasks if each.case_id == case.case.id]
    drafted = drafted_of(unit, Held(filing, case, behalf), tools) if own and filing.signed_version else None
    return FilingLine(
        case=show_case(case, loaded_of(unit, case, tools), actor=behalf, tasks=own),
        document_no=rows.document_no,
        is_signed=drafted is not None and drafted.is_signed,
        clerk=names.get(filing.created_by, ""),
        created_at=filing.created_at,
        received_at=case.case.received_at,
        taken_over_at=filing.taken_over_at,
    )

"""What was printed at home, signed and stamped comes back as photographs, told from other papers by its mark."""

from collections.abc import Sequence

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.materials import AddPages, BindPages
from workflow_app.domain.commands.signing import KeepPaper
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, RefusedError
from workflow_app.domain.letter_marks import CODE_ALPHABET
from workflow_app.domain.signed_papers import SHEET_LENGTH, mark_of, short_version, wrong_mark
from workflow_app.domain.signing import AT_HOME, Standing, Way
from workflow_app.models import Signature
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.audit import record_for_case
from workflow_app.services.drafted import Draft, draft_of
from workflow_app.services.paper_binding import bind_pages
from workflow_app.services.paper_pages import add_pages, own_task
from workflow_app.services.signed_scans import refuse_known, set_aside
from workflow_app.services.signing import new_signature, ways_at
from workflow_app.services.tools import Tools
from workflow_app.services.views import DocumentView


def sheet_no_of(task_id: str, tools: Tools) -> str:
    """Return the number of the papers of a step: the same at every print, and nobody can guess that of another."""
    told = int(tools.cipher.lookup(f"sheet/{task_id}"), 16)
    base = len(CODE_ALPHABET)
    return "".join(CODE_ALPHABET[told // base**place % base] for place in range(SHEET_LENGTH))


def mark_to_sign(draft: Draft, tools: Tools) -> str:
    """Return what stands on every page of the paper that shows the answers as they are now."""
    return mark_of(sheet_no_of(draft.task.id, tools), short_version(draft.digest))


def keep_paper(command: KeepPaper, *, actor: Actor, tools: Tools) -> None:
    """Keep the photographs as the signature under the answers as they stand; several become one PDF.

    Raises InvalidError on `/mark` (another case's, another version's) or `/pages`, ConflictError NOTHING_TO_SIGN,
    RefusedError SIGNING_WAY_OFF, LimitedError, and what completing the task would.
    """
    with tools.database.read() as unit:
        _wanted(unit, command, actor, tools)
    kept = _made(command, actor, tools)
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        draft = _wanted(unit, command, actor, tools, lock=True)
        before = Signatures(unit.session).of_task(draft.task.id)
        _refuse_used(unit, draft, before, kept)
        for each in before:
            if each.standing in {Standing.WAITING, Standing.SIGNED} and each.used_at is None:
                each.standing = Standing.WITHDRAWN.value
                set_aside(unit, draft.task.case_id, [page for page in each.pages if page != kept.id])
        row = new_signature(draft.task.case_id, draft.content, Way.PAPER_HOME, by=actor, at=now)
        row.sheet_no, row.pages = sheet_no_of(draft.task.id, tools), [kept.id]
        unit.add(row)
        said = {"mark": mark_to_sign(draft, tools)}
        record_for_case(unit, case_id=row.case_id, actor=actor, action="signing.paper", data=said, now=now)
        once.keep(unit, command.once, row_id, row.id)
        unit.commit()


def _made(command: KeepPaper, actor: Actor, tools: Tools) -> DocumentView:
    """Make one document of the photographs."""
    try:
        add_pages(AddPages(command.task_id, AT_HOME, command.files, instead=True), actor=actor, tools=tools)
        made = bind_pages(BindPages(command.task_id, AT_HOME, command.name), actor=actor, tools=tools)
    except InvalidError as error:
        raise InvalidError(*(FieldError("/pages", each.code, each.values) for each in error.errors)) from error
    if made is None:
        raise InvalidError(FieldError("/pages", "REQUIRED"))
    return made


def _refuse_used(unit: UnitOfWork, draft: Draft, before: Sequence[Signature], kept: DocumentView) -> None:
    """Refuse photographs that were kept in another case, or for answers that were changed since."""
    other = {page for each in before if each.digest != draft.digest for page in each.pages}
    documents = unit.documents.of_case(draft.task.case_id)
    if kept.sha256 in {each.sha256 for each in documents if each.id in other}:
        raise InvalidError(FieldError("/pages", "SHEET_OF_OTHER_VERSION"))
    refuse_known(unit, draft.task.case_id, [kept.sha256], is_signed=True)


def _wanted(unit: UnitOfWork, command: KeepPaper, actor: Actor, tools: Tools, *, lock: bool = False) -> Draft:
    """Return what is to be signed now, if the paper shows just that."""
    task, rows = own_task(unit, command.task_id, actor, lock=lock)
    if Way.PAPER_HOME not in ways_at(unit, rows.authority, tools):
        raise RefusedError("SIGNING_WAY_OFF", way=Way.PAPER_HOME.value)
    draft = draft_of(unit, rows, task, unit.tasks.of_case(rows.case.id), actor=actor, tools=tools)
    if draft.wrong or not draft.content.get("pledge"):
        raise ConflictError("NOTHING_TO_SIGN")
    sheet_no, version = sheet_no_of(task.id, tools), short_version(draft.digest)
    wrong = list(wrong_mark(command.mark, sheet_no=sheet_no, version=version))
    if not command.files:
        wrong.append(FieldError("/pages", "REQUIRED"))
    if wrong:
        raise InvalidError(*wrong)
    return draft

"""The approval sheet of a case (审批表): all that was said and decided within the office, on one paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.earlier_answers import without_used
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.letters import LetterData
from workflow_app.domain.objections import Status
from workflow_app.domain.policies import CONFLICT_OF_INTEREST
from workflow_app.domain.time import local_date
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.answers import answers_of, show_whole_case
from workflow_app.services.cases import refuse_reader
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.materials import facts_given
from workflow_app.services.objection_views import ObjectionView, show_objections
from workflow_app.services.past_versions import version_of_step
from workflow_app.services.rounds_left import rounds_left
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import AnsweredView, CaseView

KIND = "APPROVAL_SHEET"


@dataclass(frozen=True, slots=True)
class SheetView:
    """What the sheet of a case shows: what the applicant handed in, what the office said, and what it has yet to say.

    `address` is where the sheet is found again, `made_by` who prints it.
    """

    case: CaseView
    authority_zh: str
    authority_en: str
    handed_in: tuple[AnsweredView, ...]
    opinions: tuple[AnsweredView, ...]
    to_come: tuple[AnsweredView, ...]
    objections: tuple[ObjectionView, ...]
    made_at: datetime
    made_by: str
    address: str


def get_sheet(case_id: str, *, actor: Actor, tools: Tools) -> SheetView:
    """Return the sheet of a case for the desk that reads it, also while the case runs.

    Raises NotFoundError CASE_UNKNOWN, ForbiddenError; who acts for the enterprise does not read what is said of it.
    """
    now = tools.clock.now()
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_outsider(actor, rows)
        loaded = loaded_of(unit, rows, tools)
        view = show_whole_case(unit, rows, loaded, actor=actor, on=local_date(now))
        tasks = unit.tasks.of_case(case_id)
        answers = answers_of(
            unit, tasks, version_of_step(unit, rows, loaded, tools), facts_given(unit, rows, loaded, tasks, tools)
        )
        return SheetView(
            case=view,
            authority_zh=rows.authority.name_zh,
            authority_en=rows.authority.name_en,
            handed_in=tuple(each for each in answers if _is_of_applicant(each.element, loaded)),
            opinions=tuple(each for each in answers if not _is_of_applicant(each.element, loaded)),
            to_come=tuple(_to_come(unit, rows, view, loaded, tools)),
            objections=_objections(unit, case_id, tools),
            made_at=now,
            made_by=actor.name,
            address=f"{tools.base_url}/desk/cases/{case_id}/sheet",
        )


def refuse_outsider(actor: Actor, rows: CaseRows) -> None:
    """Refuse those who do not read a case as the office does; raises NotFoundError or ForbiddenError."""
    refuse_reader(actor, rows)
    if rows.case.subject_id in actor.subject_ids:
        raise ForbiddenError(CONFLICT_OF_INTEREST.rule)


def set_sheet(data: LetterData, *, tools: Tools) -> bytes:
    """Return a sheet as PDF; raises RefusedError LETTER_FONT where no font has a character of it."""
    return tools.letters.render(KIND, data.to_json())


def _objections(unit: UnitOfWork, case_id: str, tools: Tools) -> tuple[ObjectionView, ...]:
    return show_objections(unit, unit.objections.rows_of_case(case_id, list(Status)), cipher=tools.cipher, whole=True)


def _is_of_applicant(element_id: str, loaded: LoadedProcess) -> bool:
    element = loaded.compiled.elements.get(element_id)
    return element is not None and element.role == Role.APPLICANT


def _to_come(
    unit: UnitOfWork, rows: CaseRows, view: CaseView, loaded: LoadedProcess, tools: Tools
) -> Iterator[AnsweredView]:
    """Yield the steps of the office that are being done or still to come, in that order, each with what it asks."""
    left = [each.element for status in ("current", "todo") for each in view.steps if each.status == status]
    for each in (loaded.compiled.elements[element_id] for element_id in left):
        if each.kind == "user_task" and each.role != Role.APPLICANT:
            form = loaded.forms.get(each.form or "", {})
            asked = without_used(form, rounds_left(unit, rows, form, tools))
            yield AnsweredView(each.id, each.name, each.name_en, dict(asked), {}, None, None)

"""What a reviewer should know of other cases before an opinion: the same file elsewhere, the same behaviour before."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.gate_kinds import PENALTY
from workflow_app.domain.policies import may_see_case
from workflow_app.models import Record
from workflow_app.repositories.case_likenesses import CaseLikenesses, SameFile
from workflow_app.repositories.case_work import CaseWork
from workflow_app.services.cases import refuse_reader
from workflow_app.services.reoffence import RepairedBefore, repaired_before
from workflow_app.services.steps import work_on
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class FileElsewhere:
    """A file whose bytes were handed in with another case too; `number` is None where the reader may not see that."""

    filename: str
    number: str | None
    is_same_subject: bool


@dataclass(frozen=True, slots=True)
class Likenesses:
    """What a case has in common with others; `same_number` counts the penalties under its decision number."""

    files: tuple[FileElsewhere, ...] = ()
    repairs: tuple[RepairedBefore, ...] = ()
    same_number: int = 1


def likenesses_of(case_id: str, *, actor: Actor, tools: Tools) -> Likenesses:
    """Return what a case has in common with others, as far as its reader may know of them; raises as `get_case`."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        work, found = work_on(unit, rows, actor=actor, tools=tools), CaseLikenesses(unit.session)
        record = work.record()
        return Likenesses(
            files=tuple(_file(each, work) for each in found.same_files(rows.case)),
            repairs=tuple(_repairs(record, work)) if record else (),
            same_number=found.count_numbers(record, (PENALTY,)) if record else 1,
        )


def _file(same: SameFile, work: CaseWork) -> FileElsewhere:
    answer = may_see_case(work.actor, authority_id=same.authority_id, subject_id=same.subject_id, handed_in=True)
    number = same.number if answer.allowed else None
    return FileElsewhere(same.filename, number, same.subject_id == work.case.subject_id)


def _repairs(record: Record, work: CaseWork) -> Iterator[RepairedBefore]:
    kept, calendar = work.read_parameters(), work.read_calendar()
    return repaired_before(work.unit, record, kept, calendar=calendar, today=work.today)

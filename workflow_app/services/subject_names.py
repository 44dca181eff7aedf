"""The names of a subject over time (rule A11): which it had on a day, and what a renaming makes of them."""

from datetime import date, datetime

from workflow_app.domain.commands.inlets import ChangeSubject
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import LONGEST_NUMBER, wrong_text
from workflow_app.models import Subject, SubjectEvent, SubjectName
from workflow_app.repositories.unit_of_work import UnitOfWork


def name_on(unit: UnitOfWork, subject: Subject, day: date) -> str:
    """Return the name at the end of a day, as far as renamings are known."""
    before, after = _around(unit, subject, day)
    if before is not None:
        return before.name_after
    return after.name_before if after is not None else subject.name


def rename(unit: UnitOfWork, command: ChangeSubject, subject: Subject, *, on: date, now: datetime) -> tuple[str, str]:
    """Give a subject its new name and keep every other one; return the name that it had till then, and the new one.

    A renaming before one that is known already leaves the name of today, and is what that one's former name was. Where
    the later one has told the name already, what it was before is not known: both are the new one. Raises InvalidError.
    """
    name = (command.name or "").strip()
    before, after = _around(unit, subject, on)
    former = name_on(unit, subject, on)
    told_already = before is None and after is not None
    wrong = list(wrong_text("name", name, longest=LONGEST_NUMBER))
    if not wrong and name == former and not told_already:
        wrong = [FieldError("/name", "NAME_AS_BEFORE")]
    if wrong:
        raise InvalidError(*wrong)
    _keep_names(unit, subject, name, now=now)
    if after is None:
        subject.name = name
    elif after.name_before == former:
        after.name_before = name
    return former, name


def _around(unit: UnitOfWork, subject: Subject, day: date) -> tuple[SubjectEvent | None, SubjectEvent | None]:
    """Return the last renaming until a day, and the first one after it."""
    known = unit.subjects.list_renamings(subject.id)
    before = [each for each in known if each.happened_on <= day]
    after = [each for each in known if each.happened_on > day]
    return before[-1] if before else None, after[0] if after else None


def _keep_names(unit: UnitOfWork, subject: Subject, name: str, *, now: datetime) -> None:
    known = {each.name for each in unit.subjects.names([subject.id])}
    for each in (subject.name, name):
        if each not in known:
            unit.add(SubjectName(id=new_id(), subject_id=subject.id, name=each, seen_at=now))

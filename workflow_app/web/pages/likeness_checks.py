"""What a case has in common with others, and what its record says of itself, as lines beside a task."""

from collections.abc import Iterator

from flask_babel import gettext as _

from workflow_app.services.case_likenesses import FileElsewhere, Likenesses, likenesses_of
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.days import full_day
from workflow_app.web.pages.check_lines import BAD, GOOD, LOOK, Check
from workflow_app.web.pages.values import today
from workflow_app.web.pages.words import severity_word


def likeness_checks(detail: TaskDetail) -> list[Check]:
    """Return how the record stands among others, and which files and behaviour came before."""
    if detail.case.record is None:
        return []
    found = likenesses_of(detail.case.id, actor=current_actor(), tools=current_tools())
    return [_number(detail, found), _class(detail), *_repairs(found), *_files(found)]


def _number(detail: TaskDetail, found: Likenesses) -> Check:
    number = detail.case.record.document_no if detail.case.record else ""
    source = _("Records of this authority")
    if found.same_number > 1:
        text = _("Decision number %(number)s: %(count)s records carry it.", number=number, count=found.same_number)
        return Check(LOOK, text, _("See that this application is about the right one."), source)
    return Check(GOOD, _("Decision number %(number)s: one record carries it.", number=number), "", source)


def _class(detail: TaskDetail) -> Check:
    record = detail.case.record
    if record is None or record.first_apply_on is None:
        return Check(LOOK, _("The record has no period of display."), "", _("Rules of the record"))
    text = _(
        "Class: %(severity)s; repair possible from %(first)s, on display until %(until)s at most",
        severity=severity_word(record.severity),
        first=full_day(record.first_apply_on),
        until=full_day(record.max_until) if record.max_until else "—",
    )
    is_over = record.max_until is not None and today() > record.max_until
    note = _("The longest display is over: nothing is left to repair.") if is_over else ""
    return Check(BAD if is_over else GOOD, text, note, _("Rules of the record"))


def _repairs(found: Likenesses) -> Iterator[Check]:
    source = _("Earlier repairs of this enterprise")
    for each in found.repairs:
        text = _(
            "The same behaviour was repaired before: %(number)s, granted on %(day)s.",
            number=each.document_no,
            day=each.granted_on,
        )
        locked = _("No second repair before %(day)s is over: propose to refuse.", day=each.last_day)
        open_to = _("A second repair is not shut out; look whether the pledge was kept.")
        yield Check(BAD if each.is_locked else LOOK, text, locked if each.is_locked else open_to, source)
    if not found.repairs:
        yield Check(GOOD, _("No repair of the same behaviour within the period of the rule."), "", source)


def _files(found: Likenesses) -> Iterator[Check]:
    source = _("Digests of all files handed in")
    for each in found.files:
        text = _("The same file was handed in with another case: %(name)s", name=each.filename)
        yield Check(LOOK if each.is_same_subject else BAD, text, _where(each), source)
    if not found.files:
        yield Check(GOOD, _("No file of this case was handed in with another one."), "", source)


def _where(each: FileElsewhere) -> str:
    if each.number is None:
        return str(_("A case of another authority."))
    if each.is_same_subject:
        return str(_("%(number)s, of this enterprise; one payment settles one decision only.", number=each.number))
    return str(_("%(number)s, of another enterprise.", number=each.number))

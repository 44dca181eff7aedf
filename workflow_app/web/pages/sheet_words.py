"""The approval sheet of a case in words, in the language of the page: facts, then who said what and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from flask_babel import gettext as _

from workflow_app.domain.appointing import AppointmentStatus
from workflow_app.services.approval_sheets import SheetView
from workflow_app.services.signed_sheets import SignedSheetView
from workflow_app.services.views import AnsweredView
from workflow_app.web.days import full_day
from workflow_app.web.languages import current_language
from workflow_app.web.pages.answer_lines import answer_lines, choice_lines, files_handed_in
from workflow_app.web.pages.objection_words import ground_word, objection_word
from workflow_app.web.pages.record_rows import authority_label, facts_label, kind_rows
from workflow_app.web.pages.sheet_lines import appointments, clock_line, letters, materials, moment, signed_line
from workflow_app.web.pages.values import local
from workflow_app.web.pages.words import severity_word


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One part of the sheet; `signer` and `at` say by whom and when it was given."""

    label: str
    lines: tuple[str, ...] = ()
    signer: str = ""
    at: str = ""
    is_to_sign: bool = False


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The whole sheet; `standing` says whether the case is open, which the paper shows at its head."""

    title: str
    authority: str
    number: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[SheetRow, ...]
    made: str


def sheet_words(view: SheetView, signed: tuple[SignedSheetView, ...]) -> SheetWords:
    """Return a sheet in the language of the page."""
    case, stem = view.case, current_language()
    state = getattr(case, f"state_{stem}")
    is_over = case.status == "ENDED"
    return SheetWords(
        title=str(_("%(process)s: approval sheet", process=getattr(case, f"process_name_{stem}"))),
        authority=getattr(view, f"authority_{stem}"),
        number=case.number or str(_("not numbered yet")),
        standing=str(
            _("Concluded: %(state)s", state=state) if is_over else _("Open, not concluded: %(state)s", state=state)
        ),
        facts=tuple(_facts(view)),
        rows=tuple(_rows(view, signed)),
        made=str(_("Printed by %(name)s, %(when)s", name=view.made_by, when=moment(view.made_at))),
    )


def _facts(view: SheetView) -> Iterator[tuple[str, str]]:
    case, record = view.case, view.case.record
    yield _("Enterprise"), case.subject.name
    yield _("Unified social credit code"), case.subject.uscc or "—"
    yield _("Handed in on"), moment(case.submitted_at) if case.submitted_at else "—"
    if record is None:
        return
    yield authority_label(record.kind), str(getattr(record, f"authority_{current_language()}"))
    yield _("Decision number"), record.document_no
    yield _("Decided on"), full_day(record.decided_on)
    yield _("Severity"), severity_word(record.severity)
    yield from ((each["label"], each["value"] or "—") for each in kind_rows(record))
    yield facts_label(record.kind), record.facts or "—"


def _rows(view: SheetView, signed: tuple[SignedSheetView, ...]) -> Iterator[SheetRow]:
    yield SheetRow(_("Materials"), tuple(materials(view)) or (str(_("None")),))
    yield SheetRow(_("Limits"), tuple(clock_line(each) for each in view.case.clocks if each.legal) or ("—",))
    happened = [*_opinions(view), *_publicity(view), *_objections(view)]
    yield from (row for _key, row in sorted(happened, key=itemgetter(0)))
    for step in view.to_come:
        yield SheetRow(str(getattr(step, f"name_{current_language()}")), choice_lines(step), is_to_sign=True)
    if appointed := tuple(appointments(view)):
        yield SheetRow(_("Appointed because nobody eligible was left"), appointed)
    if view.case.letters:
        yield SheetRow(_("Letters"), tuple(letters(view)))
    yield SheetRow(_("Head of section"), is_to_sign=True)
    if signed:
        yield SheetRow(_("Signed on paper"), tuple(signed_line(each) for each in signed))


def _opinions(view: SheetView) -> Iterator[tuple[tuple[date, int], SheetRow]]:
    """Yield what the office said, step by step."""
    for answered in view.opinions:
        at = answered.at or view.made_at
        label = getattr(answered, f"name_{current_language()}")
        lines = (*answer_lines(answered), *_files(view, answered), *_by_appointment(view, answered))
        yield (local(at), 0), SheetRow(str(label), lines, answered.by or "", moment(at))


def _files(view: SheetView, answered: AnsweredView) -> Iterator[str]:
    """Yield the files that the office put to a step, such as the report of a site check."""
    known = {each.id: each.filename for each in view.case.documents}
    for label, file_id in files_handed_in(answered):
        yield _("%(label)s: %(value)s", label=label, value=known.get(file_id, "—"))


def _by_appointment(view: SheetView, answered: AnsweredView) -> Iterator[str]:
    """Yield that whoever did a step had been appointed for it."""
    for each in view.case.appointments:
        if each.element == answered.element and each.status == AppointmentStatus.MADE and each.name == answered.by:
            yield _("Appointed for this case by %(name)s", name=each.made_by)


def _publicity(view: SheetView) -> Iterator[tuple[tuple[date, int], SheetRow]]:
    for clock in view.case.clocks:
        if clock.just_passes:
            yield (clock.started_on, 1), SheetRow(_("Publicity"), (clock_line(clock),))


def _objections(view: SheetView) -> Iterator[tuple[tuple[date, int], SheetRow]]:
    for each in view.objections:
        lines = [_("Received %(day)s: %(ground)s", day=moment(each.received_at), ground=ground_word(each.ground))]
        lines.append(objection_word(each.status))
        if each.judged_reason:
            lines.append(_("Reason: %(reason)s", reason=each.judged_reason))
        if each.findings:
            lines.append(_("Findings: %(findings)s", findings=each.findings))
        label = str(_("Objection %(number)s", number=each.number))
        at = moment(each.judged_at) if each.judged_at else ""
        yield (local(each.received_at), 2), SheetRow(label, tuple(lines), each.judged_by, at)

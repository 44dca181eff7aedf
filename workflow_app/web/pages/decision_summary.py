"""What a decider on a phone reads first: a case in at most twelve lines, then the opinions, then the decision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.obligations import NOTHING
from workflow_app.services.views import ClockView, RecordFacts, TaskDetail
from workflow_app.web.days import full_day
from workflow_app.web.pages.check_lines import BAD, GOOD, KNOWN, LOOK, Check
from workflow_app.web.pages.record_rows import facts_label, kind_rows
from workflow_app.web.pages.values import local, money
from workflow_app.web.pages.words import severity_word

RESULT, PUBLICITY = "repair.result", "repair.publicity"
LONGEST = 90
"""Letters of the facts that are shown; the whole stands in the record below."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary; `href` leads to the part of the page that has the whole."""

    label: str
    text: str
    tone: str = ""
    href: str = ""


def summary_of(detail: TaskDetail, checks: Sequence[Check]) -> tuple[Line, ...]:
    """Return the lines for who decides; none for any other step."""
    if detail.task.role != Role.DECIDER:
        return ()
    return (*_about(detail), *_handed_in(detail), *_looked_at(checks), *_times(detail))


def _about(detail: TaskDetail) -> Iterator[Line]:
    subject, record = detail.case.subject, detail.case.record
    yield Line(_("Enterprise"), f"{subject.name} {subject.uscc or ''}".strip())
    if record is not None:
        yield Line(_("Decision"), f"{record.document_no} · {full_day(record.decided_on)}")
        yield from (Line(each["label"], each["value"] or "—") for each in kind_rows(record))
        facts = record.facts if len(record.facts) <= LONGEST else record.facts[:LONGEST] + "…"
        yield Line(facts_label(record.kind), facts, href="#checks")
        yield Line(_("Severity"), _shown_until(record))


def _shown_until(record: RecordFacts) -> str:
    if record.max_until is None:
        return str(severity_word(record.severity))
    until = _("on display until %(day)s at most", day=full_day(record.max_until))
    return f"{severity_word(record.severity)} · {until}"


def _handed_in(detail: TaskDetail) -> Iterator[Line]:
    if detail.case.submitted_at is not None:
        yield Line(_("Applied on"), full_day(local(detail.case.submitted_at)))
    if detail.compared is not None and (detail.compared.due or detail.compared.shown.paid):
        due, paid = detail.compared.due, detail.compared.shown.paid or NOTHING
        text = _("due %(due)s yuan, paid %(paid)s yuan", due=money(due), paid=money(paid))
        yield Line(_("Money"), text, GOOD if due == paid else LOOK)
    yield Line(_("Materials"), _("%(count)s files", count=len(detail.documents)), href="#materials")


def _looked_at(checks: Sequence[Check]) -> Iterator[Line]:
    bad, look = (sum(each.tone == tone for each in checks) for tone in (BAD, LOOK))
    good = sum(each.tone in {GOOD, KNOWN} for each in checks)
    text = _("%(good)s in order, %(look)s to look at, %(bad)s not in order", good=good, look=look, bad=bad)
    yield Line(_("Checks"), text, BAD if bad else LOOK if look else GOOD, "#checks")


def _times(detail: TaskDetail) -> Iterator[Line]:
    for key, label in ((PUBLICITY, _("Publicity")), (RESULT, _("Legal limit"))):
        clock = next((each for each in detail.case.clocks if each.key == key), None)
        if clock is not None:
            yield Line(label, _span(clock))


def _span(clock: ClockView) -> str:
    if clock.due_on is None:
        return str(_("paused"))
    return str(_("%(start)s to %(end)s", start=full_day(clock.started_on), end=full_day(clock.due_on)))

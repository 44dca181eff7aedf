"""The lines of an approval sheet about things that have no signature of their own, in the language of the page."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext as _

from workflow_app.domain.appointing import AppointmentStatus
from workflow_app.domain.time import ZONE
from workflow_app.services.approval_sheets import SheetView
from workflow_app.services.signed_sheets import SignedSheetView
from workflow_app.services.views import AnsweredView, ClockView, StepView
from workflow_app.web.days import full_day
from workflow_app.web.languages import current_language
from workflow_app.web.pages.answer_lines import files_handed_in
from workflow_app.web.pages.signing_words import signature_line
from workflow_app.web.pages.values import local


def moment(at: datetime) -> str:
    """Return an instant with its year, as paper needs it."""
    return f"{full_day(local(at))} {at.astimezone(ZONE):%H:%M}"


def materials(view: SheetView) -> Iterator[str]:
    """Yield a line for each file handed in that is not replaced, for how it was signed, and for each pledge."""
    known = {each.id: each for each in view.case.documents}
    newest = {label: file_id for answered in view.handed_in for label, file_id in files_handed_in(answered)}
    for label, file_id in newest.items():
        if file_id in known:
            file = known[file_id]
            yield _(
                "%(what)s: %(file)s, received %(day)s", what=label, file=file.filename, day=moment(file.received_at)
            )
    for each in view.case.signatures:
        yield _("%(what)s: %(who)s, %(day)s", what=_("Signed"), who=signature_line(each), day=moment(each.signed_at))
    for pledge in view.case.pledges:
        day = moment(pledge.signed_at)
        yield _("%(what)s: %(file)s, signed %(day)s", what=_("Credit repair pledge"), file=pledge.number, day=day)


def clock_line(clock: ClockView) -> str:
    """Return from when to when a limit runs, or that it stands still."""
    name, start = getattr(clock, f"name_{current_language()}"), full_day(clock.started_on)
    if clock.due_on is None:
        return str(_("%(what)s: from %(start)s, paused", what=name, start=start))
    end = full_day(clock.due_on)
    if clock.stopped_at is not None:
        done = moment(clock.stopped_at)
        return str(_("%(what)s: from %(start)s, by %(end)s; done %(done)s", what=name, start=start, end=end, done=done))
    return str(_("%(what)s: from %(start)s, by %(end)s", what=name, start=start, end=end))


def appointments(view: SheetView) -> Iterator[str]:
    """Yield whom the head of the section appointed for which step, why and when (rule A17), or that it is awaited."""
    names: dict[str, AnsweredView | StepView] = {each.element: each for each in view.case.steps}
    names |= {each.element: each for each in view.opinions}
    for each in view.case.appointments:
        step = getattr(names.get(each.element), f"name_{current_language()}", each.element)
        if each.status == AppointmentStatus.WANTED:
            yield _("%(step)s: nobody is left; waits for a name since %(when)s", step=step, when=moment(each.at))
        elif each.status == AppointmentStatus.MADE:
            yield _(
                "%(step)s: %(name)s, because: %(reason)s (appointed by %(head)s, %(when)s)",
                step=step,
                name=each.name,
                reason=each.reason,
                head=each.made_by,
                when=moment(each.at),
            )


def letters(view: SheetView) -> Iterator[str]:
    """Yield each letter of the case, with when it was issued and served."""
    for each in view.case.letters:
        title = each.title_en if current_language() == "en" else each.title
        issued = _("%(what)s %(number)s, issued %(day)s", what=title, number=each.number, day=full_day(each.issued_on))
        served = _("served %(day)s", day=full_day(each.served_on)) if each.served_on else ""
        yield " · ".join(part for part in (issued, served) if part)


def signed_line(each: SignedSheetView) -> str:
    """Return who signed a sheet on paper, and who entered it when."""
    return str(
        _(
            "Signed by %(name)s on %(day)s; entered by %(clerk)s, %(when)s",
            name=each.signer,
            day=full_day(each.signed_on),
            clerk=each.entered_by,
            when=moment(each.entered_at),
        )
    )

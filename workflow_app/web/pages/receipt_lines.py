"""What every receipt says: what the case is about, its limits, and which documents follow until when."""

from collections.abc import Iterator

from flask_babel import gettext as _

from workflow_app.domain.deferral import AWAITED
from workflow_app.services.deferral_views import DeferralView
from workflow_app.services.views import CaseView
from workflow_app.web.days import full_day
from workflow_app.web.languages import current_language
from workflow_app.web.pages.paper_to_sign import Pair, matter_facts


def about_case(case: CaseView) -> Iterator[Pair]:
    """Yield whom and what a case is about, its number, and the code to follow it with."""
    yield _("Enterprise"), case.subject.name
    yield _("Unified social credit code"), case.subject.uscc or "—"
    if case.record is not None:
        yield _("Decision number"), case.record.document_no
    if case.matter is not None:
        yield from matter_facts(case.matter, case.process)
    yield _("Case number"), case.number or "—"
    yield _("Follow code"), case.follow_code or "—"


def limits_of(case: CaseView) -> Iterator[Pair]:
    """Yield until when the authority has to answer."""
    for clock in case.clocks:
        if clock.legal and clock.due_on is not None:
            yield getattr(clock, f"name_{current_language()}"), str(_("until %(day)s", day=full_day(clock.due_on)))


def follows_later(deferral: DeferralView | None) -> Iterator[Pair]:
    """Yield which documents are still to come, and until when."""
    awaited = [each for each in deferral.items if each.status in AWAITED] if deferral else []
    if deferral is None or not awaited:
        return
    names = str(_("; ")).join(str(getattr(each, f"name_{current_language()}")) for each in awaited)
    yield _("Documents that follow"), names
    day = deferral.until or deferral.supplement_on
    if day is None:
        return
    until = str(_("until %(day)s", day=full_day(day)))
    if not deferral.accepted:
        until += str(
            _("; so if the application is accepted today. The notice of acceptance names the day that counts.")
        )
    yield _("To be brought"), until

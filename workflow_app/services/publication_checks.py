"""What is asked of a draft before anything is locked that is to be published: itself, and what is ahead with it."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.process_findings import refuse
from workflow_app.domain.time import local_date
from workflow_app.models import ProcessDraft
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.draft_bases import instant_of
from workflow_app.services.process_checks import Report
from workflow_app.services.process_draft_views import draft_bundle
from workflow_app.services.renewing import Renewed, check_renewals, refuse_renewals
from workflow_app.services.rules_ahead import RulesAhead
from workflow_app.services.tested_bundles import check_with_tests
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check said of a draft, and of the versions ahead with its change in them."""

    report: Report
    renewed: Renewed


def check_to_publish(draft_id: str, day: date | None, *, actor: Actor, tools: Tools) -> Checked:
    """Check a draft and run its tests, and so what it would renew if it held from a day on.

    Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN.
    """
    key, files = draft_bundle(draft_id, actor=actor, tools=tools)
    at = instant_of(day, now=tools.clock.now())
    report = check_with_tests(files, key=key, tools=tools, rules=RulesAhead(local_date(at)))
    return Checked(report, check_renewals(key, files, at=at, tools=tools) if report.passed else Renewed())


def refuse_unsound(unit: UnitOfWork, draft: ProcessDraft, checked: Checked, *, now: datetime) -> None:
    """Refuse what the check found in a draft, or in what it renews.

    Raises ProcessRefusedError, ConflictError AHEAD_CLASH, AHEAD_FAILS or AHEAD_MOVED.
    """
    refuse(checked.report.findings)
    at = instant_of(draft.effective_on, now=now)
    refuse_renewals(unit, draft.key, unpack(draft.bundle), checked.renewed, at=at)

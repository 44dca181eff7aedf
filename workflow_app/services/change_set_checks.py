"""The check of a change set: what is asked of every part by itself, and of all together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.change_sets import SetFinding
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.domain.proposals import Kind, Status
from workflow_app.domain.time import local_date
from workflow_app.models import ChangeSet, Matter, MatterEdition, ProcessDraft, Proposal
from workflow_app.repositories.change_sets import SetParts
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.checking_bundles import check_here
from workflow_app.services.draft_bases import instant_of, refuse_base
from workflow_app.services.matter_rows import content_of, judge
from workflow_app.services.process_checks import Report
from workflow_app.services.proposal_kinds import kind_of
from workflow_app.services.renewing import Renewed, check_renewals, refuse_renewals
from workflow_app.services.rules_ahead import RulesAhead
from workflow_app.services.tested_bundles import check_with_tests
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Reports:
    """What the check said of drafts before anything was locked, by what they held then."""

    by_content: Mapping[tuple[str, str], Report] = field(default_factory=dict)
    renewed: Mapping[tuple[str, str], Renewed] = field(default_factory=dict)

    def of(self, draft: ProcessDraft) -> Report | None:
        """Return what was said of a draft as it is; None where it was saved since."""
        return self.by_content.get((draft.key, draft.content_hash))


def report_on(set_id: str, *, tools: Tools, with_tests: bool) -> Reports:
    """Check every draft of a change set, which takes its time and so is done before anything is locked.

    Its steps are held against the periods of its day, those among them that the set itself changes.
    """
    with tools.database.read() as unit:
        parts, day = unit.change_sets.parts(set_id), unit.change_sets.get(set_id).effective_on
    values = tuple((each.content, each.authority_id) for each in parts.proposals if each.kind == Kind.PARAMETER)
    rules = RulesAhead(max(day, local_date(tools.clock.now())), values)
    check = check_with_tests if with_tests else check_here
    files = {(each.key, each.content_hash): unpack(each.bundle) for each in parts.drafts}
    at = instant_of(day, now=tools.clock.now())
    return Reports(
        {known: check(each, key=known[0], tools=tools, rules=rules) for known, each in files.items()},
        {
            known: check_renewals(known[0], each, at=at, tools=tools, values=values, with_tests=with_tests)
            for known, each in files.items()
        },
    )


def examine(
    unit: UnitOfWork, row: ChangeSet, parts: SetParts, reports: Reports, *, now: datetime, tools: Tools
) -> tuple[SetFinding, ...]:
    """Return everything that stands against a change set, part by part; hints are among it and stop nothing."""
    found = [*_of_set(unit, row, parts, now=now)]
    for draft in parts.drafts:
        found += _of_draft(unit, row, draft, reports, now=now)
    for proposal in parts.proposals:
        found += _of_proposal(unit, proposal)
    for edition, matter in parts.editions:
        found += _of_edition(unit, edition, matter, now=now, tools=tools)
    return tuple(found)


def _of_set(unit: UnitOfWork, row: ChangeSet, parts: SetParts, *, now: datetime) -> Iterator[SetFinding]:
    if not len(parts):
        yield SetFinding("PARTS_MISSING")
    if row.sha256 is None:
        yield SetFinding("BASIS_FILE_MISSING")
    if row.effective_on < local_date(now):
        yield SetFinding("SET_DAY_PASSED", values={"day": row.effective_on})
    for wish in unit.change_sets.wishes(row.id):
        if wish.answered_at is None:
            yield SetFinding("WISH_OPEN", values={"what": wish.text})


def _of_draft(
    unit: UnitOfWork, row: ChangeSet, draft: ProcessDraft, reports: Reports, *, now: datetime
) -> Iterator[SetFinding]:
    report, renewed = reports.of(draft), reports.renewed.get((draft.key, draft.content_hash))
    if report is None or renewed is None:
        yield SetFinding("PART_STALE", draft.id)
        return
    try:
        refuse_base(unit, draft, now=now)
        at = instant_of(row.effective_on, now=now)
        refuse_renewals(unit, draft.key, unpack(draft.bundle), renewed, at=at)
    except ConflictError as error:
        yield SetFinding(error.code, draft.id, dict(error.values))
    yield from (SetFinding(each.code, draft.id, finding=each) for each in report.findings)


def _of_proposal(unit: UnitOfWork, proposal: Proposal) -> Iterator[SetFinding]:
    kind = kind_of(proposal.kind)
    if proposal.status != Status.PROPOSED:
        yield SetFinding("PROPOSAL_DECIDED", proposal.id)
        return
    try:
        is_fresh = kind.look(unit, proposal.content, proposal.authority_id) == proposal.seen
    except RefusedError as error:
        yield SetFinding(error.code, proposal.id, dict(error.values))
        return
    if not is_fresh:
        yield SetFinding("STALE_PROPOSAL", proposal.id)
    if kind.touches_records(proposal.content) and proposal.effect.get("status") != "DONE":
        yield SetFinding("STILL_WEIGHED", proposal.id)


def _of_edition(
    unit: UnitOfWork, edition: MatterEdition, matter: Matter, *, now: datetime, tools: Tools
) -> Iterator[SetFinding]:
    authority = unit.authorities.get(matter.authority_id)
    for error in judge(unit, authority, content_of(edition), today=local_date(now), tools=tools):
        yield SetFinding(error.code, edition.id, dict(error.values), error=error)

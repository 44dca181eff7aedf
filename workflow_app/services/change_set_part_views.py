"""The parts of a change set as they are read: what each changes, who wrote it, and what stands against it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import WRITES, PartKind, SetFinding
from workflow_app.domain.matter_differences import Difference, differences
from workflow_app.domain.matter_editions import may_read, may_write
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.process_drafts import UNDER_WAY
from workflow_app.models import ChangeSet, Matter, MatterEdition, ProcessDraft, Proposal
from workflow_app.repositories.change_sets import SetParts
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.administration import READERS as RULE_READERS
from workflow_app.services.bundles import unpack
from workflow_app.services.draft_bases import base_files, versions_of
from workflow_app.services.draft_outlooks import Outlook, outlook_of
from workflow_app.services.matter_desk import in_force_of
from workflow_app.services.matter_rows import content_of
from workflow_app.services.process_comparing import Comparison, compare_files
from workflow_app.services.proposal_views import ProposalView, show_proposal
from workflow_app.services.tools import Tools
from workflow_app.services.version_views import VersionView, show_versions


@dataclass(frozen=True, slots=True)
class PartView:
    """A part; of `comparison` (a draft), `proposal` and `differences` (an edition) it has one.

    `version` is what was published of a process, `outlook` what is before its draft while it is under way.
    `running` is how many cases of a process run, `scope` which of them take the new version; `may_open` tells whether
    the reader may look at the part where it is written.
    """

    kind: PartKind
    id: str
    title_zh: str
    title_en: str
    about: str
    writers: tuple[str, ...]
    status: str
    findings: tuple[SetFinding, ...]
    may_open: bool
    may_write: bool
    note: str = ""
    process_key: str = ""
    draft_revision: int = 0
    published_version: int | None = None
    version: VersionView | None = None
    outlook: Outlook | None = None
    running: int = 0
    scope: str = ""
    comparison: Comparison | None = None
    proposal: ProposalView | None = None
    differences: tuple[Difference, ...] | None = None
    """None where the reader does not see what is being written at that authority."""

    @property
    def stops(self) -> bool:
        """Tell whether anything stands against it."""
        return any(each.stops for each in self.findings)


@dataclass(frozen=True, slots=True)
class Reading:
    """What showing the parts of one set needs: who reads, and what the check said.

    `is_concerned` tells whether the reader writes in the set or consents to it, and so sees every part of it.
    """

    unit: UnitOfWork
    actor: Actor
    tools: Tools
    names: Mapping[str, str]
    findings: Sequence[SetFinding]
    is_concerned: bool

    def of(self, part_id: str) -> tuple[SetFinding, ...]:
        """Return what was found about a part."""
        return tuple(each for each in self.findings if each.part == part_id)

    def writers(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Return the names of accounts."""
        return tuple(self.names.get(each, "") for each in dict.fromkeys(ids))


def show_parts(row: ChangeSet, parts: SetParts, reading: Reading) -> Iterator[PartView]:
    """Yield the parts as they are read, processes first."""
    for draft in parts.drafts:
        yield _draft(draft, reading)
    authorities = {each.id: each for each in reading.unit.authorities.list_all()}
    for proposal in parts.proposals:
        shown = show_proposal(proposal, reading.actor, reading.names, authorities)
        yield _proposal(proposal, shown, reading)
    for edition, matter in parts.editions:
        yield _edition(row, edition, matter, reading)


def _draft(row: ProcessDraft, reading: Reading) -> PartView:
    process, now = reading.unit.processes.find(row.key), reading.tools.clock.now()
    return PartView(
        kind=PartKind.PROCESS,
        id=row.id,
        title_zh=process.name_zh if process else row.key,
        title_en=process.name_en if process else row.key,
        about=row.title,
        writers=reading.writers(row.writers),
        status=row.status,
        findings=reading.of(row.id),
        may_open=reading.actor.has(*WRITES[PartKind.PROCESS]),
        may_write=reading.actor.has(*WRITES[PartKind.PROCESS]),
        note=row.note,
        process_key=row.key,
        draft_revision=row.revision,
        published_version=row.published_version,
        version=_version(reading.unit, row, now),
        outlook=outlook_of(reading.unit, row, now=now) if row.status in UNDER_WAY else None,
        running=_running(reading.unit, row.key),
        scope=row.scope,
        comparison=compare_files(base_files(reading.unit, row), unpack(row.bundle), tools=reading.tools),
    )


def _version(unit: UnitOfWork, row: ProcessDraft, now: datetime) -> VersionView | None:
    """Return the version that was made of a draft."""
    shown = show_versions(unit, versions_of(unit, row.key), now=now) if row.published_version else ()
    return next((each for each in shown if each.version == row.published_version), None)


def _running(unit: UnitOfWork, key: str) -> int:
    """Count the cases of a process that run, up to a thousand for each of its versions."""
    process = unit.processes.find(key)
    versions = unit.processes.versions(process.id) if process else ()
    return sum(unit.takings_back.count_cases(each.id).get("RUNNING", 0) for each in versions)


def _proposal(row: Proposal, shown: ProposalView, reading: Reading) -> PartView:
    return PartView(
        kind=PartKind.RULE,
        id=row.id,
        title_zh=row.about,
        title_en=row.about,
        about=row.kind,
        writers=reading.writers([row.proposed_by]),
        status=row.status,
        findings=reading.of(row.id),
        may_open=reading.actor.has(*RULE_READERS),
        may_write=reading.actor.has(*WRITES[PartKind.RULE]),
        proposal=shown,
    )


def _edition(row: ChangeSet, edition: MatterEdition, matter: Matter, reading: Reading) -> PartView:
    editions = reading.unit.matters.list_editions([matter.id])
    before = in_force_of([each for each in editions if each.id != edition.id], row.effective_on)
    content = content_of(before) if before else MatterContent()
    reads = may_read(reading.actor, authority_id=matter.authority_id).allowed
    return PartView(
        kind=PartKind.MATTER,
        id=edition.id,
        title_zh=edition.name_zh or matter.code,
        title_en=edition.name_en or matter.code,
        about=matter.code,
        writers=reading.writers(edition.writers),
        status=edition.status,
        findings=reading.of(edition.id),
        may_open=reads,
        may_write=may_write(reading.actor, authority_id=matter.authority_id).allowed,
        differences=tuple(differences(content, content_of(edition))) if reads or reading.is_concerned else None,
    )

"""Questions about change sets and their parts, which are always held in the same order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from workflow_app.domain.change_sets import SetStatus, SetTerms
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.domain.proposals import Status
from workflow_app.models import (
    ChangeSet,
    ChangeSetConsent,
    ChangeSetEvent,
    ChangeSetWish,
    Matter,
    MatterEdition,
    ProcessDraft,
    Proposal,
)


@dataclass(frozen=True, slots=True)
class SetParts:
    """The parts of a change set, each kind in the order of its ids; editions with their matters."""

    drafts: tuple[ProcessDraft, ...]
    proposals: tuple[Proposal, ...]
    editions: tuple[tuple[MatterEdition, Matter], ...]

    def __len__(self) -> int:
        """Count the parts."""
        return len(self.drafts) + len(self.proposals) + len(self.editions)


class ChangeSets:
    """What is changed together."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, set_id: str, *, lock: bool = False) -> ChangeSet:
        """Return a change set, held until commit if asked; raises NotFoundError CHANGE_SET_UNKNOWN."""
        statement = select(ChangeSet).where(ChangeSet.id == set_id)
        if lock:
            statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
        row = self.session.scalar(statement) if is_id(set_id) else None
        if row is None:
            raise NotFoundError("CHANGE_SET_UNKNOWN")
        return row

    def find_open(self, terms: SetTerms, account_id: str) -> ChangeSet | None:
        """Return the change set that somebody has begun on just these terms and that is being written, or None."""
        wanted = select(ChangeSet).where(ChangeSet.status == SetStatus.OPEN, ChangeSet.created_by == account_id)
        for name in ("title", "effective_on", "basis", "reason"):
            wanted = wanted.where(getattr(ChangeSet, name) == getattr(terms, name))
        return self.session.scalar(wanted.order_by(ChangeSet.id).limit(1).with_for_update())

    def find_of(self, kind: type[ProcessDraft | Proposal | MatterEdition], part_id: str) -> ChangeSet | None:
        """Return the change set that a part belongs to, or None."""
        wanted = select(ChangeSet).join(kind, kind.change_set_id == ChangeSet.id)
        return self.session.scalar(wanted.where(kind.id == part_id)) if is_id(part_id) else None

    def find_of_version(self, key: str, version: int) -> ChangeSet | None:
        """Return the change set within which a version of a process was published, or None."""
        wanted = select(ChangeSet).join(ProcessDraft, ProcessDraft.change_set_id == ChangeSet.id)
        return self.session.scalar(wanted.where(ProcessDraft.key == key, ProcessDraft.published_version == version))

    def list_all(self, statuses: Collection[str], *, limit: int) -> Sequence[ChangeSet]:
        """Return up to `limit` change sets in some status, the newest first."""
        wanted = select(ChangeSet).where(ChangeSet.status.in_(statuses))
        return self.session.scalars(wanted.order_by(ChangeSet.id.desc()).limit(limit)).all()

    def parts(self, set_id: str, *, lock: bool = False) -> SetParts:
        """Return the parts of a change set; held until commit if asked, whoever asks for several in the same order."""
        drafts = select(ProcessDraft).where(ProcessDraft.change_set_id == set_id).order_by(ProcessDraft.id)
        proposals = select(Proposal).where(Proposal.change_set_id == set_id, Proposal.status != Status.WITHDRAWN)
        proposals = proposals.order_by(Proposal.id)
        editions = select(MatterEdition).where(MatterEdition.change_set_id == set_id).order_by(MatterEdition.id)
        if lock:
            fresh = {"populate_existing": True}
            drafts = drafts.with_for_update().execution_options(**fresh)
            proposals = proposals.with_for_update(key_share=True).execution_options(**fresh)
            editions = editions.with_for_update().execution_options(**fresh)
        found = tuple(self.session.scalars(drafts.options(undefer(ProcessDraft.bundle))))
        asked = tuple(self.session.scalars(proposals))
        written = tuple(self.session.scalars(editions))
        matters = self.session.scalars(select(Matter).where(Matter.id.in_([each.matter_id for each in written])))
        by_id = {each.id: each for each in matters}
        return SetParts(found, asked, tuple((each, by_id[each.matter_id]) for each in written))

    def consents(self, set_id: str, revision: int) -> Sequence[ChangeSetConsent]:
        """Return who has consented to a revision of a change set, the first first."""
        wanted = select(ChangeSetConsent).where(ChangeSetConsent.change_set_id == set_id)
        wanted = wanted.where(ChangeSetConsent.revision == revision)
        return self.session.scalars(wanted.order_by(ChangeSetConsent.id)).all()

    def wishes(self, set_id: str) -> Sequence[ChangeSetWish]:
        """Return what is wished for in a change set, the oldest first."""
        wanted = select(ChangeSetWish).where(ChangeSetWish.change_set_id == set_id)
        return self.session.scalars(wanted.order_by(ChangeSetWish.id)).all()

    def events(self, set_id: str) -> Sequence[ChangeSetEvent]:
        """Return what became of a change set, the newest first."""
        wanted = select(ChangeSetEvent).where(ChangeSetEvent.change_set_id == set_id)
        return self.session.scalars(wanted.order_by(ChangeSetEvent.id.desc())).all()

    def editions_begun(self) -> list[tuple[MatterEdition, Matter]]:
        """Return the editions that are being written and belong to no change set."""
        wanted = select(MatterEdition, Matter).join(Matter, Matter.id == MatterEdition.matter_id)
        wanted = wanted.where(MatterEdition.status == "DRAFT", MatterEdition.change_set_id.is_(None))
        return [(edition, matter) for edition, matter in self.session.execute(wanted.order_by(MatterEdition.id))]

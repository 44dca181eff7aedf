"""What whoever files sees of the signatures under a batch: whom each was asked of, and what can be handed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.batches import Part, keys_of
from workflow_app.domain.signing import pledge_keys
from workflow_app.models import Signature, Task
from workflow_app.repositories.batches import Batches
from workflow_app.repositories.signatures import Signatures
from workflow_app.services.batch_items import open_step, read_ahead
from workflow_app.services.batches import BatchItem, BatchView, ItemState, get_batch
from workflow_app.services.signing_views import AskView, SigningView, show_signing
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class ItemSigning:
    """One application of a batch that is not handed in, and how it is signed."""

    item: BatchItem
    signing: SigningView

    @property
    def is_barred(self) -> bool:
        """Tell whether it cannot be handed in today, whoever signs."""
        return self.item.state is ItemState.BARRED

    @property
    def is_signed(self) -> bool:
        """Tell whether it bears a signature that holds for its answers, and can be handed in with that."""
        return self.signing.given is not None and self.signing.may_hand_in and not self.is_barred

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing lacks of what is signed, so that it can be printed."""
        return self.signing.is_whole and not self.is_barred

    @property
    def may_ask(self) -> bool:
        """Tell whether nothing lacks but who signs, so that a link can be sent."""
        form = self.item.detail.form if self.item.detail else {}
        keys = {each.field.removeprefix("/values/") for each in self.item.wrong}
        return not self.is_barred and keys <= keys_of(form, Part.SIGNING) - pledge_keys(form)

    @property
    def last(self) -> AskView | None:
        """Return what was asked or given last and not taken back."""
        return self.signing.given or self.signing.last


@dataclass(frozen=True, slots=True)
class BatchSigning:
    """The signatures under a batch."""

    batch: BatchView
    items: tuple[ItemSigning, ...]

    @property
    def signed(self) -> tuple[ItemSigning, ...]:
        """Return what can be handed in with the signature it bears."""
        return tuple(each for each in self.items if each.is_signed)

    @property
    def unsigned(self) -> tuple[ItemSigning, ...]:
        """Return what still wants a signature."""
        return tuple(each for each in self.items if not each.is_signed and not each.is_barred)

    @property
    def asked(self) -> tuple[ItemSigning, ...]:
        """Return what somebody was asked to sign, or has signed."""
        return tuple(each for each in self.items if each.last is not None)

    @property
    def may_take_back(self) -> bool:
        """Tell whether anything was asked or signed that can be taken back."""
        return any(ask.may_take_back for each in self.items for ask in each.signing.asks)

    @property
    def ways(self) -> frozenset[str]:
        """Return the ways that every authority concerned takes."""
        return frozenset.intersection(*(each.signing.ways for each in self.items)) if self.items else frozenset()

    @property
    def asks_left(self) -> int:
        """Return how often a link may still be sent for everything that wants a signature."""
        return min((each.signing.asks_left for each in self.unsigned), default=0)


def signing_of_batch(batch_id: str, *, actor: Actor, tools: Tools) -> BatchSigning:
    """Return how the drafts of a batch are signed; raises NotFoundError BATCH_UNKNOWN."""
    return signing_of_drafts(get_batch(batch_id, actor=actor, tools=tools), actor=actor, tools=tools)


def signing_of_drafts(batch: BatchView, *, actor: Actor, tools: Tools) -> BatchSigning:
    """Return how the drafts of a batch that was read are signed."""
    by_case = {each.case.id: each for each in batch.drafts}
    with tools.database.read() as unit:
        cases = [rows for rows in Batches(unit.session).cases_of(batch.id) if rows.case.id in by_case]
        read_ahead(unit, cases)
        steps = [(rows, open_step(unit, rows)) for rows in cases]
        known = Signatures(unit.session).of_tasks([task.id for _, task in steps if task])
        items = [
            ItemSigning(
                by_case[rows.case.id],
                show_signing(unit, task, rows, _under(task, known), actor=actor, tools=tools),
            )
            for rows, task in steps
            if task is not None
        ]
    return BatchSigning(batch, tuple(items))


def _under(task: Task, rows: Sequence[Signature]) -> list[Signature]:
    return [each for each in rows if each.task_id == task.id]

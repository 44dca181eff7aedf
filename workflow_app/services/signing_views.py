"""What whoever files sees of signatures: how a step can be signed, who was asked, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workflow_app.domain.actors import Actor
from workflow_app.domain.contacts import Channel, masked
from workflow_app.domain.signing import NAME_FIELD, OPEN, Standing, Way, signs_as, way_of_account
from workflow_app.domain.time import local_date
from workflow_app.models import Signature, Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.answers import record_of
from workflow_app.services.drafted import Draft, draft_of
from workflow_app.services.outward_rules import number
from workflow_app.services.paper_pages import own_task
from workflow_app.services.part_views import MatterOf
from workflow_app.services.showing import matter_of
from workflow_app.services.showing_papers import show_document
from workflow_app.services.signing import ASKS, counts, last_day_of, waits_for_signer, ways_at
from workflow_app.services.signing_papers import mark_to_sign
from workflow_app.services.signing_phones import masked_phone
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import DocumentView, RecordFacts


@dataclass(frozen=True, slots=True)
class AskView:
    """A signature that was asked for or given before handing in; `counts` as the answers stand now."""

    id: str
    way: str
    standing: str
    signer: str
    phone: str
    is_known: bool
    asked_at: datetime
    opened_at: datetime | None
    last_day: date | None
    signed_at: datetime | None
    reason: str
    counts: bool
    is_over: bool
    is_changed: bool
    may_take_back: bool
    pages: tuple[DocumentView, ...] = ()


@dataclass(frozen=True, slots=True)
class SigningView:
    """How a step can be signed and what was done for it; `own_way` is how the account itself would sign.

    `process` is the key of the process of its case. `is_whole` tells that nothing lacks of what is signed.
    """

    task_id: str
    case_id: str
    batch_id: str | None
    element: str
    subject_name: str
    uscc: str | None
    signer: str
    signer_role: str
    representative: str | None
    ways: frozenset[str]
    own_way: str
    asks: tuple[AskView, ...]
    asks_left: int
    known_phone: str
    mark: str
    form: Mapping[str, Any]
    values: Mapping[str, object]
    documents: tuple[DocumentView, ...]
    record: RecordFacts | None
    matter: MatterOf | None
    process: str
    authority_zh: str
    authority_en: str
    authority_phone: str
    made_at: datetime
    may_send: bool
    is_awaited: bool
    is_whole: bool

    @property
    def given(self) -> AskView | None:
        """Return the signature that holds for the answers as they are."""
        return next((each for each in self.asks if each.counts), None)

    @property
    def last(self) -> AskView | None:
        """Return what was asked for or given last and not taken back."""
        return next((each for each in self.asks if each.standing != Standing.WITHDRAWN), None)

    @property
    def may_hand_in(self) -> bool:
        """Tell whether it can be handed in as it stands."""
        if self.given is not None:
            return self.given.way in self.ways
        blocked = self.is_awaited and self.own_way == Way.AGENT_ACCOUNT
        return self.own_way in self.ways and not blocked


def signing_of(task_id: str, *, actor: Actor, tools: Tools) -> SigningView | None:
    """Return how a step can be signed, None where its form is not signed; raises as completing it would."""
    with tools.database.read() as unit:
        task, rows = own_task(unit, task_id, actor)
        known = Signatures(unit.session).of_task(task.id)
        view = show_signing(unit, task, rows, known, actor=actor, tools=tools)
        return view if view.is_whole else None


def list_asks(task_id: str, *, actor: Actor, tools: Tools) -> tuple[AskView, ...]:
    """Return what was asked for and given under an open step, the newest first; raises as completing it would."""
    with tools.database.read() as unit:
        task, rows = own_task(unit, task_id, actor)
        return show_signing(unit, task, rows, Signatures(unit.session).of_task(task.id), actor=actor, tools=tools).asks


def show_signing(
    unit: UnitOfWork, task: Task, rows: CaseRows, known: Sequence[Signature], *, actor: Actor, tools: Tools
) -> SigningView:
    """Return how an open step can be signed, also where answers are missing by now.

    `known` are its signatures, the newest first.
    """
    draft = draft_of(unit, rows, task, unit.tasks.of_case(rows.case.id), actor=actor, tools=tools)
    name = str(draft.kept.get(NAME_FIELD) or "")
    documents = tuple(show_document(each) for each in unit.documents.of_case(rows.case.id))
    return SigningView(
        task_id=task.id,
        case_id=rows.case.id,
        batch_id=rows.case.batch_id if rows.case.submitted_at is None else None,
        element=task.element,
        subject_name=rows.subject.name,
        uscc=rows.subject.uscc,
        signer=name,
        signer_role=signs_as(draft.kept),
        representative=rows.subject.legal_representative,
        ways=ways_at(unit, rows.authority, tools),
        own_way=_own_way(unit, rows, draft, actor, tools),
        asks=tuple(_ask(each, rows, draft, documents, tools) for each in known),
        asks_left=max(0, number(unit, rows.authority, ASKS, tools) - sum(each.way == Way.LINK for each in known)),
        known_phone=masked_phone(unit, rows, rows.subject.legal_representative or name, tools),
        mark=mark_to_sign(draft, tools),
        form=draft.form,
        values=draft.kept,
        documents=documents,
        record=record_of(unit, rows.case.record_id),
        matter=matter_of(loaded_of(unit, rows, tools)),
        process=rows.runs_on.key,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        authority_phone=rows.authority.phone,
        made_at=tools.clock.now(),
        may_send=tools.sms is not None,
        is_awaited=waits_for_signer(known),
        is_whole=bool(draft.content.get("pledge")),
    )


def _own_way(unit: UnitOfWork, rows: CaseRows, draft: Draft, actor: Actor, tools: Tools) -> str:
    """Return how the account itself would sign."""
    acts = unit.accounts.find_authorisation(actor.id, rows.subject.id, today=local_date(tools.clock.now()))
    return way_of_account(draft.kept, acts.kind if acts else None)


def _ask(row: Signature, rows: CaseRows, draft: Draft, documents: tuple[DocumentView, ...], tools: Tools) -> AskView:
    representative = rows.subject.legal_representative
    is_link = row.way == Way.LINK
    ends, now = row.link_expires_at, tools.clock.now()
    changed = row.digest != draft.digest or (is_link and row.representative != representative)
    return AskView(
        id=row.id,
        way=row.way,
        standing=row.standing,
        signer=row.signer,
        phone=masked(Channel.SMS, tools.cipher.decrypt(row.phone_cipher)) if row.phone_cipher else "",
        is_known=row.phone_known,
        asked_at=row.asked_at,
        opened_at=row.opened_at,
        last_day=last_day_of(row),
        signed_at=row.signed_at,
        reason=row.reason or "",
        counts=counts(row, digest=draft.digest, representative=representative),
        is_over=row.standing == Standing.WAITING and ends is not None and ends <= now,
        is_changed=changed,
        may_take_back=row.standing in OPEN and row.used_at is None,
        pages=tuple(each for each in documents if each.id in row.pages),
    )

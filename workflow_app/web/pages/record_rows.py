"""What a page says of a record beside its number and its days: of a penalty its fine, of a breach its promise."""

from typing import Protocol, TypedDict

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow_app.domain.gate_kinds import BREACH, PENALTY
from workflow_app.services.broken_promises import BrokenPromise
from workflow_app.services.record_views import RecordView
from workflow_app.web.languages import current_language
from workflow_app.web.pages.pledge_words import breach_kind_word
from workflow_app.web.pages.values import money
from workflow_app.web.pages.words import kind_word

WHOLE_PLEDGE = _l("the pledge as a whole")


class Row(TypedDict):
    """One line of a list of facts."""

    label: str
    value: str | None


class Shown(Protocol):
    """A record as any view shows it; one for the public names no promise."""

    @property
    def kind(self) -> str:
        """Its kind."""


class Told(Shown, Protocol):
    """A record with what it says."""

    @property
    def facts(self) -> str:
        """What happened."""

    @property
    def decision(self) -> str:
        """What was decided."""


def kind_rows(record: Shown) -> list[Row]:
    """Return the lines that belong to the kind of a record."""
    if record.kind != BREACH:
        fine = getattr(record, "fine", None)
        return [Row(label=_("Fine (yuan)"), value=money(fine) if fine else None)]
    broken: BrokenPromise | None = getattr(record, "broken", None)
    if broken is None:
        return []
    said = broken.text_en if current_language() == "en" else broken.text_zh
    rows = [Row(label=_("How it was broken"), value=breach_kind_word(broken.kind))]
    if broken.pledge_no:
        rows.append(Row(label=_("What was promised"), value=said or str(WHOLE_PLEDGE)))
        rows.append(Row(label=_("Number of the pledge"), value=broken.pledge_no))
    if broken.rests_on:
        rows.append(Row(label=_("Rests on"), value=broken.rests_on))
    return rows


def about_word(kind: str, violation_type: str) -> str:
    """Return what a record is about, in a word: what the decision says of a penalty, else its kind."""
    return violation_type if kind == PENALTY else kind_word(kind)


def facts_label(kind: str) -> str:
    """Return what the facts of a record are called."""
    label: str = _("What was found") if kind == BREACH else _("Facts")
    return label


def basis_rows(record: RecordView) -> list[Row]:
    """Return the legal basis; a breach that a case has found rests on a document, which its own lines name."""
    told_before = record.broken is not None and record.broken.rests_on
    return [] if told_before else [Row(label=_("Legal basis"), value=record.basis)]


def what_rows(record: Told) -> list[Row]:
    """Return what happened and what was decided; of a breach that is one thing, and the public reads the promise."""
    facts, decision = record.facts, record.decision
    if record.kind != BREACH:
        return [Row(label=_("Facts"), value=facts), Row(label=_("What was decided"), value=decision)]
    is_promise = not decision
    return [Row(label=_("What was promised and not kept") if is_promise else facts_label(BREACH), value=facts)]


def authority_label(kind: str) -> str:
    """Return what the authority that made the decision of a record is called on paper."""
    label: str = _("Penalising authority") if kind == PENALTY else _("Authority that decided")
    return label

"""What differs between the pages of an objection to a repair, of one to anything else public, and of a report."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from workflow_app.domain.concerns import Kind
from workflow_app.services.concern_targets import TargetView
from workflow_app.services.intended_repairs import IntendedRepairView
from workflow_app.web.pages.concern_words import ACTS, PATHS, speaker_choices, target_word, topic_choices
from workflow_app.web.pages.objection_words import ground_choices, relation_choices

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asking:
    """The words and choices of the three pages of one form; `back` is the page of what it is about."""

    kind: str
    action: str
    back: str
    crumb: str
    label: str
    lead: str
    titles: tuple[str, str, str]
    statement_hint: str
    grounds: Choices
    relations: Choices
    send: str
    who: str
    until: date | None = None
    asks_what_is_wanted: bool = False
    needs_interest: bool = False
    may_be_unnamed: bool = False


def of_repair(repair: IntendedRepairView) -> Asking:
    """Return what is asked of who objects to an intended repair."""
    back = f"/public/repairs/{repair.id}"
    named = {"name": repair.subject_name, "number": repair.document_no}
    return Asking(
        kind=Kind.OBJECTION,
        action=f"{back}/object",
        back=back,
        crumb=_("Intended repairs"),
        label=repair.document_no,
        lead=_("Objection to the intended repair of %(name)s, %(number)s", **named),
        titles=(_("What is wrong with the repair"), _("Proof of what you say"), _("Who you are")),
        statement_hint=_(
            "What you saw or know, when and where. The applicant reads this text: leave out your own name, address "
            "and telephone."
        ),
        grounds=ground_choices(),
        relations=relation_choices(),
        send=_("Send the objection"),
        who=_(
            "Name and telephone are kept encrypted and read only by those who handle objections, never by the "
            "applicant or by those who work on the case."
        ),
        until=repair.until,
    )


def of_target(shown: TargetView, kind: Kind) -> Asking:
    """Return what is asked of who objects to something public, or reports it."""
    reports = kind is Kind.REPORT
    back = f"{PATHS[shown.target]}/{shown.id}"
    named = {"what": target_word(shown.target), "name": shown.name, "number": shown.label}
    lead = _("Report about: %(what)s, %(name)s, %(number)s", **named)
    objects = _("Objection to: %(what)s, %(name)s, %(number)s", **named)
    first = _("What you report") if reports else _("What you find wrong")
    last = _("Who you are, if you want to say") if reports else _("Who you are")
    return Asking(
        kind=kind,
        action=f"{back}/{ACTS[kind]}",
        back=back,
        crumb=target_word(shown.target),
        label=shown.label,
        lead=lead if reports else objects,
        titles=(first, _("Proof of what you say"), last),
        statement_hint=_("What you saw or know, when and where. Leave out your own name, address and telephone."),
        grounds=topic_choices(kind, shown.target),
        relations=speaker_choices(),
        send=_("Send the report") if reports else _("Send the objection"),
        who=_(
            "Name and telephone are kept encrypted and read only by those who handle objections and reports; that they "
            "were read is noted. Whom it is about never learns who you are."
        ),
        asks_what_is_wanted=True,
        needs_interest=not reports,
        may_be_unnamed=reports,
    )

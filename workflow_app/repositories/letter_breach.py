"""What letters about an alleged breach may name: the pledge, the item, the evidence, and what was found."""

from collections.abc import Mapping
from datetime import date

from workflow_app.domain.breaches import NOT_SUPPLIED, UNTRUE
from workflow_app.domain.time import local_date
from workflow_app.models import PledgeBreach
from workflow_app.repositories.case_work import CaseWork

KINDS = frozenset({"T13_RECTIFY", "T15_NOTICE", "T15_CLEARED", "T15_DECISION"})
"""The letters of a case that hears a breach."""
NOTHING = "—"
NONE_ZH, NONE_EN = "承诺书全文", "the pledge as a whole"
REPLY = "reply"
"""The answer of who was heard."""


def breach_values(work: CaseWork, kind: str, answers: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a letter in a case that hears a breach; nothing for every other."""
    breach = work.unit.breaches.find_of_case(work.case.id) if kind in KINDS else None
    if breach is None:
        return {}
    pledge = work.unit.pledges.get(breach.pledge_id)
    item = next((each for each in work.unit.pledges.items_of([pledge.id]) if each.id == breach.item_id), None)
    rests = str(answers.get("document_no") or "").strip()
    return {
        "pledge_no": pledge.number,
        "signed_on": local_date(pledge.signed_at),
        "item": item.text_zh if item else NONE_ZH,
        "item_en": item.text_en if item else NONE_EN,
        "written": breach.code is None,
        "breach_facts": breach.facts,
        "breach_evidence": breach.evidence,
        **_not_supplied(breach),
        **_untrue(breach),
        **whether_replied(answers),
        "reply_wd": work.parameter("pledge.reply_wd").amount,
        "rectify_wd": work.parameter("pledge.rectify_wd").amount,
        "rectify_what": str(answers.get("rectify_what") or "—"),
        "breach_findings": str(answers.get("proposal_findings") or "—"),
        "rests_on": rests or "—",
    }


def whether_replied(answers: Mapping[str, object]) -> dict[str, object]:
    """Return whether the party said something when it was heard: a decision says so (rule 2.4 step 6)."""
    return {"replied": bool(answers.get(REPLY)), "no_reply": not answers.get(REPLY)}


def _not_supplied(breach: PledgeBreach) -> dict[str, object]:
    """Return what is said of documents that were promised and not brought, where that is what a process alleges."""
    said = breach.said or {}
    last_on = said.get("last_on")
    return {
        "not_supplied": breach.code == NOT_SUPPLIED,
        "deferred_case": said.get("case_number") or NOTHING,
        "deferred_last_on": date.fromisoformat(last_on) if last_on else NOTHING,
        "deferred_materials": "、".join(said.get("materials") or ()) or NOTHING,
        "deferred_materials_en": "; ".join(said.get("materials_en") or ()) or NOTHING,
        "deferred_letter": said.get("letter") or NOTHING,
    }


def _untrue(breach: PledgeBreach) -> dict[str, object]:
    """Return what is said of a pledge that proved untrue before the decision, where that is what a process alleges."""
    said = breach.said or {}
    return {
        "untrue": breach.code == UNTRUE,
        "untrue_case": said.get("case_number") or NOTHING,
        "untrue_letter": said.get("letter") or NOTHING,
        "untrue_reason": said.get("reason") or NOTHING,
    }

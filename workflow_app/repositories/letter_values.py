"""What the texts of a letter may name: facts of the case, its record, and the answers given so far."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from workflow_app.domain.earlier_answers import with_supplied
from workflow_app.domain.letter_kinds import FROM_SUBJECT
from workflow_app.domain.process_terms import term_values
from workflow_app.domain.record_content import persons_in, public_name
from workflow_app.domain.time import local_date
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of
from workflow_app.repositories.letter_breach import breach_values
from workflow_app.repositories.letter_deferral import KINDS, deferral_rows, deferral_values
from workflow_app.repositories.letter_matter import matter_values
from workflow_app.repositories.letter_payment import payment
from workflow_app.repositories.letter_pledge import is_pledge_letter, pledge_rows, pledge_values
from workflow_app.repositories.letter_promise import promise_done
from workflow_app.repositories.letter_rows import decision_no, rows_of

NOTICES = frozenset({"T08_CORRECT", "T08_MISSING"})
"""The letters that name what is missing."""
CORRECTION = ".correction"
"""How the key ends of the clock within which an applicant supplies what is missing."""
GAPS = "gaps"
"""The field in which a clerk names what is missing; the sentence on each stands in `gap_` and its value."""


def letter_values(work: CaseWork, *, kind: str, number: str, code: str) -> dict[str, object]:
    """Gather what the texts may name, from the case, its record and the forms completed so far."""
    answers = with_supplied(work.answers())
    basis = work.facts.legal_basis.get(work.case.regime or "")
    values: dict[str, object] = {
        "authority": work.authority.name_zh,
        "authority_en": work.authority.name_en,
        "authority_phone": work.authority.phone,
        "number": number,
        "code": code,
        "verify_url": f"{work.base_url}/public/letters/{code}",
        "issued_on": work.today,
        "subject_name": work.subject.name,
        "uscc": work.subject.uscc,
        "case_number": work.case.number,
        "applied_on": local_date(work.case.submitted_at or work.now),
        "legal_basis": basis.zh if basis else "",
        "legal_basis_en": basis.en if basis else "",
        "clerk": work.actor.name,
        "paid_on": _day(answers.get("paid_on")),
        "receipt_no": str(answers.get("receipt_no") or "—"),
        "refusal_reason": str(answers.get("decision_reason") or "—"),
        "rejection_reason": str(answers.get("acceptance_reason") or "—"),
        "extension_reason": str(answers.get("extension_reason") or "—"),
        "objection_findings": str(answers.get("objection_findings") or "—"),
        "verification_scope": str(answers.get("verification_scope") or "—"),
        "reapply_on": reapply_day(work),
        "decision_no": decision_no(work, kind),
        "rows": _rows(work, kind, answers),
    }
    values["shown_somewhere"] = bool(values["rows"])
    values |= payment(work, kind, answers) | promise_done(work, kind) | matter_values(work, answers)
    values |= breach_values(work, kind, answers) | deferral_values(work, kind, answers)
    values |= pledge_values(work, kind, answers) | _turned_round(work, kind)
    return values | _limits(work) | _publicity(work, kind) | _examination(work, kind, answers) | _record(work)


def _turned_round(work: CaseWork, kind: str) -> dict[str, object]:
    """Return sender and addressee of what the subject says to the authority, and by which code it goes."""
    if kind not in FROM_SUBJECT:
        return {}
    return {
        "authority": work.subject.name,
        "authority_en": work.subject.name,
        "subject_name": work.authority.name_zh,
        "subject_name_en": work.authority.name_en,
        "uscc": None,
        "pledger_code": work.subject.uscc or "—",
    }


def _examination(work: CaseWork, kind: str, answers: Mapping[str, object]) -> dict[str, object]:
    """Return what an examination of objections came to, for the letter to those who objected."""
    if kind != "T26_OBJECTION":
        return {}
    outcome = str(answers.get("objection_outcome") or "")
    zh, en = work.option_words.get(("objection_outcome", outcome), (outcome, outcome))
    numbers = "、".join(row.number for row in work.unit.objections.under_examination(work.case.id))
    return {
        "subject_name": _name_for_all(work),
        "objection_numbers": numbers or "—",
        "objection_result": zh or "—",
        "objection_result_en": en or "—",
    }


def _name_for_all(work: CaseWork) -> str:
    """Return the subject of a case as everybody may read it, a person masked."""
    subject, record = work.subject, work.record()
    persons = persons_in(
        record.content if record else {},
        kind=subject.kind,
        name=subject.name,
        representative=subject.legal_representative,
    )
    return public_name(subject.name, kind=subject.kind, persons=persons)


def reapply_day(work: CaseWork) -> date:
    """Return from when a refused application may be made again: the day the decider named, else tomorrow."""
    return _day(work.answers().get("reapply_on")) or work.today + timedelta(days=1)


def _record(work: CaseWork) -> dict[str, object]:
    record = work.record()
    if record is None:
        return {}
    return {
        "document_no": record.document_no,
        "decided_on": record.decided_on,
        "penalty_authority": record.content.get("authority_name") or work.authority.name_zh,
        "penalty_authority_en": work.authority.name_en,
        **term_values(work.facts.terms, record.kind),
    }


def _limits(work: CaseWork) -> dict[str, object]:
    """Return the periods that letters speak of, as the case keeps them."""
    result = clocks_of(work).get("repair.result")
    return {
        "correction_wd": work.parameter(_correction(work)).amount,
        "result_due_on": result.due_on if result else None,
    }


def _correction(work: CaseWork) -> str:
    """Return the parameter that says how long an applicant has to supply what is missing."""
    return next((each.parameter for each in work.facts.clocks if each.key.endswith(CORRECTION)), "repair.correction_wd")


def _publicity(work: CaseWork, kind: str) -> dict[str, object]:
    """Return from when to when an intended repair is on display, and where, persons masked: all read that letter."""
    if kind != "T21_INTENT":
        return {}
    display = work.due("repair.publicity_wd")
    return {
        "subject_name": _name_for_all(work),
        "publicity_from": display.counted[0] if display.counted else work.today,
        "publicity_until": display.due_on,
        "publicity_url": f"{work.base_url}/public/repairs/{work.case.id}",
    }


def _rows(work: CaseWork, kind: str, answers: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the rows of a letter's table; one that has no table asks for none."""
    if kind in NOTICES:
        return list(_gaps(work, answers))
    if kind in KINDS:
        return list(deferral_rows(work, kind))
    if is_pledge_letter(work, kind):
        return list(pledge_rows(work, kind, answers))
    words = work.letter_texts[kind]["zh"]
    return rows_of(work, kind) if isinstance(words, Mapping) and "table" in words else []


def _gaps(work: CaseWork, answers: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Yield what is missing, each with the clerk's own sentence."""
    chosen = answers.get(GAPS)
    for number, gap in enumerate(chosen if isinstance(chosen, list) else (), start=1):
        zh, en = work.option_words.get((GAPS, str(gap)), (str(gap), str(gap)))
        sentence = str(answers.get(f"gap_{str(gap).lower()}") or "—")
        yield {"no": number, "material": zh, "material_en": en, "wanted": sentence}


def _day(value: object) -> date | None:
    """Return a day from a typed answer or from one read back."""
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None

"""Letters that ask for records to be taken down (T23): to the operator of a site, or to an office that assists."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.policies import reads_by_office
from workflow_app.models import Letter
from workflow_app.repositories.letter_facts import RemovalFacts
from workflow_app.repositories.letter_making import About, Making
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.audit import record_for_case
from workflow_app.services.office_letters import issue_beside
from workflow_app.services.tools import Tools

TO_SITE, BY_ASSISTANCE = "T23_REMOVE", "T23_ASSIST"
OTHER = "OTHER"
LONGEST_RECIPIENT = 200
MOST_RECORDS = 200


@dataclass(frozen=True, slots=True)
class RemovalLetter:
    """A letter about removals from one site: to whom it goes, and by which day the records are to be gone."""

    removal_ids: Collection[str]
    recipient: str
    due_on: date
    kind: str = TO_SITE


def issue_removal_letter(unit: UnitOfWork, wanted: RemovalLetter, *, actor: Actor, tools: Tools) -> Letter:
    """Issue one letter about removals from one site, of one authority, within a unit of work that the caller commits.

    Where all of them are of one case it belongs to that case; the history of every case among them tells of it.
    The PDF is made after the commit. Raises NotFoundError REMOVAL_UNKNOWN (also for another authority's people),
    InvalidError on `/recipient` or `/removal_ids`, RefusedError ONE_SITE_A_LETTER.
    """
    facts = unit.letter_facts.removals(wanted.removal_ids)
    _check(wanted, facts, actor)
    cases = {each.removal.case_id for each in facts}
    now, authority = tools.clock.now(), facts[0].authority
    about = About(
        case_id=cases.pop() if len(cases) == 1 else None,
        record_id=facts[0].record.id if len(facts) == 1 else None,
    )
    making = Making(unit, authority, wanted.kind, now, actor.id)
    letter = issue_beside(making, about, lambda texts: _values(wanted, facts, texts), tools=tools)
    unit.flush()
    said = {"kind": wanted.kind, "number": letter.number, "site": facts[0].site.code, "recipient": _name(wanted)}
    told = sorted({each.removal.case_id for each in facts if each.removal.case_id})
    for case_id in told:
        record_for_case(unit, case_id=case_id, actor=actor, action="letter.issued", data=said, now=now)
    if not told:
        audit.record(unit, authority=authority, actor=actor, action="letter.issued", data=said, now=now)
    return letter


def _name(wanted: RemovalLetter) -> str:
    return " ".join(wanted.recipient.split())


def _check(wanted: RemovalLetter, facts: Sequence[RemovalFacts], actor: Actor) -> None:
    if not wanted.removal_ids:
        raise InvalidError(FieldError("/removal_ids", "REQUIRED"))
    if len(wanted.removal_ids) > MOST_RECORDS:
        raise InvalidError(FieldError("/removal_ids", "TOO_MANY", {"maximum": MOST_RECORDS}))
    if len(facts) != len(set(wanted.removal_ids)):
        raise NotFoundError("REMOVAL_UNKNOWN")
    if any(not reads_by_office(actor, each.authority.id) for each in facts):
        raise NotFoundError("REMOVAL_UNKNOWN")
    if len({(each.site.id, each.authority.id) for each in facts}) > 1:
        raise RefusedError("ONE_SITE_A_LETTER")
    if not _name(wanted):
        raise InvalidError(FieldError("/recipient", "REQUIRED"))
    if len(_name(wanted)) > LONGEST_RECIPIENT:
        raise InvalidError(FieldError("/recipient", "TOO_LONG", {"maximum": LONGEST_RECIPIENT}))


def _values(wanted: RemovalLetter, facts: Sequence[RemovalFacts], texts: Mapping[str, object]) -> dict[str, object]:
    site = facts[0].site
    return {
        "subject_name": _name(wanted),
        "uscc": None,
        "site": site.name_zh,
        "site_en": site.name_en,
        "due_on": wanted.due_on,
        "record_count": len(facts),
        "rows": list(_rows(facts, texts)),
    }


def _rows(facts: Sequence[RemovalFacts], texts: Mapping[str, object]) -> Iterator[dict[str, object]]:
    for number, each in zip(count(1), facts):
        yield {
            "no": number,
            "subject": f"{each.subject.name}（{each.subject.uscc}）" if each.subject.uscc else each.subject.name,
            "document_no": each.record.document_no,
            "listing_no": each.site_number or each.listing.id,
            "ground": _ground(texts, "zh", each.removal.reason),
            "ground_en": _ground(texts, "en", each.removal.reason),
        }


def _ground(texts: Mapping[str, object], language: str, reason: str) -> str:
    """Return why a record is no longer shown, in the words of the letter's own file."""
    grounds = texts["grounds"][language]  # type: ignore[index] # a table of the letter file, as its check says
    return str(grounds.get(reason, grounds[OTHER]))

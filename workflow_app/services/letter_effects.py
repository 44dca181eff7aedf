"""What comes of a change of a letter that was approved: the letter, its service, and word to whom it is for (A15)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from workflow_app.domain.actors import Actor
from workflow_app.domain.ids import new_id
from workflow_app.domain.letter_changes import Marks, Pair, all_pairs, corrected, put_right, reissued
from workflow_app.domain.letter_held import rewritten
from workflow_app.domain.letter_parts import Correction
from workflow_app.domain.letter_states import ChangeKind, Seal, Standing
from workflow_app.domain.letters import LetterData
from workflow_app.domain.serving import ServiceStatus
from workflow_app.domain.time import local_date
from workflow_app.models import Letter, LetterChange, LetterService
from workflow_app.repositories.letter_making import About, Making, make_letter, pages_of
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.letter_trail import note_letter
from workflow_app.services.tools import Tools


def carry_out(unit: UnitOfWork, letter: Letter, change: LetterChange, *, actor: Actor, tools: Tools) -> None:
    """Do what a change asks for, within the unit that approves it."""
    change.before = {"data": letter.data, "standing": letter.standing, "seal": letter.seal}
    _EFFECTS[ChangeKind(change.kind)](unit, letter, change, actor, tools)
    if letter.subject_id is not None:
        facts = {"number": letter.number, "title": letter.data["title"], "reason": change.reason}
        new = unit.letters.find(change.new_letter_id) if change.new_letter_id else None
        facts["new_number"] = new.number if new else ""
        telling = Telling(f"LETTER_{letter.standing}", letter.authority_id, facts, case_id=letter.case_id)
        unit.add(telling.for_subject(letter.subject_id, now=tools.clock.now()))


def _correct(unit: UnitOfWork, letter: Letter, change: LetterChange, _actor: Actor, tools: Tools) -> None:
    """Attach a notice: another edition under the same number, whose PDF is made and sealed anew."""
    now = tools.clock.now()
    notice = Correction(local_date(now), change.reason, tuple(_pairs(change)), change.content.get("changed") or {})
    data = corrected(LetterData.from_json(letter.data), notice)
    letter.data, letter.edition = data.to_json(), letter.edition + 1
    letter.status, letter.sha256, letter.size = "ISSUED", None, None
    letter.seal, letter.standing = Seal.PENDING.value, Standing.CORRECTED.value
    _serve_again(unit, letter, change)
    unit.add(pages_of(letter, now=now))


def _serve_again(unit: UnitOfWork, letter: Letter, change: LetterChange) -> None:
    """Have a letter that was served be served once more as it stands now, by the same way; no clock begins again.

    The case was told of the first service, so it hears of none; the change keeps when and how that was.
    """
    service = unit.letter_services.find(letter.id)
    if service is None or service.status != ServiceStatus.SERVED or service.served_on is None:
        return
    first = {"way": service.way, "served_on": service.served_on.isoformat(), "edition": letter.edition - 1}
    change.before = {**change.before, "service": first}
    service.status, service.served_on, service.served_at = ServiceStatus.PENDING.value, None, None
    service.message, service.failed = None, 0
    service.version += 1


def _annul(unit: UnitOfWork, letter: Letter, _change: LetterChange, _actor: Actor, _tools: Tools) -> None:
    """Take a letter out of force; its number stays, and it is served no more."""
    letter.standing = Standing.ANNULLED.value
    _end_service(unit, letter)


def _reissue(unit: UnitOfWork, letter: Letter, change: LetterChange, actor: Actor, tools: Tools) -> None:
    """Issue the letter anew under a new number; the new one has a service of its own."""
    now, authority = tools.clock.now(), unit.authorities.get(letter.authority_id)
    old = LetterData.from_json(letter.data)

    def write(number: str, code: str) -> LetterData:
        marks = Marks(number, code, f"{tools.base_url}/public/letters/{code}", local_date(now))
        pairs = all_pairs(old, _pairs(change))
        held = rewritten(old, change.content.get("changed") or {}, lambda words: put_right(words, pairs))
        return reissued(old, marks=marks, pairs=pairs, held=held)

    about = About(letter.case_id, letter.record_id, letter.subject_id, replaces_id=letter.id)
    new = make_letter(Making(unit, authority, letter.kind, now, actor.id), about, write)
    letter.standing = Standing.REPLACED.value
    unit.flush()
    change.new_letter_id = new.id
    service = _end_service(unit, letter)
    if service is not None:
        unit.add(_service_of(new, service))
    note_letter(
        unit, new, actor=actor, action="letter.issued", data={"kind": new.kind, "replaces": letter.number}, now=now
    )


def _end_service(unit: UnitOfWork, letter: Letter) -> LetterService | None:
    """Let nobody serve a letter any more that has no effect; what was served stays on record."""
    service = unit.letter_services.find(letter.id)
    if service is not None and service.status != ServiceStatus.SERVED:
        service.status, service.served_on = ServiceStatus.CANCELLED.value, None
        service.version += 1
    return service


def _service_of(new: Letter, old: LetterService) -> LetterService:
    """Return the service of the letter that takes another's place; it tells the case what the old one did not."""
    return LetterService(
        id=new_id(),
        letter_id=new.id,
        case_id=old.case_id,
        authority_id=old.authority_id,
        status=ServiceStatus.PENDING.value,
        way=old.way if old.way == "ELECTRONIC" else None,
        attempts=0,
        failed=0,
        message=old.message if old.status == ServiceStatus.CANCELLED else None,
        version=1,
    )


def _pairs(change: LetterChange) -> list[Pair]:
    return [(was, words) for was, words in change.content["pairs"]]


_EFFECTS: Mapping[ChangeKind, Callable[[UnitOfWork, Letter, LetterChange, Actor, Tools], None]] = MappingProxyType(
    {ChangeKind.CORRECT: _correct, ChangeKind.ANNUL: _annul, ChangeKind.REISSUE: _reissue}
)

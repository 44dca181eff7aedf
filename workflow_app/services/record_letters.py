"""Letters about a penalty record: the notice on its repair (T01), and proofs that duties are performed (T16, T19)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.record_letters import Duty, WriteRecordLetter
from workflow_app.domain.duty_checks import wrong_duties
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.gate_kinds import PENALTY
from workflow_app.domain.heads import head_values
from workflow_app.domain.letter_policies import may_confirm_duties, may_print_notice
from workflow_app.domain.letter_states import HOLDS
from workflow_app.domain.letters import LetterData, compose
from workflow_app.domain.policies import reads_by_office
from workflow_app.domain.time import local_date
from workflow_app.models import Letter
from workflow_app.repositories.letter_making import About, Making, letter_marks
from workflow_app.repositories.listings import ON_SHOW
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.letter_trail import note_letter
from workflow_app.services.office_letters import issue_beside, texts_of_kind
from workflow_app.services.showing_papers import show_letters
from workflow_app.services.tools import Tools
from workflow_app.services.views import LetterView

NOTICE, FORM, PROOF = "T01_NOTICE", "T16_CONFIRM", "T19_PERFORMED"
KINDS = (NOTICE, FORM, PROOF)
IN_FORCE = "ACTIVE"


def write_record_letter(command: WriteRecordLetter, *, actor: Actor, tools: Tools) -> str:
    """Issue a letter about a record and return its id; a notice that would say what the last one says is that one.

    Raises NotFoundError RECORD_UNKNOWN, ForbiddenError, RefusedError NO_SUCH_LETTER_BASIS, InvalidError per field.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        unit.records.lock(command.record_id)
        rows = unit.records.get(command.record_id)
        _refuse(actor, rows, command.kind)
        wrong = (
            []
            if command.kind == NOTICE
            else list(wrong_duties(command.duties, decided_on=rows.record.decided_on, today=local_date(now)))
        )
        if wrong:
            raise InvalidError(*wrong)
        texts = texts_of_kind(unit, command.kind, tools)
        values = {**_values(rows, actor), **_own(unit, rows, command, texts, tools)}
        letter = _the_same(unit, rows, command.kind, values, texts, tools)
        if letter is None:
            about = About(record_id=rows.record.id, subject_id=rows.subject.id)
            making = Making(unit, rows.authority, command.kind, now, actor.id)
            letter = issue_beside(making, about, values, tools=tools)
            unit.flush()
            said = {"kind": command.kind, "record": rows.record.id}
            note_letter(unit, letter, actor=actor, action="letter.issued", data=said, now=now)
        once.keep(unit, command.once, row_id, letter)
        unit.commit()
        letter_id = letter.id
    tools.wake.nudge()
    return letter_id


def letters_of_record(record_id: str, *, actor: Actor, tools: Tools) -> tuple[LetterView, ...]:
    """Return the letters about a record beside its cases, the newest first, for the desk that reads it."""
    with tools.database.read() as unit:
        rows = unit.records.get(record_id)
        if not reads_by_office(actor, rows.authority.id):
            return ()
        return show_letters(unit, unit.letters.of_record(record_id))


def _refuse(actor: Actor, rows: RecordRows, kind: str) -> None:
    """Refuse strangers, roles that do not write such letters, and records about which there is nothing to say."""
    if not reads_by_office(actor, rows.authority.id):
        raise NotFoundError("RECORD_UNKNOWN")
    ask = may_print_notice if kind == NOTICE else may_confirm_duties
    answer = ask(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
    if kind not in KINDS or rows.record.kind != PENALTY or rows.record.status != IN_FORCE or rows.record.hidden_at:
        raise RefusedError("NO_SUCH_LETTER_BASIS")


def _values(rows: RecordRows, actor: Actor) -> dict[str, object]:
    return {
        "subject_name": rows.subject.name,
        "uscc": rows.subject.uscc,
        "document_no": rows.record.document_no,
        "decided_on": rows.record.decided_on,
        "confirmed_by": actor.name,
        "representative": rows.subject.legal_representative or "—",
        **head_values(rows.subject.uscc),
    }


def _own(
    unit: UnitOfWork, rows: RecordRows, command: WriteRecordLetter, texts: Mapping[str, object], tools: Tools
) -> dict[str, object]:
    """Return what only one kind of these letters says."""
    if command.kind != NOTICE:
        return {"rows": [_duty(number, each) for number, each in enumerate(command.duties, start=1)]}
    record, none = rows.record, texts["none"]
    days = {"min_until": record.min_until, "max_until": record.max_until, "first_apply_on": record.first_apply_on}
    return {
        **_in_both("penalty_class", texts["classes"], record.severity),
        **{name: day if day is not None else none["zh"] for name, day in days.items()},  # type: ignore[index] # a table
        **{f"{name}_en": day if day is not None else none["en"] for name, day in days.items()},  # type: ignore[index] # a table
        "apply_url": f"{tools.base_url}/my",
        "rows": [
            {"site": each.site.name_zh, "site_en": each.site.name_en}
            for each in unit.listings.list_of_items([record.id])
            if each.listing.status in ON_SHOW
        ],
    }


def _in_both(name: str, words: object, key: str) -> dict[str, object]:
    """Return a value in both languages, in the words of the letter's own file."""
    tables = {language: words[language] for language in ("zh", "en")}  # type: ignore[index] # a table of tables
    return {
        name: tables["zh"].get(key, tables["zh"]["OTHER"]),
        f"{name}_en": tables["en"].get(key, tables["en"]["OTHER"]),
    }


def _duty(number: int, duty: Duty) -> dict[str, object]:
    return {
        "no": number,
        "duty": duty.duty.strip(),
        "performed_on": duty.performed_on,
        "evidence": duty.evidence.strip() or "—",
    }


def _the_same(
    unit: UnitOfWork,
    rows: RecordRows,
    kind: str,
    values: Mapping[str, object],
    texts: Mapping[str, object],
    tools: Tools,
) -> Letter | None:
    """Return the letter in force that says the very same of this record: printing it again needs no other number."""
    for letter in unit.letters.of_record(rows.record.id):
        if letter.kind == kind and letter.standing in HOLDS:
            marks = letter_marks(
                rows.authority, number=letter.number, code=letter.code, base_url=tools.base_url, now=letter.issued_at
            )
            if compose(texts, {**marks, **values}) == replace(LetterData.from_json(letter.data), notices=()):
                return letter
    return None


def _wrong(rows: RecordRows, command: WriteRecordLetter, *, today: date) -> list[FieldError]:
    """Return what is wrong with what a proof confirms; a notice confirms nothing."""
    if command.kind == NOTICE:
        return []
    return list(wrong_duties(command.duties, decided_on=rows.record.decided_on, today=today))

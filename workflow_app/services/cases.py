"""Cases: open, read, list, follow."""

import secrets
from collections.abc import Mapping
from dataclasses import replace

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.audit import case_chain
from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.letter_marks import CODE_ALPHABET, normal_code, normal_number
from workflow_app.domain.policies import may_name_staff, may_see_case
from workflow_app.domain.process_facts import Words
from workflow_app.domain.time import local_date
from workflow_app.domain.window import CHANNEL, may_file
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.finding import decision_numbers
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.answers import show_whole_case
from workflow_app.services.batch_sizes import batch_sizes
from workflow_app.services.guesses import counted
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.past_versions import version_at
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView, HistoryEntry

__all__ = ["case_history", "follow_case", "get_case", "get_diagram", "list_cases", "new_follow_code"]

FOLLOW_LENGTH = 6
CALLS = "Action needed"
"""How the public words of a state begin that ask the applicant to act; of what is past nobody is asked."""
SIGNED = frozenset({"case.sheet_registered", "case.sheet_decided"})
ABOUT_STAFF = SIGNED | {
    "case.appointment_wanted",
    "case.appointment_not_needed",
    "case.appointed",
    "case.phone_noted",
    "case.second_notice_allowed",
    "case.sheet_disputed",
    "task.assigned",
}
"""What happened within the office and names its people; the subject's own people do not read it."""


def new_follow_code() -> str:
    """Return the code by which a case can be followed without login."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(FOLLOW_LENGTH))


def refuse_reader(actor: Actor, rows: CaseRows) -> None:
    """Refuse those whose business a case is not; an applicant learns only that there is none."""
    case = rows.case
    where = {"authority_id": case.authority_id, "subject_id": case.subject_id}
    answer = may_see_case(actor, **where, handed_in=case.submitted_at is not None)
    if answer.allowed or (case.channel == CHANNEL and may_file(actor, **where).allowed):
        return
    if answer.rule == "ADMINISTRATORS_SEE_NO_CASES":
        raise ForbiddenError(answer.rule)
    raise NotFoundError("CASE_UNKNOWN")


def get_case(case_id: str, *, actor: Actor, tools: Tools) -> CaseView:
    """Return a case with everything beside it; raises NotFoundError or ForbiddenError."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        return show_whole_case(unit, rows, loaded_of(unit, rows, tools), actor=actor, on=local_date(tools.clock.now()))


def list_cases(wanted: CaseFilter, *, actor: Actor, tools: Tools) -> Page[CaseView]:
    """Return one page of the cases an actor may see, newest first."""
    with tools.database.read() as unit:
        page = cut(
            unit.cases.list_visible(wanted, actor),
            limit=wanted.limit,
            key=lambda rows: (rows.case.created_at.isoformat(), rows.case.id),
        )
        return Page(_show_many(unit, list(page.items), actor=actor, tools=tools), page.next_cursor)


def _show_many(unit: UnitOfWork, items: list[CaseRows], *, actor: Actor, tools: Tools) -> list[CaseView]:
    """Return several cases in a constant number of statements."""
    ids = [rows.case.id for rows in items]
    tasks = unit.tasks.open_of_cases(ids) if ids else ()
    clocks = unit.cases.clocks(ids) if ids else ()
    sizes = batch_sizes(unit, (rows.case for rows in items))
    numbers = decision_numbers(unit.session, [rows.case.record_id for rows in items])
    return [
        replace(
            show_case(
                rows,
                loaded_of(unit, rows, tools),
                actor=actor,
                tasks=[task for task in tasks if task.case_id == rows.case.id],
                clocks=[clock for clock in clocks if clock.case_id == rows.case.id],
            ),
            document_no=numbers.get(rows.case.record_id or ""),
            batch_size=sizes.get(rows.case.id, 0),
        )
        for rows in items
    ]


def case_history(case_id: str, *, actor: Actor, tools: Tools) -> tuple[HistoryEntry, ...]:
    """Return what happened in a case, oldest first, from its audit chain; who it was is for the desk to read."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        entries = unit.audit.list_chain(case_chain(case_id))
        who = {entry.actor_id for entry in entries}
        named = may_name_staff(actor, authority_id=rows.case.authority_id, subject_id=rows.case.subject_id)
        if not named:
            who &= {actor.id, SERVICE.id}
        signers = {str(entry.data["signer_id"]) for entry in entries if named and entry.action in SIGNED}
        names = unit.accounts.names(sorted(who | signers))
        loaded = loaded_of(unit, rows, tools)
        goes_by = version_at(unit, rows, loaded, tools)
        return tuple(
            HistoryEntry(
                entry.at,
                names.get(entry.actor_id, ""),
                entry.action,
                _told(entry.action, entry.data, names),
                *_state(loaded.facts.states.get(str(entry.data.get("state", ""))), named=named),
                *_element(str(entry.data.get("element", "")), goes_by(entry.at), loaded),
            )
            for entry in entries
            if named or entry.action not in ABOUT_STAFF
        )


def _state(words: Words | None, *, named: bool) -> tuple[str, str]:
    """Return what the process calls a state, to the office or to everybody else; nothing for none."""
    if words is None:
        return "", ""
    if named or words.public_en.startswith(CALLS):
        return words.zh, words.en
    return words.public_zh or words.zh, words.public_en or words.en


def _element(element_id: str, then: LoadedProcess, now: LoadedProcess) -> tuple[str, str]:
    """Return what the process called a step then, or calls it now; nothing for none."""
    element = then.compiled.elements.get(element_id) or now.compiled.elements.get(element_id)
    return (element.name, element.name_en or element.name) if element else ("", "")


def _told(action: str, data: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """Return what an entry says, with the name of who signed a sheet."""
    return {**data, "signer": names.get(str(data["signer_id"]), "")} if action in SIGNED else dict(data)


def follow_case(number: str, code: str, *, tools: Tools) -> CaseView:
    """Return what the public may know of a case by its number and code; raises NotFoundError for any mismatch.

    Raises LimitedError CODES_GUESSED where too many codes were tried for the number.
    """
    nobody = Actor(id="", name="")
    typed = normal_code(code).encode()
    with counted(normal_number(number), tools=tools), tools.database.read() as unit:
        found = unit.cases.list_by_number(normal_number(number))
        rows = next((each for each in found if secrets.compare_digest(each.case.follow_code.encode(), typed)), None)
        if rows is None:
            raise NotFoundError("CASE_UNKNOWN")
        return show_whole_case(unit, rows, loaded_of(unit, rows, tools), actor=nobody, on=local_date(tools.clock.now()))


def get_diagram(case_id: str, *, actor: Actor, tools: Tools) -> bytes:
    """Return the diagram of the version a case runs on."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        return loaded_of(unit, rows, tools).diagram

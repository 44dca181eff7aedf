"""Who stands at the counter: noted with a case that is filed there, noted anew, and put into its form."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.window import AtCounter
from workflow_app.domain.contacts import Channel, read_address
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.signed_papers import new_sheet_no
from workflow_app.domain.time import local_date
from workflow_app.domain.window import wrong_in_person
from workflow_app.models import Case, Task, WindowFiling
from workflow_app.services.audit import record_for_case
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.taking_over import components_of
from workflow_app.services.tools import Tools
from workflow_app.services.window_cases import held_of


def change_person(case_id: str, person: AtCounter, *, actor: Actor, tools: Tools) -> None:
    """Note who stands at the counter anew; raises InvalidError per field, and what `held_of` raises.

    The answers stay as they are. Raises ConflictError TAKEN_OVER where the telephone has been used.
    """
    wrong = list(wrong_in_person(person, today=local_date(tools.clock.now())))
    if wrong:
        raise InvalidError(*wrong)
    with tools.database.write() as unit:
        held = held_of(unit, case_id, actor=actor, lock=True)
        if held.filing.taken_over_by is not None:
            raise ConflictError("TAKEN_OVER")
        _note(held.filing, person, tools)
        said = {"acts_as": person.acts_as, "shown": person.shown}
        now = tools.clock.now()
        record_for_case(unit, case_id=case_id, actor=actor, action="window.person_changed", data=said, now=now)
        unit.commit()


def new_filing(case: Case, person: AtCounter, *, actor: Actor, tools: Tools) -> WindowFiling:
    """Return the row that says that a case is filed at a window, and for whom."""
    filing = WindowFiling(
        id=new_id(),
        case_id=case.id,
        authority_id=case.authority_id,
        sheet_no=new_sheet_no(),
        signed_pages=[],
        created_by=actor.id,
        created_at=tools.clock.now(),
    )
    _note(filing, person, tools)
    return filing


def fill_in(task: Task, loaded: LoadedProcess, person: AtCounter) -> None:
    """Put what the counter knows already into a form, for the clerk to look at; what was answered before stays."""
    known: dict[str, object] = {
        "contact_phone": read_address(Channel.SMS, person.phone),
        "signer_role": person.acts_as,
        "signer_name": person.name.strip(),
    }
    if person.mandate_until is not None:
        known["authorisation_until"] = person.mandate_until.isoformat()
    asked = {each.get("key") for each in components_of(loaded.forms[str(task.form)])}
    task.draft = {**{key: value for key, value in known.items() if key in asked}, **(task.draft or {})}


def _note(filing: WindowFiling, person: AtCounter, tools: Tools) -> None:
    phone = read_address(Channel.SMS, person.phone)
    filing.name_cipher = tools.cipher.encrypt(person.name.strip())
    filing.phone_cipher, filing.phone_lookup = tools.cipher.encrypt(phone), tools.cipher.lookup(phone)
    filing.acts_as, filing.shown, filing.mandate_until = person.acts_as, person.shown, person.mandate_until

"""The legal representative signs on their own telephone what an agent has filled in, and the agent hands it in."""

import re

from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.entering import AskForCode, Purpose
from workflow_app.domain.commands.signing import AnswerSigning, AskSignature, SignAct
from workflow_app.domain.contacts import CODE_DIGITS
from workflow_app.services.background import run_due
from workflow_app.services.demo_story.applying import filled_in, hands_in, keeps, needed, opens
from workflow_app.services.demo_story.outside_acts import CALLER
from workflow_app.services.demo_story.tales import Act, Told
from workflow_app.services.demo_story.town import Town
from workflow_app.services.phone_proofs import ask_for_code, confirm_phone
from workflow_app.services.signer_views import phone_to_sign, to_sign
from workflow_app.services.signing_answers import answer_signing, note_opened, note_try
from workflow_app.services.signing_asks import ask_signature

LINK = re.compile(r"/s/([\w-]+)")
CODE = re.compile(rf"(?<!\d)\d{{{CODE_DIGITS}}}(?!\d)")


def asks_to_sign(said: str, *, mobile: str, **kinds: str) -> Act:
    """Fill everything in and have the link sent to the telephone of the legal representative."""

    def act(town: Town, told: Told) -> None:
        opens(town, told)
        head = told.tale.penalty.representative
        signer = {"signer_role": ActsAs.LEGAL_REPRESENTATIVE.value, "signer_name": head}
        keeps(town, told, filled_in(town, told, said) | hands_in(town, told, needed(told.tale), kinds) | signer)
        who = told.tale.applicant
        command = AskSignature(town.task(told.case_id, who).id, head, mobile)
        ask_signature(command, actor=town.person(who), tools=town.tools)

    return act


def signs_by_link(mobile: str) -> Act:
    """Open the link on that telephone, show with a code whose it is, read, and sign."""

    def act(town: Town, told: Told) -> None:
        token, tools, head = _newest(town, mobile, LINK), town.tools, told.tale.penalty.representative
        asked = to_sign(token, is_shown=False, tools=tools)
        number = phone_to_sign(token, tools=tools)
        secret = ask_for_code(AskForCode(Purpose.SIGN, number, CALLER, "zh", asked.id), tools=tools)
        run_due(tools)
        note_try(token, tools=tools)
        confirm_phone(secret, _newest(town, mobile, CODE), Purpose.SIGN, tools=tools)
        note_opened(token, secret, head, tools=tools)
        shown = frozenset(each.id for each in to_sign(token, is_shown=True, tools=tools).items)
        answer_signing(AnswerSigning(token, secret, head, SignAct.SIGN, shown, has_read=True), tools=tools)

    return act


def hands_in_signed() -> Act:
    """Hand in what was signed, as it was filled in."""

    def act(town: Town, told: Told) -> None:
        who = told.tale.applicant
        town.complete(told.case_id, who, **town.kept(told.case_id, who))

    return act


def _newest(town: Town, mobile: str, wanted: re.Pattern[str]) -> str:
    """Return what the newest message to a telephone carries."""
    found = wanted.search(town.phones.newest[mobile])
    if found is None:
        raise LookupError(wanted.pattern)
    return found.group(1) if found.groups() else found.group()

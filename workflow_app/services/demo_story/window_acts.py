"""What happens at the service window: a clerk types what somebody brings, has it signed on paper, and hands it in."""

from datetime import datetime

from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.window import AtCounter, HandIn, KeepSigned, OpenAtWindow
from workflow_app.domain.window import Shown, on_behalf
from workflow_app.services.demo_story.applying import answers_of, draw_for, today
from workflow_app.services.demo_story.tales import Act, Told
from workflow_app.services.demo_story.town import Town
from workflow_app.services.documents import upload_document
from workflow_app.services.tasks import save_draft
from workflow_app.services.window_handing import hand_in, keep_signed
from workflow_app.services.window_opening import open_at_window
from workflow_app.services.window_views import DraftView, window_case

PAPERS = ("receipt", "rectification", "t16")


def files_at_window(said: str, *, phone: str, came_at: datetime, who: str = "window") -> Act:
    """File for the owner, who came to the counter in person and signed there."""

    def act(town: Town, told: Told) -> None:
        penalty, clerk, tools = told.tale.penalty, town.person(who), town.tools
        record = town.record(penalty.document_no, penalty.uscc)
        person = AtCounter(penalty.representative, ActsAs.LEGAL_REPRESENTATIVE.value, Shown.ID_CARD.value, phone)
        told.case_id = open_at_window(OpenAtWindow(record.id, person), actor=clerk, tools=tools)
        answers = answers_of(told.tale, signer=person.name, today=today(town), said=said)
        answers |= {"contact_phone": phone, "signer_role": person.acts_as, "electronic_service_consent": False}
        behalf = on_behalf(clerk, record.subject_id)
        for field in PAPERS:
            upload = town.upload(told.case_id, field, draw_for(town, told.tale, field))
            answers[field] = upload_document(upload, actor=behalf, tools=tools).id
        del answers["authorisation_until"]
        save_draft(draft_at(town, told.case_id, who).task_id, answers, actor=behalf, tools=tools)
        signs_on_paper(town, told.case_id, penalty.party, person.name, came_at=came_at, who=who)

    return act


def signs_on_paper(town: Town, case_id: str, party: str, signer: str, *, came_at: datetime, who: str) -> None:
    """Have what was typed signed on paper, scan that, and hand it in as of the time at the counter."""
    clerk, mark = town.person(who), draft_at(town, case_id, who).mark
    scan = town.proof("signed_sheet", party=party, representative=signer, number=mark)
    keep_signed(KeepSigned(case_id, mark, [scan]), actor=clerk, tools=town.tools)
    hand_in(HandIn(case_id, came_at), actor=clerk, tools=town.tools)


def draft_at(town: Town, case_id: str, who: str) -> DraftView:
    """Return what is open at the window for a case."""
    found = window_case(case_id, actor=town.person(who), tools=town.tools).draft
    if found is None:
        raise LookupError(case_id)
    return found

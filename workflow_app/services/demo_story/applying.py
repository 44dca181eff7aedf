"""What applicants do: fill in, hand in, leave lying, supply, withdraw."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from workflow_app.domain.commands.cases import OpenCase, WithdrawCase
from workflow_app.domain.demo_papers import Paper, Wanted
from workflow_app.domain.time import local_date
from workflow_app.services.demo_story.tales import Act, Tale, Told
from workflow_app.services.demo_story.town import Town
from workflow_app.services.opening import open_case
from workflow_app.services.tasks import save_draft
from workflow_app.services.withdrawals import withdraw_case

PROCESS = "credit_repair"
PLEDGE = ("MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED")
PUT_RIGHT = "已按处罚决定要求完成整改，制定了日常检查制度并落实到人，整改情况已经复查合格。"
AUTHORISED_DAYS = 180
NO_KINDS: Mapping[str, str] = MappingProxyType({})


def applies(said: str = PUT_RIGHT, **kinds: str) -> Act:
    """Open a case and hand the application in; a field that is named gets a paper of another than the usual kind."""

    def act(town: Town, told: Told) -> None:
        opens(town, told)
        files = hands_in(town, told, needed(told.tale), kinds)
        town.complete(told.case_id, told.tale.applicant, **(filled_in(town, told, said) | files))

    return act


def hands_in(town: Town, told: Told, fields: Iterable[str], kinds: Mapping[str, str] = NO_KINDS) -> dict[str, object]:
    """Put drawn papers to the case, each of its usual kind unless another is named; return what the fields hold."""
    who = told.tale.applicant
    return {
        name: town.hand_in(told.case_id, who, name, draw_for(town, told.tale, kinds.get(name, name))) for name in fields
    }


def filled_in(town: Town, told: Told, said: str = PUT_RIGHT) -> dict[str, object]:
    """Return what is filled in by who applies, without the papers."""
    signer = town.person(told.tale.applicant).name
    return answers_of(told.tale, signer=signer, today=today(town), said=said)


def opens(town: Town, told: Told) -> None:
    """Open the case."""
    penalty = told.tale.penalty
    record = town.record(penalty.document_no, penalty.uscc)
    command = OpenCase(PROCESS, penalty.uscc, {"record_id": record.id})
    told.case_id = open_case(command, actor=town.person(told.tale.applicant), tools=town.tools).id


def drafts(*fields: str) -> Act:
    """Open a case and fill in some fields only, papers among them."""

    def act(town: Town, told: Told) -> None:
        opens(town, told)
        papers = [name for name in fields if name in needed(told.tale)]
        answers = filled_in(town, told) | hands_in(town, told, papers)
        keeps(town, told, {name: answers[name] for name in fields})

    return act


def keeps(town: Town, told: Told, answers: dict[str, object]) -> None:
    """Keep answers as a draft."""
    who = told.tale.applicant
    save_draft(town.task(told.case_id, who).id, answers, actor=town.person(who), tools=town.tools)


def supplies(**files: str) -> Act:
    """Hand in what was asked for, each as a drawn paper of a kind."""

    def act(town: Town, told: Told) -> None:
        who = told.tale.applicant
        values = hands_in(town, told, files, files)
        if "fix_authorisation" in values:
            values["fix_authorisation_until"] = (today(town) + timedelta(days=AUTHORISED_DAYS)).isoformat()
        town.complete(told.case_id, who, **values)

    return act


def withdraws(reason: str) -> Act:
    """Take the application back."""

    def act(town: Town, told: Told) -> None:
        actor = town.person(told.tale.applicant)
        withdraw_case(WithdrawCase(told.case_id, reason), actor=actor, tools=town.tools)

    return act


def needed(tale: Tale) -> tuple[str, ...]:
    """Return which papers the application of a tale asks for, by field, which is also the usual kind of paper."""
    more = ("rectification", "t16") if tale.penalty.orders_rectification else ()
    return ("receipt", *more, "authorisation")


def draw_for(town: Town, tale: Tale, kind: str) -> Paper:
    """Draw a paper that belongs to a tale."""
    return town.draw(kind, **words_of(tale, agent=town.person(tale.applicant).name))


def words_of(tale: Tale, *, agent: str) -> dict[str, str]:
    """Return what the papers of a tale say."""
    penalty = tale.penalty
    return {
        "party": penalty.party,
        "representative": penalty.representative,
        "authority": penalty.authority,
        "document_no": penalty.document_no,
        "decided_on": penalty.decided_on.isoformat(),
        "amount": f"{penalty.fine:.2f}",
        "paid_on": tale.paid_on.isoformat(),
        "rectified_on": tale.rectified_on.isoformat(),
        "number": receipt_no(tale),
        "agent": agent,
    }


def papers_of(tales: Iterable[Tale], agents: Mapping[str, str]) -> Iterator[Wanted]:
    """Return the usual papers of tales, as they will be asked for; `agents` are the names of accounts."""
    for tale in tales:
        words = words_of(tale, agent=agents[tale.applicant])
        yield from (Wanted.of(kind, words) for kind in needed(tale))


def receipt_no(tale: Tale) -> str:
    """Return the number on the receipt of a payment."""
    digits = "".join(filter(str.isdigit, tale.penalty.document_no))
    return f"{tale.paid_on:%y%m%d}{digits[-7:]:0>7}"


def answers_of(tale: Tale, *, signer: str, today: date, said: str) -> dict[str, object]:
    """Return what is filled in, without the papers: only what this penalty asks for."""
    answers: dict[str, object] = {
        "paid_on": tale.paid_on.isoformat(),
        "receipt_no": receipt_no(tale),
        "paid_amount": f"{tale.penalty.fine}",
        "payment_matters": [],
        "payment_note": "",
        "training_certificate_no": "",
        "rectification_summary": said,
        "contact_phone": "13800000000",
        "appeal_declaration": "NONE",
        "electronic_service_consent": True,
        "pledge": list(PLEDGE),
        "signer_role": "AGENT",
        "signer_name": signer,
        "authorisation_until": (today + timedelta(days=AUTHORISED_DAYS)).isoformat(),
    }
    if tale.penalty.orders_rectification:
        answers["rectified_on"] = tale.rectified_on.isoformat()
    return answers


def today(town: Town) -> date:
    """Return the day of the story."""
    return local_date(town.clock.now())

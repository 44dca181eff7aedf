"""Signatures when things happen at the same moment: one effect, and nothing is handed in that was not signed."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from batches import agent_of_h, make_ready, seen_in
from office import Office
from sqlalchemy import select

from workflow_app.domain.commands.batches import FileSigned
from workflow_app.domain.commands.entering import AskForCode, Purpose
from workflow_app.domain.commands.signing import AnswerSigning, AskForBatch, AskSignature, SignAct
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.contacts import Channel
from workflow_app.domain.errors import ConflictError, DomainError, RefusedError
from workflow_app.models import CaseBatch, DueWork, PhoneProof, Signature
from workflow_app.services import background
from workflow_app.services.batch_filing import Filing, file_signed
from workflow_app.services.batch_signing import ask_for_batch
from workflow_app.services.completing import complete_task
from workflow_app.services.demo_outbox import OutboxSender
from workflow_app.services.phone_code_sending import opened
from workflow_app.services.phone_proofs import ask_for_code, confirm_phone
from workflow_app.services.signing_answers import answer_signing
from workflow_app.services.signing_asks import ask_signature
from workflow_app.services.signing_views import signing_of
from workflow_app.services.tasks import save_draft
from workflow_app.services.views import CaseView

HEAD, HEAD_MOBILE = "王建军", "13977778888"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    sms = OutboxSender(Channel.SMS, place.tools.database, place.clock)
    place.tools = replace(place.tools, sms=sms)
    place.agent()
    yield place
    place.close()


def drafted(office: Office) -> str:
    """Fill in the application and return its step."""
    case = office.open()
    (task,) = case.tasks
    save_draft(task.id, office.application(case), actor=office.agent(), tools=office.tools)
    return task.id


def ask(office: Office, task_id: str) -> object:
    return ask_signature(AskSignature(task_id, HEAD, HEAD_MOBILE), actor=office.agent(), tools=office.tools)


def link(office: Office, signature_id: str) -> str:
    """Return the secret of the link, out of the work that sends it."""
    with office.tools.database.read() as unit:
        work = unit.session.scalars(select(DueWork).where(DueWork.kind == "signing_link")).all()
        (found,) = [each for each in work if each.payload["signature_id"] == signature_id]
        return opened(found.payload["link"], office.tools)


def confirmed(office: Office, signature_id: str) -> str:
    """Show that the telephone is one's own, and return the secret of the browser."""
    asked = AskForCode(Purpose.SIGN, HEAD_MOBILE, "here", "zh", signature_id)
    secret = ask_for_code(asked, tools=office.tools)
    with office.tools.database.read() as unit:
        proof = unit.session.scalars(select(PhoneProof).order_by(PhoneProof.id.desc())).first()
        assert proof is not None
        work = unit.session.scalars(select(DueWork).where(DueWork.key == f"phone_code:{proof.id}")).one()
        code = opened(work.payload["code"], office.tools)
    confirm_phone(secret, code, Purpose.SIGN, tools=office.tools)
    return secret


def signs(token: str, secret: str, signature_id: str) -> AnswerSigning:
    """Return that everything that was shown is signed."""
    return AnswerSigning(token, secret, HEAD, SignAct.SIGN, frozenset({signature_id}), has_read=True)


def standings(office: Office) -> list[tuple[str, str]]:
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(Signature).order_by(Signature.id)).all()
        return [(each.way, each.standing) for each in rows]


def together(*acts: Callable[[], object]) -> list[object]:
    """Do things at the same moment, and return what came of each."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return act()
        except DomainError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_requests_at_once_leave_one_that_can_be_signed(office: Office) -> None:
    task_id = drafted(office)
    together(*(lambda: ask(office, task_id),) * 3)
    found = standings(office)
    assert [each for each in found if each[1] == "WAITING"] == [("LINK", "WAITING")]


def test_an_answer_given_six_times_at_once_is_given_once(office: Office) -> None:
    signature_id = str(ask(office, drafted(office)))
    token, secret = link(office, signature_id), confirmed(office, signature_id)
    command = signs(token, secret, signature_id)
    outcomes = together(*(lambda: answer_signing(command, tools=office.tools),) * 6)
    assert [each.code for each in outcomes if isinstance(each, ConflictError)] == ["SIGNING_ANSWERED"] * 5
    assert standings(office) == [("LINK", "SIGNED")]


def asked_of_batch(office: Office) -> tuple[AnswerSigning, list[str]]:
    """Ask for three applications by one link, and return what signs all of them, and their signatures."""
    batch_id = make_ready(office)
    wanted = AskForBatch(batch_id, seen_in(office, batch_id), "石立强", HEAD_MOBILE)
    ask_for_batch(wanted, actor=agent_of_h(office), tools=office.tools)
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(Signature).order_by(Signature.id)).all()
        ids = [each.id for each in rows]
        work = unit.session.scalars(select(DueWork).where(DueWork.kind == "signing_link")).one()
        token, lead = opened(work.payload["link"], office.tools), str(work.payload["signature_id"])
    command = AnswerSigning(token, confirmed(office, lead), "石立强", SignAct.SIGN, frozenset(ids), has_read=True)
    return command, ids


def test_a_link_to_several_that_is_answered_four_times_at_once_signs_each_once(office: Office) -> None:
    command, ids = asked_of_batch(office)
    outcomes = together(*(lambda: answer_signing(command, tools=office.tools),) * 4)
    assert outcomes.count(True) == 1
    assert [each.code for each in outcomes if isinstance(each, ConflictError)] == ["SIGNING_ANSWERED"] * 3
    assert standings(office) == [("LINK", "SIGNED")] * len(ids)


def test_signing_and_declining_a_batch_at_once_leaves_one_answer_for_all(office: Office) -> None:
    command, ids = asked_of_batch(office)
    declines = replace(command, act=SignAct.DECLINE, reason="其中一件尚未整改完毕，请核实。")
    together(
        lambda: answer_signing(command, tools=office.tools),
        lambda: answer_signing(declines, tools=office.tools),
    )
    assert standings(office) in ([("LINK", "SIGNED")] * len(ids), [("LINK", "DECLINED")] * len(ids))


def test_signing_and_handing_in_a_batch_at_once_files_only_what_is_signed(office: Office) -> None:
    command, ids = asked_of_batch(office)
    with office.tools.database.read() as unit:
        batch_id = str(unit.session.scalars(select(CaseBatch.id)).one())
    signed, filed = together(
        lambda: answer_signing(command, tools=office.tools),
        lambda: file_signed(FileSigned(batch_id), actor=agent_of_h(office), tools=office.tools),
    )
    assert signed is True
    assert isinstance(filed, Filing | ConflictError)
    if not isinstance(filed, Filing) or filed.filed < len(ids):
        again = file_signed(FileSigned(batch_id), actor=agent_of_h(office), tools=office.tools)
        assert again.filed == len(ids) - (filed.filed if isinstance(filed, Filing) else 0)
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(Signature)).all()
        assert all(each.standing == "SIGNED" and each.used_at is not None for each in rows)


def test_signing_and_handing_in_at_once_hands_in_only_what_is_signed(office: Office) -> None:
    task_id = drafted(office)
    signature_id = str(ask(office, task_id))
    token, secret = link(office, signature_id), confirmed(office, signature_id)
    command = signs(token, secret, signature_id)
    with office.tools.database.read() as unit:
        values = dict(unit.tasks.get(task_id)[0].draft or {})
    hand_in = CompleteTask(task_id, values)
    signed, filed = together(
        lambda: answer_signing(command, tools=office.tools),
        lambda: complete_task(hand_in, actor=office.agent(), tools=office.tools),
    )
    assert signed is True
    if not isinstance(filed, CaseView):
        assert isinstance(filed, RefusedError)
        assert filed.code == "SIGNATURE_NEEDED"
        complete_task(hand_in, actor=office.agent(), tools=office.tools)
    assert standings(office) == [("LINK", "SIGNED")]


def test_a_link_ends_with_its_last_day_and_the_answers_stay_unfiled(office: Office) -> None:
    task_id = drafted(office)
    signature_id = str(ask(office, task_id))
    token, secret = link(office, signature_id), confirmed(office, signature_id)
    office.clock.instant += timedelta(days=11)
    with pytest.raises(ConflictError) as refused:
        answer_signing(
            signs(token, secret, signature_id),
            tools=office.tools,
        )
    assert refused.value.code == "SIGNING_OVER"
    view = signing_of(task_id, actor=office.agent(), tools=office.tools)
    assert view is not None
    assert view.last is not None
    assert (view.last.is_over, view.last.counts, view.may_hand_in) == (True, False, False)
    assert str(view.last.last_day) == "2026-10-08", "three days end in the holiday, so the link lasts as long as that"


def test_other_answers_than_were_signed_are_refused_and_the_pledge_bears_the_time_of_the_signature(
    office: Office,
) -> None:
    task_id = drafted(office)
    signature_id = str(ask(office, task_id))
    token, secret = link(office, signature_id), confirmed(office, signature_id)
    answer_signing(signs(token, secret, signature_id), tools=office.tools)
    with office.tools.database.read() as unit:
        values = dict(unit.tasks.get(task_id)[0].draft or {})
    other = CompleteTask(task_id, {**values, "receipt_no": "4100269999999"})
    with pytest.raises(RefusedError) as refused:
        complete_task(other, actor=office.agent(), tools=office.tools)
    assert refused.value.code == "SIGNATURE_NEEDED"
    view = complete_task(CompleteTask(task_id, values), actor=office.agent(), tools=office.tools)
    with office.tools.database.read() as unit:
        (pledge,) = unit.pledges.of_case(view.id)
        (row,) = unit.session.scalars(select(Signature)).all()
        assert (pledge.signed_at, row.used_at is not None) == (row.signed_at, True)


def test_a_draft_that_comes_to_its_end_takes_along_what_was_to_be_signed(office: Office) -> None:
    ask(office, drafted(office))
    for days in (28, 12):
        background.run_due(office.tools)
        office.clock.instant += timedelta(days=days)
        background.run_due(office.tools)
    with office.tools.database.read() as unit:
        (row,) = unit.session.scalars(select(Signature)).all()
        assert (row.standing, row.content, row.phone_cipher) == ("WITHDRAWN", {}, None)

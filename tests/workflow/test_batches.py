"""Several applications prepared together: each its own case, number and pledge; one that fails stops no other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from batches import COMMON, SIGNED, H, agent_of_h, begin, fill_in, hand_in, look, make_ready, repairable, say, seen_in
from office import Office

from workflow_app.domain.batches import Part
from workflow_app.domain.commands.batches import FileBatch, LeaveBatch, OpenBatch, SaveCommon
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from workflow_app.models import Authority, Case, Parameter, Record
from workflow_app.services.batch_answers import save_common
from workflow_app.services.batch_filing import Filing, file_batch
from workflow_app.services.batch_opening import leave_batch, open_batch
from workflow_app.services.batches import ItemState, get_batch, list_open_batches
from workflow_app.services.opening import open_case
from workflow_app.services.tasks import save_draft


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    yield place
    place.close()


class KilledError(Exception):
    """The process is gone."""


class DiesAfter:
    """Wakes the background, as it should, so often; then the process is gone."""

    def __init__(self, times: int) -> None:
        self.left = times

    def nudge(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise KilledError


def end_of_display(office: Office, document_no: str) -> None:
    """Let a record be revoked after an application about it was begun."""
    with office.tools.database.write() as unit:
        (record,) = unit.records.find_by_number([document_no], authority_ids=[office.authority.id])
        unit.session.get_one(Record, record.id).status = "REVOKED"
        unit.commit()


def test_each_application_of_a_batch_is_a_case_with_a_number_and_a_pledge_of_its_own(office: Office) -> None:
    batch_id = make_ready(office)
    filing = hand_in(office, batch_id)
    assert (filing.filed, filing.failed) == (3, ())
    filed = look(office, batch_id).of(ItemState.FILED)
    numbers = {each.case.number for each in filed}
    pledges = {pledge.number for each in filed for pledge in each.case.pledges}
    assert (len(numbers), len(pledges)) == (3, 3)
    assert [len(each.case.pledges) for each in filed] == [1, 1, 1]
    assert all(each.case.clocks for each in filed)


def test_what_is_common_is_answered_once_and_the_rest_for_each(office: Office) -> None:
    batch_id = begin(office)
    say(office, batch_id, Part.ANSWERS, {**COMMON, "paid_amount": "1"})
    drafts = [each.detail.values for each in look(office, batch_id).drafts if each.detail]
    assert [each["contact_phone"] for each in drafts] == ["13800000000"] * 3
    assert not any("paid_amount" in each for each in drafts), "what belongs to one is not written into the others"


def test_a_common_file_is_a_document_of_every_case_and_is_copied_once(office: Office) -> None:
    batch_id = begin(office)
    first = look(office, batch_id).drafts[0]
    uploaded = office.upload(first.case, "authorisation", agent=agent_of_h(office))
    for _ in range(2):
        say(office, batch_id, Part.SIGNING, {"authorisation": uploaded})
    items = look(office, batch_id).drafts
    named = [str(each.detail.values["authorisation"]) for each in items if each.detail]
    assert named[0] == uploaded
    assert len(set(named)) == 3
    assert [[each.id for each in item.case.documents] for item in items] == [[name] for name in named]


def test_one_that_became_unrepairable_is_told_and_the_others_are_handed_in(office: Office) -> None:
    batch_id = make_ready(office)
    seen = seen_in(office, batch_id)
    barred = look(office, batch_id).drafts[1]
    end_of_display(office, barred.document_no)
    filing = hand_in(office, batch_id, seen=seen)
    (told,) = filing.failed
    assert (filing.filed, told.document_no, told.error.code) == (2, barred.document_no, "RECORD_NOT_REPAIRABLE")
    assert [each.state for each in look(office, batch_id).items] == [
        ItemState.FILED,
        ItemState.BARRED,
        ItemState.FILED,
    ]


def test_everything_is_checked_before_anything_is_handed_in(office: Office) -> None:
    batch_id = make_ready(office)
    last = look(office, batch_id).drafts[2].detail
    assert last is not None
    save_draft(last.task.id, {"receipt_no": ""}, actor=agent_of_h(office), tools=office.tools)
    with pytest.raises(ConflictError) as lacking:
        hand_in(office, batch_id)
    assert (lacking.value.code, lacking.value.values["num"]) == ("BATCH_LACKING", 1)
    assert not look(office, batch_id).of(ItemState.FILED)


def test_an_answer_changed_in_another_window_is_looked_at_again(office: Office) -> None:
    batch_id = make_ready(office)
    seen = seen_in(office, batch_id)
    first = look(office, batch_id).drafts[0].detail
    assert first is not None
    save_draft(first.task.id, {"receipt_no": "改过的"}, actor=agent_of_h(office), tools=office.tools)
    with pytest.raises(ConflictError, match="BATCH_CHANGED"):
        hand_in(office, batch_id, seen=seen)
    assert not look(office, batch_id).of(ItemState.FILED)


def test_handing_in_again_files_nothing_twice(office: Office) -> None:
    batch_id = make_ready(office)
    seen = seen_in(office, batch_id)
    hand_in(office, batch_id, seen=seen)
    numbers = [each.case.number for each in look(office, batch_id).items]
    assert hand_in(office, batch_id, seen=seen).filed == 0
    assert [each.case.number for each in look(office, batch_id).items] == numbers


def test_two_who_hand_in_the_same_batch_at_once_file_each_application_once(office: Office) -> None:
    batch_id = make_ready(office)
    seen, barrier = seen_in(office, batch_id), Barrier(2)

    def act(_: int) -> Filing:
        barrier.wait()
        return hand_in(office, batch_id, seen=seen)

    with ThreadPoolExecutor(2) as pool:
        filings = list(pool.map(act, range(2)))
    assert [each.failed for each in filings] == [(), ()]
    items = look(office, batch_id).of(ItemState.FILED)
    assert len({each.case.number for each in items}) == 3
    assert [len(each.case.pledges) for each in items] == [1, 1, 1]


def test_more_records_than_the_rules_allow_are_refused_with_the_most(office: Office) -> None:
    with office.tools.database.write() as unit:
        most = unit.session.query(Parameter).filter(Parameter.key == "repair.batch_most").one()
        most.value = 2
        for authority in unit.session.query(Authority):
            authority.parameter_version += 1
        unit.commit()
    with pytest.raises(InvalidError) as many:
        begin(office, 3)
    assert (many.value.errors[0].code, many.value.errors[0].values["most"]) == ("BATCH_TOO_LARGE", 2)


def test_what_a_killed_process_left_is_handed_in_by_asking_again(office: Office) -> None:
    batch_id = make_ready(office)
    seen, tools = seen_in(office, batch_id), office.tools
    office.tools = replace(tools, wake=DiesAfter(1))
    with pytest.raises(KilledError):
        hand_in(office, batch_id, seen=seen)
    office.tools = tools
    before = [each.case.number for each in look(office, batch_id).of(ItemState.FILED)]
    assert 0 < len(before) < 3, "some of them were handed in, and each of those whole"
    assert hand_in(office, batch_id, seen=seen).filed == 3 - len(before)
    items = look(office, batch_id).items
    assert set(before) < {each.case.number for each in items}
    assert [len(each.case.pledges) for each in items] == [1, 1, 1]


def test_a_batch_is_begun_whole_or_not_at_all(office: Office) -> None:
    ids = [each.id for each in repairable(office)[:2]]
    end_of_display(office, repairable(office)[1].document_no)
    with pytest.raises(RefusedError, match="RECORD_NOT_REPAIRABLE"):
        open_batch(OpenBatch("credit_repair", H, tuple(ids)), actor=agent_of_h(office), tools=office.tools)
    with office.tools.database.read() as unit:
        assert unit.session.query(Case).count() == 0


def test_one_record_is_no_batch_and_too_many_are_none_either(office: Office) -> None:
    ids = tuple(each.id for each in repairable(office))
    agent = agent_of_h(office)
    with pytest.raises(InvalidError) as one:
        open_batch(OpenBatch("credit_repair", H, ids[:1]), actor=agent, tools=office.tools)
    assert one.value.errors[0].code == "BATCH_TOO_SMALL"
    with pytest.raises(InvalidError) as twice:
        open_batch(OpenBatch("credit_repair", H, ids[:1] * 2), actor=agent, tools=office.tools)
    assert twice.value.errors[0].code == "BATCH_TOO_SMALL", "the same record twice is one"


def test_a_draft_begun_before_joins_the_batch_with_its_answers(office: Office) -> None:
    first = repairable(office)[0]
    wanted = OpenCase("credit_repair", H, {"record_id": first.id})
    alone = open_case(wanted, actor=agent_of_h(office), tools=office.tools)
    save_draft(alone.tasks[0].id, {"receipt_no": "以前填的"}, actor=agent_of_h(office), tools=office.tools)
    ids = (first.id, repairable(office)[0].id)
    batch_id = open_batch(OpenBatch("credit_repair", H, ids), actor=agent_of_h(office), tools=office.tools)
    items = look(office, batch_id).drafts
    assert alone.id in {each.case.id for each in items}
    assert "以前填的" in {each.detail.values.get("receipt_no") for each in items if each.detail}


def test_a_draft_can_be_taken_out_and_lives_alone(office: Office) -> None:
    batch_id = begin(office)
    out = look(office, batch_id).drafts[0].case.id
    leave_batch(LeaveBatch(batch_id, out), actor=agent_of_h(office), tools=office.tools)
    assert len(look(office, batch_id).drafts) == 2
    (left,) = list_open_batches(actor=agent_of_h(office), tools=office.tools)
    assert (left.id, left.drafts) == (batch_id, 2)
    hand_in_all = make_ready_rest(office, batch_id)
    assert hand_in_all == 2
    filed = look(office, batch_id).of(ItemState.FILED)[0].case.id
    with pytest.raises(ConflictError, match="CASE_FILED"):
        leave_batch(LeaveBatch(batch_id, filed), actor=agent_of_h(office), tools=office.tools)


def make_ready_rest(office: Office, batch_id: str) -> int:
    """Fill in what is left of a batch, hand it in, and return how many that were."""
    for item in look(office, batch_id).drafts:
        fill_in(office, item)
    say(office, batch_id, Part.ANSWERS, COMMON)
    say(office, batch_id, Part.SIGNING, SIGNED)
    return hand_in(office, batch_id).filed


def test_a_stranger_learns_of_no_batch(office: Office) -> None:
    batch_id = begin(office)
    case_id, stranger = look(office, batch_id).drafts[0].case.id, office.agent()
    for ask in (
        lambda: get_batch(batch_id, actor=stranger, tools=office.tools),
        lambda: leave_batch(LeaveBatch(batch_id, case_id), actor=stranger, tools=office.tools),
        lambda: save_common(SaveCommon(batch_id, Part.ANSWERS, COMMON), actor=stranger, tools=office.tools),
        lambda: file_batch(FileBatch(batch_id, frozenset()), actor=stranger, tools=office.tools),
    ):
        with pytest.raises(NotFoundError):
            ask()

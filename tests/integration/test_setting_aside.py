"""An emergency and a version that waits for its day and changes the same part; on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ahead_office import ACCEPT, DIAGRAM, KEY, REFUSE, AheadOffice, ahead_office
from sqlalchemy import select

from workflow_app.domain.errors import ConflictError, ForbiddenError
from workflow_app.models import AuditEntry
from workflow_app.services.emergency_views import list_unconfirmed
from workflow_app.services.notices import list_notices
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_emergencies import publish_alone
from workflow_app.services.process_terms import Terms
from workflow_app.services.processes import get_process
from workflow_app.services.setting_aside import write_anew
from workflow_app.services.taking_back import Which, ask_take_back, confirm_take_back
from workflow_app.services.version_views import VersionView

WHY = "告知书写错了办公地点，等不了"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[AheadOffice]:
    with ahead_office(database_url, tmp_path) as made:
        yield made


def alone(office: AheadOffice, draft_id: str, *aside: int) -> int:
    writer, seen = office.people["process_admin"], office.seen(draft_id).revision
    return publish_alone(draft_id, Terms("mended"), WHY, seen=seen, actor=writer, tools=office.tools, set_aside=aside)


def version(office: AheadOffice, number: int) -> VersionView:
    return next(each for each in get_process(KEY, tools=office.tools).versions if each.version == number)


def two_parts_ahead(office: AheadOffice) -> None:
    """Publish a version for a later day that changes two letters."""
    draft_id = office.draft("waits-nine", ACCEPT)
    office.mark(draft_id, "waits-too", REFUSE)
    office.submit(draft_id, office.day(9), "ALL")
    assert office.confirm(draft_id) == 2


def take_back(office: AheadOffice, number: int) -> None:
    writer, other = office.people["process_admin"], office.people["process_admin_2"]
    request = ask_take_back(Which(KEY, number), "写错了，改回去", actor=writer, tools=office.tools)
    confirm_take_back(Which(KEY, number, request), actor=other, tools=office.tools)


def test_an_emergency_sets_aside_what_cannot_take_it_up_where_that_is_agreed(office: AheadOffice) -> None:
    two_parts_ahead(office)
    draft_id = office.draft("mended-now", ACCEPT)
    for agreed in ((), (3,)):
        with pytest.raises(ConflictError, match="AHEAD_CLASH"):
            alone(office, draft_id, *agreed)
    assert office.in_effect()[0] == 1
    assert alone(office, draft_id, 2) == 3
    assert office.in_effect()[0] == 3
    held, text = office.in_effect(office.day(9))
    assert (held, b"mended-now" in text, b"waits-nine" in text) == (3, True, False)
    waiting = version(office, 2)
    assert (waiting.set_aside_by, waiting.overtaken_by, waiting.renewed_as, waiting.is_dropped) == (3, 3, None, False)
    emergency = version(office, 3).emergency
    assert emergency is not None
    assert emergency.set_aside == (2,)
    (red,) = list_unconfirmed(actor=office.people["process_admin"], tools=office.tools)
    assert red.emergency.set_aside == (2,)


def test_whom_it_concerns_is_told_that_a_change_does_not_take_effect(office: AheadOffice) -> None:
    two_parts_ahead(office)
    alone(office, office.draft("mended-now", ACCEPT), 2)
    for name, times in (("process_admin", 0), ("process_admin_2", 1), ("first_reviewer", 1), ("data_clerk", 0)):
        actor = office.people[name]
        told = [
            each for each in list_notices(actor=actor, tools=office.tools).items if each.code == "VERSION_SET_ASIDE"
        ]
        assert len(told) == times, name
        for each in told:
            facts = (each.facts["aside"], each.facts["version"], each.facts["day"], each.facts["note"])
            assert facts == (2, 3, office.day(9).isoformat(), "waits-nine")
    with office.tools.database.read() as unit:
        wanted = select(AuditEntry).where(AuditEntry.action == "process.published_alone")
        kept = [each.data for each in unit.session.scalars(wanted)]
    assert kept
    assert all(each["set_aside"] == [2] for each in kept)


def test_what_was_written_on_it_goes_with_it_and_all_are_named(office: AheadOffice) -> None:
    two_parts_ahead(office)
    later = office.draft("waits-twenty", DIAGRAM, base=2)
    office.submit(later, office.day(20))
    assert office.confirm(later) == 3
    draft_id = office.draft("mended-now", ACCEPT)
    with pytest.raises(ConflictError) as error:
        alone(office, draft_id, 2)
    assert (error.value.code, dict(error.value.values)) == ("AHEAD_ALSO", {"versions": "2, 3"})
    assert alone(office, draft_id, 3, 2) == 4
    assert office.in_effect(office.day(20))[0] == 4
    assert [version(office, each).set_aside_by for each in (2, 3)] == [4, 4]


def test_what_does_not_pass_the_check_with_it_is_set_aside_too(office: AheadOffice) -> None:
    draft_id = office.draft_against_ahead()
    with pytest.raises(ConflictError, match="AHEAD_FAILS"):
        alone(office, draft_id)
    assert alone(office, draft_id, 2) == 3
    assert version(office, 2).set_aside_by == 3


def test_what_comes_before_it_is_renewed_all_the_same(office: AheadOffice) -> None:
    office.publish("waits-nine", REFUSE, day=office.day(9))
    later = office.draft("waits-twenty", ACCEPT, base=2)
    office.submit(later, office.day(20))
    office.confirm(later)
    assert alone(office, office.draft("mended-now", ACCEPT), 2, 3) == 4
    held, text = office.in_effect(office.day(20))
    assert (held, b"waits-nine" in text, b"mended-now" in text, b"waits-twenty" in text) == (5, True, True, False)
    assert [version(office, each).set_aside_by for each in (2, 3)] == [None, 4]
    assert version(office, 2).renewed_as == 5


def test_what_can_be_renewed_is_not_set_aside_whatever_was_agreed(office: AheadOffice) -> None:
    two_parts_ahead(office)
    assert alone(office, office.draft("mended-now", DIAGRAM), 2) == 3
    assert (version(office, 2).set_aside_by, version(office, 2).renewed_as) == (None, 4)
    with pytest.raises(ConflictError, match="NOT_SET_ASIDE"):
        write_anew(KEY, 2, actor=office.people["process_admin"], tools=office.tools)


def test_it_takes_effect_again_where_the_emergency_is_taken_back(office: AheadOffice) -> None:
    two_parts_ahead(office)
    alone(office, office.draft("mended-now", ACCEPT), 2)
    with pytest.raises(ConflictError, match="VERSION_SET_ASIDE"):
        take_back(office, 2)
    take_back(office, 3)
    assert (version(office, 2).set_aside_by, version(office, 2).overtaken_by) == (None, None)
    held, text = office.in_effect(office.day(9))
    assert (held, b"waits-nine" in text, b"mended-now" in text) == (2, True, False)
    assert office.in_effect()[0] == 1


def test_its_change_is_written_anew_but_for_the_parts_that_both_changed(office: AheadOffice) -> None:
    writer, tools = office.people["process_admin"], office.tools
    two_parts_ahead(office)
    alone(office, office.draft("mended-now", ACCEPT), 2)
    with pytest.raises(ForbiddenError):
        write_anew(KEY, 2, actor=office.people["decider"], tools=tools)
    anew = write_anew(KEY, 2, actor=writer, tools=tools)
    assert [each.path for each in anew.clashes] == [ACCEPT]
    draft = office.seen(anew.id)
    assert (draft.base_version, draft.title, draft.note) == (3, "waits-nine", "waits-nine")
    assert (draft.effective_on, draft.scope) == (office.day(9), "ALL")
    kept, carried = (read_draft_file(anew.id, each, actor=writer, tools=tools) for each in (ACCEPT, REFUSE))
    assert (b"mended-now" in kept, b"waits-nine" in kept, b"waits-too" in carried) == (True, False, True)
    office.mark(anew.id, "waits-nine", ACCEPT)
    office.submit(anew.id, office.day(9), "ALL")
    assert office.confirm(anew.id) == 4
    text = office.in_effect(office.day(9))[1]
    assert (b"waits-nine" in text, b"mended-now" in text, b"waits-too" in text) == (True, True, True)
    assert version(office, 2).set_aside_by == 3, "it does not take effect itself"

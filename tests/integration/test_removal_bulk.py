"""Seeing to several removals at once: ordered again, urged, written about, looked at; by whom they concern only."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hiding_acts import granted, told_codes, trail
from moody_sites import NECIPS, ZZ, MoodySites, bring_in, end_waiting, open_moody_office
from office import Office
from sqlalchemy import select

from workflow_app.domain.actors import Grant, Role
from workflow_app.domain.commands.removals import ActOnRemovals, BulkAct, WriteRemovalLetters
from workflow_app.domain.errors import ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.models import Letter, Listing, Removal, Site
from workflow_app.services.board_letters import write_letters
from workflow_app.services.removal_bulk import BulkView, act_on_removals


@pytest.fixture
def sites() -> MoodySites:
    return MoodySites()


@pytest.fixture
def office(database_url: str, tmp_path: Path, sites: MoodySites) -> Iterator[Office]:
    made = open_moody_office(database_url, tmp_path, sites)
    made.hire("section_head", Role.SECTION_HEAD)
    bring_in(made, "B/1")
    made.work()
    yield made
    made.close()


def removals(office: Office) -> dict[str, Removal]:
    """Return the last removal of each site."""
    with office.tools.database.read() as unit:
        rows = unit.session.execute(
            select(Site.code, Removal).join(Listing, Listing.site_id == Site.id).join(Removal).order_by(Removal.id)
        )
        return {row[0]: row[1] for row in rows}


def act(office: Office, what: BulkAct, *codes: str, who: str = "data_clerk") -> BulkView:
    chosen = [removals(office)[code].id for code in codes]
    done = act_on_removals(ActOnRemovals(what, chosen), actor=office.people[who], tools=office.tools)
    office.work()
    return done


def test_what_was_refused_is_ordered_again_and_followed(office: Office, sites: MoodySites) -> None:
    sites.refuses |= {ZZ, NECIPS}
    granted(office)
    office.work()
    assert {removals(office)[code].status for code in (ZZ, NECIPS)} == {"REFUSED"}
    sites.refuses.clear()
    done = act(office, BulkAct.ORDER, ZZ, NECIPS)
    assert (done.done, done.passed_over) == (2, 0)
    office.pass_time(minutes=2)
    assert {removals(office)[code].status for code in (ZZ, NECIPS)} == {"VERIFIED"}
    assert [who for _, who in trail(office, "site.ordered_again")] == ["data_clerk"] * 2
    again = act(office, BulkAct.ORDER, ZZ)
    assert (again.done, again.passed_over) == (0, 1), "it has moved on"


def test_a_site_that_gave_a_receipt_and_did_not_follow_is_given_a_new_order(office: Office, sites: MoodySites) -> None:
    sites.stubborn = True
    granted(office)
    office.work()
    assert removals(office)[ZZ].status == "SENT"
    receipt = removals(office)[ZZ].receipt_no
    office.pass_time(minutes=2)
    act(office, BulkAct.ORDER, ZZ)
    assert removals(office)[ZZ].receipt_no != receipt
    sites.stubborn = False
    office.pass_time(minutes=2)
    assert removals(office)[ZZ].status == "VERIFIED"


def test_an_urge_is_counted_and_told_by_the_site_s_own_way(office: Office, sites: MoodySites) -> None:
    sites.silent = {ZZ}
    granted(office)
    office.work()
    sites.silent.clear()
    before = len(sites.calls)
    act(office, BulkAct.URGE, ZZ)
    assert sites.calls[before:].count(ZZ) >= 1, "the same order was sent again at once"
    assert (removals(office)[ZZ].urges, removals(office)[ZZ].status) == (1, "SENT")
    sites.stubborn = True
    act(office, BulkAct.URGE, ZZ)
    act(office, BulkAct.URGE, ZZ)
    assert removals(office)[ZZ].urges == 3
    sites.stubborn = False
    act(office, BulkAct.URGE, ZZ)
    assert removals(office)[ZZ].status == "VERIFIED", "an urge looks at once"
    assert len(trail(office, "site.urged")) == 4


def test_a_site_that_people_tell_is_urged_by_them(office: Office) -> None:
    with office.tools.database.write() as unit:
        for site in unit.listings.list_sites():
            if site.code == ZZ:
                site.connector = "MANUAL"
        unit.commit()
    granted(office)
    office.work()
    assert act(office, BulkAct.URGE, ZZ).done == 1
    assert told_codes(office, role="DATA_CLERK")[-1] == "SITE_TO_URGE"


def test_where_no_machine_can_look_a_person_is_asked_and_says_what_it_shows(office: Office, sites: MoodySites) -> None:
    granted(office)
    office.work()
    office.pass_time(minutes=2)
    with office.tools.database.write() as unit:
        for site in unit.listings.list_sites():
            if site.code == ZZ:
                site.connector, site.base_url = "MANUAL", None
        unit.commit()
    assert sites.calls
    office.pass_time(days=1)
    assert removals(office)[ZZ].look_wanted_at is not None
    assert told_codes(office, role="DATA_CLERK").count("LISTING_TO_LOOK_AT") == 1
    assert act(office, BulkAct.GONE, ZZ, NECIPS).passed_over == 1, "nobody asked about the other site"
    assert (removals(office)[ZZ].look_wanted_at, removals(office)[ZZ].looked_at) == (None, office.clock.now())
    office.pass_time(days=6)
    act(office, BulkAct.SHOWN, ZZ)
    assert (removals(office)[ZZ].reason, removals(office)[ZZ].status) == ("REAPPEARED", "ORDERED")
    assert told_codes(office)[-1] == "LISTING_REAPPEARED"


def test_one_letter_goes_to_each_site(office: Office, sites: MoodySites) -> None:
    sites.silent = {ZZ, NECIPS}
    granted(office)
    office.work()
    chosen = [removals(office)[code].id for code in (ZZ, NECIPS, "OWN")]
    command = WriteRemovalLetters(chosen, office.clock.now().date())
    view = write_letters(command, actor=office.people["data_clerk"], tools=office.tools)
    assert (len(view.letters), view.done, view.passed_over) == (2, 2, 1)
    with office.tools.database.read() as unit:
        kinds = unit.session.scalars(select(Letter.kind).where(Letter.number.in_(view.letters))).all()
    assert set(kinds) == {"T23_REMOVE"}
    early = replace(command, due_on=office.clock.now().date().replace(year=2020))
    with pytest.raises(InvalidError):
        write_letters(early, actor=office.people["data_clerk"], tools=office.tools)


def test_strangers_and_others_roles_do_nothing(office: Office) -> None:
    granted(office)
    with office.tools.database.read() as unit:
        other = unit.authorities.get_by_code("ZZ_ECOLOGY")
    stranger = replace(office.people["data_clerk"], grants=frozenset({Grant(Role.DATA_CLERK, other.id)}))
    chosen = [removals(office)[ZZ].id]
    for actor, ids, error in (
        (stranger, chosen, NotFoundError),
        (office.people["data_clerk"], [*chosen, new_id()], NotFoundError),
        (office.people["decider"], chosen, ForbiddenError),
        (office.people["data_clerk"], [], InvalidError),
        (office.people["data_clerk"], [new_id() for _ in range(201)], InvalidError),
    ):
        with pytest.raises(error):
            act_on_removals(ActOnRemovals(BulkAct.URGE, ids), actor=actor, tools=office.tools)
    assert removals(office)[ZZ].urges == 0


def test_nobody_sees_to_what_is_about_whom_they_act_for(office: Office) -> None:
    granted(office)
    with office.tools.database.read() as unit:
        subject = unit.records.get(office.record_id()).subject
    interested = replace(office.people["data_clerk"], subject_ids=frozenset({subject.id}))
    command = ActOnRemovals(BulkAct.ORDER, [removals(office)[ZZ].id])
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        act_on_removals(command, actor=interested, tools=office.tools)


def test_an_urge_in_the_middle_of_a_call_leaves_the_call_alone(office: Office, sites: MoodySites) -> None:
    granted(office)
    urged: list[int] = []

    def urge_once() -> None:
        if not urged:
            urged.append(1)
            chosen = [removals(office)[code].id for code in (ZZ, NECIPS)]
            command = ActOnRemovals(BulkAct.URGE, chosen)
            act_on_removals(command, actor=office.people["data_clerk"], tools=office.tools)

    sites.meanwhile = urge_once
    office.work()
    sites.meanwhile = None
    end_waiting(office)
    office.work()
    office.pass_time(minutes=2)
    assert {removals(office)[code].status for code in (ZZ, NECIPS)} == {"VERIFIED"}

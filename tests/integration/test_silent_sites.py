"""A site that does not answer holds up nothing but its own work, and that only for a while, on both databases."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from callers import FIRST_AGREES, GRANTED, SECOND_AGREES
from moody_sites import NECIPS, ZZ, MoodySites, end_waiting, open_moody_office, shows_of
from office import Office
from sqlalchemy import select

from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork, Incident, Listing, Removal, Site
from workflow_app.repositories.due_work_states import LEASE, postpone
from workflow_app.repositories.site_work import site_show
from workflow_app.repositories.sites import LONGEST_REST, rest_after
from workflow_app.services.background import run_once
from workflow_app.services.failures import SILENCES_BEFORE_INCIDENT
from workflow_app.services.incidents import retry_incident, write_incident

MANY = 50


@pytest.fixture
def sites() -> MoodySites:
    return MoodySites()


@pytest.fixture
def office(database_url: str, tmp_path: Path, sites: MoodySites) -> Iterator[Office]:
    made = open_moody_office(database_url, tmp_path, sites)
    made.import_sample()
    sites.calls.clear()
    yield made
    made.close()


def site_of(office: Office, code: str) -> Site:
    with office.tools.database.read() as unit:
        site = unit.listings.find_site(code)
    assert site is not None
    return site


def order(office: Office, *codes: str, times: int = MANY) -> None:
    """Have a listing, of another record than the case's, shown at sites over and over."""
    with office.tools.database.write() as unit:
        other = select(Listing.item_id).where(Listing.item_id != office.record_id()).order_by(Listing.item_id).limit(1)
        for rows in unit.listings.list_of_items(unit.session.scalars(other).all()):
            for number in range(times if rows.site.code in codes else 0):
                fields = {"listing_no": rows.listing.id}
                unit.add(site_show(rows.listing, version=2 + number, fields=fields, now=office.clock.now()))
        unit.commit()


def one_round(office: Office) -> int:
    return run_once(office.tools, owner="me")


def statuses(office: Office, kind: str, code: str | None = None) -> list[str]:
    site_id = site_of(office, code).id if code else None
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(DueWork).where(DueWork.kind == kind, DueWork.site_id == site_id)).all()
    return [row.status for row in rows]


def tried(office: Office, code: str) -> list[DueWork]:
    return [row for row in shows_of(office, code) if row.status == "PENDING" and row.attempts]


def decide(office: Office) -> None:
    """Grant B's repair, which makes a letter due."""
    case = office.apply()
    case = office.complete(case, "first_reviewer", **FIRST_AGREES)
    case = office.complete(case, "second_reviewer", **SECOND_AGREES)
    office.complete(case, "decider", **GRANTED)


def test_a_letter_due_later_is_made_before_a_silent_site_is_called_once(office: Office, sites: MoodySites) -> None:
    sites.silent = {ZZ}
    order(office, ZZ)
    office.clock.instant += timedelta(seconds=1)
    decide(office)
    assert statuses(office, "letter") == ["PENDING"] * 3
    one_round(office)

    assert statuses(office, "letter") == ["DONE"] * 3
    assert len(sites.calls) == 1  # what the letters made due comes before a second call
    office.work()
    assert sites.calls.count(ZZ) == 1
    assert statuses(office, "site_show", ZZ).count("PENDING") == MANY


def test_while_a_site_rests_none_of_its_work_is_called_or_counted_and_all_of_another_is_done(
    office: Office, sites: MoodySites
) -> None:
    sites.silent = {ZZ}
    order(office, ZZ, NECIPS)
    office.work()

    assert (sites.calls.count(ZZ), sites.calls.count(NECIPS)) == (1, MANY)
    assert set(statuses(office, "site_show", NECIPS)) == {"DONE"}
    assert statuses(office, "site_show", ZZ).count("PENDING") == MANY
    assert [row.attempts for row in tried(office, ZZ)] == [1]
    assert one_round(office) == 0


def test_after_its_rest_one_call_is_the_probe_and_when_it_answers_everything_is_delivered(
    office: Office, sites: MoodySites
) -> None:
    sites.silent = {ZZ}
    order(office, ZZ)
    office.work()
    end_waiting(office)
    office.work()
    assert sites.calls.count(ZZ) == 2
    assert site_of(office, ZZ).silences == 2
    sites.silent = set()
    end_waiting(office)
    office.work()

    assert set(statuses(office, "site_show", ZZ)) == {"DONE"}
    assert (site_of(office, ZZ).silences, site_of(office, ZZ).rests_until) == (0, None)


def test_a_single_order_that_always_fails_does_not_keep_the_others_waiting(office: Office, sites: MoodySites) -> None:
    order(office, ZZ)
    bad = shows_of(office, ZZ)[-MANY].key
    sites.drops = {bad}
    office.work()
    end_waiting(office)
    office.work()

    assert [row.key for row in shows_of(office, ZZ) if row.status != "DONE"] == [bad]


def test_while_one_probes_a_site_rests_for_everybody_else(office: Office, sites: MoodySites) -> None:
    sites.silent = {ZZ}
    order(office, ZZ)
    office.work()
    end_waiting(office)
    others: list[int] = []
    sites.meanwhile = lambda: others.append(run_once(office.tools, owner="another"))
    one_round(office)

    assert others == [0]
    assert site_of(office, ZZ).silences == 2


def test_of_two_calls_that_were_not_answered_at_once_one_counts(office: Office) -> None:
    order(office, ZZ, times=2)
    now = machine_now()
    for _ in range(2):
        with office.tools.database.write() as unit:
            row = shows_of(office, ZZ)[-1]
            row.lease_until = now + LEASE
            assert unit.sites.note_silence(row, machine=now + timedelta(seconds=9)) == 1
            unit.commit()


def test_own_work_that_falls_due_during_a_call_comes_before_the_next_call(office: Office, sites: MoodySites) -> None:
    order(office, ZZ, times=5)
    sites.meanwhile = lambda: plan(office)

    assert one_round(office) == 1
    assert sites.calls == [ZZ]
    sites.meanwhile = None
    office.work()
    assert sites.calls == [ZZ] * 5


def plan(office: Office) -> None:
    now = office.clock.now()
    with office.tools.database.write() as unit:
        unit.due_work.ensure(kind="end_listings", key=new_id(), payload={}, due_at=now, now=now)
        unit.commit()


def test_an_order_that_waits_for_its_site_counts_no_attempt_of_its_removal(office: Office, sites: MoodySites) -> None:
    sites.silent = {ZZ, NECIPS}
    order(office, ZZ, NECIPS, times=1)
    office.work()
    decide(office)
    office.work()

    with office.tools.database.read() as unit:
        attempts = unit.session.scalars(select(Removal.attempts).where(Removal.status == "ORDERED")).all()
    assert attempts == [0, 0]


def test_a_site_that_stays_silent_is_an_incident_however_many_orders_it_has(office: Office, sites: MoodySites) -> None:
    sites.silent = {ZZ}
    order(office, ZZ)
    for number in range(SILENCES_BEFORE_INCIDENT):
        with office.tools.database.read() as unit:
            assert unit.session.scalars(select(Incident)).all() == [], number
        office.work()
        end_waiting(office)

    with office.tools.database.read() as unit:
        assert [each.code for each in unit.session.scalars(select(Incident))] == ["SITE_UNAVAILABLE"]


def test_a_person_who_has_it_tried_again_ends_the_rest(office: Office, sites: MoodySites) -> None:
    sites.silent = {ZZ}
    order(office, ZZ, times=1)
    office.work()
    (row,) = tried(office, ZZ)
    number = write_incident(office.tools, code="SITE_UNAVAILABLE", due_work_id=row.id)
    sites.silent = set()
    assert one_round(office) == 0
    with office.tools.database.read() as unit:
        (incident,) = unit.session.scalars(select(Incident).where(Incident.number == number))
    retry_incident(incident.id, actor=office.people["system_admin"], tools=office.tools)
    office.work()

    assert set(statuses(office, "site_show", ZZ)) == {"DONE"}


def test_rests_double_up_to_a_quarter_of_an_hour() -> None:
    rests = [rest_after(silences) for silences in range(1, 9)]
    assert [rest.total_seconds() for rest in rests] == [10, 20, 40, 80, 160, 320, 640, 900]
    assert rest_after(100_000) == LONGEST_REST


def test_work_may_be_tried_for_ever() -> None:
    row, now = DueWork(attempts=100_000), machine_now()
    postpone(row, machine=now, error="SITE_UNAVAILABLE")
    assert row.not_before < now + timedelta(hours=2)

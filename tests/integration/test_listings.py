"""A record goes on show at another site, is ordered down, and somebody looks: over real HTTP, on both databases."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from builders import NOW, penalty_sheet, settings
from running_sites import CODE, SECRET, RunningSite
from sqlalchemy import select, update

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import AuditEntry, Case, DueWork, Incident, Listing, Record, Removal, Site
from workflow_app.parts import build
from workflow_app.repositories.due_work_states import revive
from workflow_app.services.background import run_due
from workflow_app.services.imports import import_records
from workflow_app.services.listings import LOOK_AGAIN_AFTER, SITE_LOOK, SITE_REMOVE, SITE_SHOW
from workflow_app.services.seeding import seed_installation
from workflow_app.services.tools import Tools

KINDS = {"site_show": SITE_SHOW, "site_remove": SITE_REMOVE, "site_look": SITE_LOOK}
SHARE_DUE_ON = date(2026, 10, 9)


@dataclass
class HandClock:
    """Business time that a test moves by hand."""

    instant: datetime = NOW

    def now(self) -> datetime:
        return self.instant


@dataclass
class Installation:
    """One record, two sites of which one is real, and a case that orders the record down."""

    tools: Tools
    site: RunningSite
    clock: HandClock
    record_id: str = ""
    case_id: str = ""
    listing_id: str = ""

    def work_off(self) -> int:
        return run_due(self.tools, kinds=KINDS)

    def forget_back_off(self) -> None:
        with self.tools.database.write() as work:
            work.session.execute(update(DueWork).values(not_before=machine_now()))
            work.session.execute(update(Site).values(rests_until=None))
            work.commit()

    def revive(self, work_id: str) -> None:
        with self.tools.database.write() as work:
            revive(work.due_work.get(work_id), machine=machine_now())
            work.commit()

    def order_down(self) -> None:
        with self.tools.database.write() as work:
            work.listings.order_removals(
                self.case_id,
                self.record_id,
                reason="REPAIR_GRANTED",
                now=self.clock.now(),
                own_due_on=date(2026, 9, 30),
                share_due_on=SHARE_DUE_ON,
            )
            work.commit()

    def listing(self) -> Listing:
        with self.tools.database.read() as work:
            return work.listings.get(self.listing_id).listing

    def removal(self) -> Removal:
        with self.tools.database.read() as work:
            return work.session.scalars(select(Removal).where(Removal.listing_id == self.listing_id)).one()

    def due(self, kind: str) -> list[DueWork]:
        with self.tools.database.read() as work:
            return list(work.session.scalars(select(DueWork).where(DueWork.kind == kind).order_by(DueWork.id)))

    def incidents(self) -> list[str]:
        with self.tools.database.read() as work:
            return [row.detail for row in work.session.scalars(select(Incident))]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with RunningSite(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def at_work(database_url: str, tmp_path: Path, running: RunningSite) -> Iterator[Installation]:
    running.switch()
    parts = build(settings(database_url, tmp_path))
    clock = HandClock()
    tools = replace(parts.tools, clock=clock)
    seed_installation(tools, seed_days=seed_days)
    installation = Installation(tools, running, clock)
    set_up(installation)
    yield installation
    parts.close()


def set_up(to: Installation) -> None:
    with to.tools.database.write() as work:
        for site in work.listings.list_sites():
            if site.code == CODE:
                site.base_url, site.secret_cipher = to.site.url, to.tools.cipher.encrypt(SECRET.decode())
            site.active = site.code in {CODE, "OWN"}
        work.commit()
    file = ImportRecords("b.xlsx", io.BytesIO(penalty_sheet(["B/1"])))
    import_records(file, actor=SERVICE, tools=to.tools)
    with to.tools.database.write() as work:
        record = work.session.scalars(select(Record)).one()
        rows = work.listings.list_of_items([record.id])
        to.listing_id = next(each.listing.id for each in rows if each.site.code == CODE)
        to.record_id, to.case_id = record.id, new_id()
        work.add(a_case(to.case_id, record, work.processes.get_current("credit_repair", now=NOW).version_id))
        work.commit()


def a_case(case_id: str, record: Record, version_id: str) -> Case:
    return Case(
        id=case_id,
        authority_id=record.authority_id,
        process_version_id=version_id,
        subject_id=record.subject_id,
        record_id=record.id,
        status="RUNNING",
        state="SYNCING",
        routing={},
        engine_state=b"",
        passed=[],
        follow_code="0000",
        created_by=SERVICE.id,
        created_at=NOW,
    )


def test_a_record_is_shown_ordered_down_looked_at_and_the_case_is_told(at_work: Installation) -> None:
    at_work.work_off()
    assert at_work.listing().status == "SHOWN"
    assert at_work.listing().shown_at == NOW
    assert at_work.site.effects(at_work.listing_id) == ["SHOWN"]

    at_work.order_down()
    assert at_work.listing().status == "REMOVING"
    at_work.work_off()
    removal = at_work.removal()
    assert (removal.status, removal.due_on, removal.attempts) == ("SENT", SHARE_DUE_ON, 1)
    assert removal.receipt_no is not None
    assert removal.receipt_no.startswith(CODE)
    assert at_work.site.effects(at_work.listing_id) == ["SHOWN", "REMOVED"]
    assert at_work.due("tell_case") == []

    at_work.work_off()
    assert at_work.removal().status == "SENT", "it is too early to look"
    at_work.clock.instant += timedelta(minutes=1)
    at_work.work_off()
    assert at_work.removal().status == "VERIFIED"
    assert at_work.removal().verified_at == at_work.clock.now()
    assert at_work.listing().status == "REMOVED"
    (told,) = at_work.due("tell_case")
    assert told.payload == {"case_id": at_work.case_id, "message": "removals_confirmed"}
    with at_work.tools.database.read() as work:
        entries = work.session.scalars(select(AuditEntry).where(AuditEntry.chain == f"case:{at_work.case_id}")).all()
    assert {each.action for each in entries} == {"site.removal_confirmed", "site.removal_verified"}


def test_a_case_takes_over_what_ended_by_itself_and_is_told_when_it_is_gone(at_work: Installation) -> None:
    at_work.work_off()
    with at_work.tools.database.write() as work:
        work.listings.end([at_work.record_id], reason="PERIOD_OVER", now=at_work.clock.now(), due_on=SHARE_DUE_ON)
        work.commit()
    at_work.work_off()
    assert (at_work.removal().status, at_work.removal().case_id) == ("SENT", None)
    at_work.order_down()
    assert (at_work.removal().status, at_work.removal().case_id) == ("SENT", at_work.case_id)
    assert at_work.due("tell_case") == []
    at_work.clock.instant += timedelta(minutes=1)
    at_work.work_off()

    assert at_work.removal().status == "VERIFIED"
    assert len(at_work.due("tell_case")) == 1


def test_our_own_site_is_done_at_once(at_work: Installation) -> None:
    at_work.order_down()
    with at_work.tools.database.read() as work:
        rows = work.listings.list_removals([at_work.case_id])
    assert [(each.site.code, each.listing.status, each.removal and each.removal.status) for each in rows] == [
        ("OWN", "REMOVED", "VERIFIED"),
        (CODE, "REMOVING", "ORDERED"),
    ]


def test_a_lost_answer_is_asked_for_again_and_has_one_effect(at_work: Installation) -> None:
    at_work.work_off()
    at_work.order_down()
    at_work.site.switch(lose_answer=True, times=1)
    at_work.work_off()
    assert at_work.removal().status == "ORDERED"
    at_work.forget_back_off()
    at_work.work_off()
    assert (at_work.removal().status, at_work.removal().attempts) == ("SENT", 2)
    assert at_work.site.effects(at_work.listing_id) == ["SHOWN", "REMOVED"]
    assert at_work.incidents() == []


def test_a_failing_site_is_left_alone_for_a_while(at_work: Installation) -> None:
    at_work.work_off()
    at_work.order_down()
    at_work.site.switch(fail=True)
    at_work.work_off()
    (order,) = at_work.due("site_remove")
    assert (order.status, order.attempts, order.last_error) == ("PENDING", 1, "SITE_UNAVAILABLE")
    assert order.not_before > machine_now()
    assert at_work.work_off() == 0
    at_work.site.switch()
    at_work.forget_back_off()
    at_work.work_off()
    assert at_work.removal().status == "SENT"


def test_a_refusing_site_needs_a_person(at_work: Installation) -> None:
    at_work.work_off()
    at_work.order_down()
    at_work.site.switch(refuse=True)
    at_work.work_off()
    (order,) = at_work.due("site_remove")
    assert (order.status, at_work.removal().status) == ("DEAD", "REFUSED")
    assert at_work.incidents() == ["SITE_REFUSED"]

    at_work.site.switch()
    at_work.revive(order.id)
    at_work.work_off()
    assert at_work.removal().status == "SENT"


def test_a_listing_that_comes_back_is_looked_at_three_times_and_then_by_a_person(at_work: Installation) -> None:
    at_work.work_off()
    at_work.order_down()
    at_work.work_off()
    at_work.site.switch(reappear=at_work.listing_id)
    at_work.clock.instant += timedelta(minutes=1)
    for _ in range(3):
        at_work.work_off()
        at_work.clock.instant += LOOK_AGAIN_AFTER
    assert [each.status for each in at_work.due("site_look")] == ["DONE", "DONE", "DEAD"]
    assert at_work.incidents() == ["SITE_STILL_SHOWN"]
    assert at_work.due("tell_case") == []


def test_a_listing_ordered_down_before_it_was_delivered_never_goes_on_show(at_work: Installation) -> None:
    at_work.order_down()
    at_work.work_off()
    assert at_work.site.effects(at_work.listing_id) == []
    assert (at_work.removal().status, at_work.removal().receipt_no) == ("SENT", None)
    at_work.clock.instant += timedelta(minutes=1)
    at_work.work_off()
    assert at_work.removal().status == "VERIFIED"
    assert len(at_work.due("tell_case")) == 1


def test_a_site_without_a_secret_needs_a_person(at_work: Installation) -> None:
    with at_work.tools.database.write() as work:
        site = work.listings.find_site(CODE)
        assert site is not None
        site.secret_cipher = None
        work.commit()
    at_work.work_off()
    assert [each.status for each in at_work.due("site_show")] == ["DEAD"]
    assert at_work.incidents() == ["SITE_NOT_SET_UP"]
    assert at_work.listing().status == "PENDING"

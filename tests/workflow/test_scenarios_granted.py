"""Scenarios that end in a grant, day by day from the application to the last site."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hiding_acts import told_codes
from inlet_acts import ask
from moody_sites import NECIPS, ZZ, MoodySites, end_waiting
from office import PENALTY_OF_B, B, Office
from publicity_modes import set_publicity
from scenario_steps import agreed, clock, letter, move_to, record_of, seen
from sqlalchemy import select
from training_school import School

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.removals import WriteRemovalLetters
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.time import ZONE, local_date
from workflow_app.models import Case, Letter, Pledge
from workflow_app.services.board_letters import write_letters
from workflow_app.services.completing import complete_task
from workflow_app.services.gate import why_repair
from workflow_app.services.incidents import list_incidents, retry_incident
from workflow_app.services.notices import list_notices
from workflow_app.services.trainings import training_of_record
from workflow_app.services.views import CaseView

EASIER = ("CONSTRUCTION_WASTE", "deferred_acceptance")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("credit_office", Role.CREDIT_OFFICE)
    set_publicity(made.tools, "BEFORE_REMOVAL")
    made.clock.instant = datetime(2026, 8, 10, 9, 0, tzinfo=ZONE)
    yield made
    made.close()


def closed_ways(office: Office) -> list[str]:
    """Return why the easier ways are closed to B today."""
    return [each.code for each in ask(office, B, *EASIER).reasons]


def sites(office: Office, case: CaseView) -> dict[str, tuple[str, date]]:
    return {each.site: (each.status, each.due_on) for each in seen(office, case).removals}


def published(office: Office) -> CaseView:
    """Apply on Monday the 10th, have it accepted on the 12th and agreed on the 13th; the 14th is the first day."""
    case = office.submit()
    move_to(office, 2026, 8, 12, 10, 0)
    case = office.complete(case, "intake", acceptance="ACCEPT")
    move_to(office, 2026, 8, 13, 10, 0)
    return agreed(office, case)


def granted(office: Office) -> CaseView:
    case = published(office)
    move_to(office, 2026, 8, 19, 10, 0)
    return office.complete(seen(office, case), "decider", decision="GRANT")


def test_s20_from_the_application_on_the_10th_to_the_last_site_on_the_24th(office: Office) -> None:
    assert record_of(office, PENALTY_OF_B).first_apply_on == date(2026, 8, 9)
    case = office.submit()
    assert clock(office, case, "repair.accept") == ("RUNNING", date(2026, 8, 13))
    assert clock(office, case, "repair.result") == ("RUNNING", date(2026, 8, 24))
    move_to(office, 2026, 8, 12, 10, 0)
    case = office.complete(case, "intake", acceptance="ACCEPT")
    assert clock(office, case, "repair.accept")[0] == "STOPPED"
    assert clock(office, case, "repair.authority_result") == ("RUNNING", date(2026, 8, 21)), "from the acceptance"
    move_to(office, 2026, 8, 13, 10, 0)
    case = agreed(office, case)
    assert clock(office, case, "repair.publicity") == ("RUNNING", date(2026, 8, 18))
    move_to(office, 2026, 8, 18, 23, 59)
    assert seen(office, case).state == "REPAIR_PUBLICITY", "the 14th, 17th and 18th are its days"
    move_to(office, 2026, 8, 19, 0, 1)
    assert seen(office, case).state == "DECISION"
    move_to(office, 2026, 8, 19, 10, 0)
    office.sites.stubborn = True
    case = office.complete(seen(office, case), "decider", decision="GRANT")
    assert clock(office, case, "repair.result") == ("STOPPED", date(2026, 8, 24))
    assert clock(office, case, "repair.authority_result")[0] == "STOPPED"
    assert sites(office, case) == {
        "OWN": ("VERIFIED", date(2026, 8, 20)),
        ZZ: ("ORDERED", date(2026, 8, 24)),
        NECIPS: ("ORDERED", date(2026, 8, 24)),
    }
    office.work()
    assert seen(office, case).state == "SYNCING"
    the_way_is_free_with_the_last_site(office, case)


def the_way_is_free_with_the_last_site(office: Office, case: CaseView) -> None:
    """Insist that nothing easier is open before every site has followed, and that the letter then names the sites."""
    assert closed_ways(office) == ["RECORD_BEING_REMOVED"]
    office.sites.stubborn = False
    move_to(office, 2026, 8, 20, 10, 0)
    assert closed_ways(office) == []
    whole = seen(office, case)
    assert (whole.status, whole.state) == ("ENDED", "CLOSED")
    assert [each.kind for each in whole.letters] == [
        "T20_ACCEPT",
        "T21_INTENT",
        "T22_GRANT",
        "REPAIR_PROOF",
        "T24_DONE",
    ]
    rows = str(letter(office, case, "T24_DONE")["table"])
    assert all(name in rows for name in ("信用郑州", "公示系统"))
    assert "CASE_COMPLETED" in told_codes(office)
    assert clock(office, case, "repair.share") == ("STOPPED", date(2026, 8, 24))


def test_s39_a_site_that_fails_again_and_again_is_named_written_to_and_looked_at_later(office: Office) -> None:
    moody = MoodySites()
    moody.silent = {NECIPS}
    moody.removed = office.sites.removed
    office.tools = replace(office.tools, connector=moody)
    case = granted(office)
    for _ in range(3):
        end_waiting(office)
        office.work()
    assert sites(office, case)[NECIPS][0] != "VERIFIED"
    move_to(office, 2026, 8, 24, 23, 59)
    assert seen(office, case).state == "SYNCING"
    move_to(office, 2026, 8, 25, 0, 1)
    late = seen(office, case)
    assert (late.status, late.state) == ("RUNNING", "SYNC_PARTIAL")
    assert {each.site: each.status == "VERIFIED" for each in late.removals} == {"OWN": True, ZZ: True, NECIPS: False}
    (stuck,) = [each for each in late.removals if each.site == NECIPS]
    assert stuck.attempts >= 3
    (said,) = [each for each in list_notices(actor=office.agent(), tools=office.tools).items
               if each.code == "CASE_SITES_LATE"]  # fmt: skip
    assert (said.facts["sites_zh"], said.facts["count"]) == ("公示系统", 1)
    assert "REMOVALS_LATE" in told_codes(office, role="SECTION_HEAD")
    assert closed_ways(office) == ["RECORD_BEING_REMOVED"]

    written_to(office, stuck.removal_id, case)
    moody.silent.clear()
    move_to(office, 2026, 8, 27, 10, 0)
    revive(office)
    assert seen(office, case).state == "CLOSED"
    move_to(office, 2026, 9, 25, 10, 0)
    moody.removed.remove(listing_no(office, NECIPS))
    move_to(office, 2026, 9, 28, 10, 0)
    again = next(each for each in seen(office, case).removals if each.site == NECIPS)
    assert (len(again.earlier), again.reason) == (1, "REAPPEARED"), "thirty days later it was there again"
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(Case.id)).all() == [case.id], "in the same case"


def written_to(office: Office, removal_id: str, case: CaseView) -> None:
    """Write to the site by hand, in the name of the case."""
    write = WriteRemovalLetters([removal_id], date(2026, 8, 31))
    assert write_letters(write, actor=office.people["data_clerk"], tools=office.tools).done == 1
    with office.tools.database.read() as unit:
        written = unit.session.scalars(select(Letter).where(Letter.kind == "T23_REMOVE")).one()
    assert written.case_id == case.id


def revive(office: Office) -> None:
    """Have everything tried again that gave up."""
    admin = office.people["system_admin"]
    for incident in list_incidents(actor=admin, tools=office.tools).items:
        retry_incident(incident.id, actor=admin, tools=office.tools)
    for _ in range(3):
        end_waiting(office)
        office.pass_time(hours=2)


def listing_no(office: Office, code: str) -> str:
    with office.tools.database.read() as unit:
        (found,) = [each for each in unit.listings.list_of_items([office.record_id()]) if each.site.code == code]
        return found.listing.id


def test_s44_without_a_certificate_of_after_the_penalty_nothing_is_handed_in(office: Office) -> None:
    school = School(office)
    school.set("repair.training", "REQUIRED")
    session_id = school.plan()
    case = office.open()
    answers = office.application(case)

    def hand_in() -> CaseView:
        return complete_task(CompleteTask(case.tasks[0].id, answers), actor=office.agent(), tools=office.tools)

    with pytest.raises(RefusedError, match="TRAINING_REQUIRED"):
        hand_in()
    found = training_of_record(office.record_id(), actor=office.agent(), tools=office.tools)
    assert (found.is_missing, [each.id for each in found.sessions]) == (True, [session_id])
    school.pass_test(office.agent())
    date_certificate(office, school, date(2026, 5, 7))
    with pytest.raises(RefusedError, match="TRAINING_REQUIRED") as refused:
        hand_in()
    assert refused.value.values["decided_on"] == date(2026, 5, 8)
    date_certificate(office, school, date(2026, 8, 10))
    case = office.complete(hand_in(), "intake", acceptance="ACCEPT")
    case = agreed(office, case)
    move_to(office, 2026, 8, 17, 10, 0)
    office.complete(seen(office, case), "decider", decision="GRANT")
    office.work()
    move_to(office, 2026, 8, 18, 10, 0)
    assert seen(office, case).state == "CLOSED"


def date_certificate(office: Office, school: School, day: date) -> None:
    with office.tools.database.write() as unit:
        unit.trainings.get_certificate(school.certificates()[0].id).certificate.trained_on = day
        unit.commit()


def test_s62_handed_in_half_an_hour_after_midnight_in_shanghai_it_is_the_9th(office: Office) -> None:
    office.agent()
    office.clock.instant = datetime(2026, 8, 8, 23, 59, tzinfo=ZONE)
    with pytest.raises(RefusedError, match="REPAIR_TOO_EARLY"):
        office.open()
    office.clock.instant = datetime(2026, 8, 9, 0, 30, tzinfo=ZONE)
    case = office.submit()
    with office.tools.database.read() as unit:
        kept = unit.cases.get(case.id).case
        pledge = unit.session.scalars(select(Pledge)).one()
    assert kept.submitted_at is not None
    assert (kept.submitted_at.date(), local_date(kept.submitted_at)) == (date(2026, 8, 8), date(2026, 8, 9))
    assert local_date(pledge.signed_at) == date(2026, 8, 9)
    assert clock(office, case, "repair.accept") == ("RUNNING", date(2026, 8, 12)), "Monday is the first day counted"
    assert clock(office, case, "repair.result") == ("RUNNING", date(2026, 8, 21))
    case = office.complete(case, "intake", acceptance="ACCEPT")
    assert "2026年8月9日" in str(letter(office, case, "T20_ACCEPT")["paragraphs"])
    assert why_repair(office.record_id(), actor=office.agent(), tools=office.tools)[0].code == "RECORD_HAS_OPEN_CASE"

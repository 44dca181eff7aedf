"""Sites fail, are slow, lose the answer and answer twice, while the service is killed: each removal is confirmed once.

The service, its worker and both sites are real programs; what is random follows from a seed that a failure prints.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Collection
from math import ceil
from pathlib import Path

import pytest
from callers import FIRST_AGREES, GRANTED, SECOND_AGREES
from office import Office
from sqlalchemy import select
from stormy_town import SITES, StormyTown, stormy_town

from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import AuditEntry, Case, DemoMessage, DueWork, Incident, Letter, Notice, Removal, Task
from workflow_app.services.audit_verify import verify
from workflow_app.services.opening import open_case
from workflow_app.services.views import CaseView

CALM = 300
"""Seconds that everything may take to work off what the storm left; it is over as soon as that is done."""
KEYS = ("B/1", "D/1", "F/1", "G/1")
BY_KEY = {each.key: each for each in DEMO_PENALTIES}


def reviewed(office: Office, key: str) -> CaseView:
    """Bring the case of a decision to the desk of the decider."""
    uscc, name = SUBJECT_BY_KEY[key.partition("/")[0]].uscc, f"agent_of_{key.partition('/')[0]}"
    agent, record_id = office.agent(uscc, name), office.record_id(str(BY_KEY[key].cells["CF_WSH"]))
    case = open_case(OpenCase("credit_repair", uscc, {"record_id": record_id}), actor=agent, tools=office.tools)
    day = str(BY_KEY[key].cells["CF_JDRQ"])
    fine = str(int(float(str(BY_KEY[key].cells["CF_NR_FK"])) * 10_000))
    answers = office.application(case, agent=agent) | {"paid_on": day, "rectified_on": day, "paid_amount": fine}
    case = office.complete(case, name, **answers)
    case = office.complete(case, "intake", acceptance="ACCEPT")
    case = office.complete(case, "first_reviewer", **FIRST_AGREES)
    return office.complete(case, "second_reviewer", **SECOND_AGREES)


def weather(town: StormyTown, *, seed: int, rounds: int, seconds: float, kills: int) -> None:
    """Grant one case after the other in the storm, with so many kills at least, and let it calm down."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    office = town.office
    cases = [reviewed(office, key) for key in KEYS]
    office.work()
    town.open()
    for number in range(rounds):
        if number < len(cases):
            office.complete(cases[number], "decider", **GRANTED)
        kills -= town.rage(chance, seconds=seconds, kills_at_least=ceil(kills / (rounds - number)))
    town.calm(seconds=CALM)
    for program in town.programs:
        program.kill()


def check(town: StormyTown) -> None:
    """Look at everything that may not have happened twice, or not at all."""
    tools = town.office.tools
    assert (town.states(), town.undone()) == (["CLOSED"] * len(KEYS), [])
    assert verify(tools) == ()
    with tools.database.read() as unit:
        read = unit.session.scalars
        assert [each.code for each in read(select(Incident).where(Incident.status == "OPEN"))] == []
        assert read(select(Task).where(Task.status == "OPEN")).all() == []
        assert [row.key for row in read(select(DueWork).where(DueWork.status == "DEAD"))] == []
        removals = read(select(Removal)).all()
        check_told_once(read(select(Notice)).all(), read(select(Letter)).all(), read(select(Case)).all())
        sent = Counter((row.channel, row.address, row.text) for row in read(select(DemoMessage)))
        assert [each for each, times in sent.items() if times > 1] == []
        sites = {each.id: each.code for each in unit.listings.list_sites()}
        places = {row.id: sites[unit.listings.removal(row.id).listing.site_id] for row in removals}
        outside = {row for row, site in places.items() if site in SITES}
        check_said_once(read(select(AuditEntry)).all(), outside, removals)
    check_removals(town, removals, places)


def check_removals(town: StormyTown, removals: list[Removal], sites: dict[str, str]) -> None:
    """Every removal is verified, there is one for each listing, and its site took it down once, by one receipt."""
    assert {each.status for each in removals} == {"VERIFIED"}
    assert len({each.listing_id for each in removals}) == len(removals) == len(KEYS) * (1 + len(SITES))
    running = dict(zip(SITES, town.sites, strict=True))
    for each in removals:
        if site := running.get(sites[each.id]):
            assert site.effects(each.listing_id) == ["SHOWN", "REMOVED"]
            assert town.carried_out(site, each.listing_id) == [each.receipt_no]


def check_said_once(trail: list[AuditEntry], outside: Collection[str], removals: list[Removal]) -> None:
    """The history tells of each removal once that its site confirmed it, and once that it was seen to be true."""
    said = Counter((entry.action, str(entry.data.get("removal"))) for entry in trail)
    for each in removals:
        if each.id in outside:
            assert (said["site.removal_confirmed", each.id], said["site.removal_verified", each.id]) == (1, 1)


def check_told_once(notices: list[Notice], letters: list[Letter], cases: list[Case]) -> None:
    """Nobody was told the same of a case twice, and each letter was issued once."""
    told = Counter((row.case_id, row.code, row.subject_id, row.role, row.account_id, str(row.facts)) for row in notices)
    assert [each for each, times in told.items() if times > 1] == []
    issued = Counter((row.case_id, row.kind) for row in letters)
    assert [each for each, times in issued.items() if times > 1] == []
    for case in cases:
        assert {"T22_GRANT", "T24_DONE"} <= {kind for case_id, kind in issued if case_id == case.id}
    assert [row.number for row in letters if row.sha256 is None] == []


def run(database_url: str, folder: Path, *, seed: int, rounds: int, seconds: float, kills: int) -> None:
    started = time.monotonic()
    sys.stdout.write(f"seed {seed}\n")
    with stormy_town(database_url, folder, *KEYS) as town:
        weather(town, seed=seed, rounds=rounds, seconds=seconds, kills=kills)
        sys.stdout.write(f"over in {time.monotonic() - started:.0f} s\n")
        check(town)


def test_in_the_end_every_removal_is_confirmed_once_and_every_case_is_closed(database_url: str, tmp_path: Path) -> None:
    run(database_url, tmp_path, seed=1, rounds=4, seconds=5, kills=8)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_the_same_holds_through_long_storms(database_url: str, tmp_path: Path, seed: int) -> None:
    run(database_url, tmp_path, seed=seed, rounds=6, seconds=20, kills=40)

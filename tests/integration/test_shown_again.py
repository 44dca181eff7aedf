"""What came down because its class changed is shown again, as often as that happens, by every site that followed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from inlet_acts import appeal
from moody_sites import NECIPS, ZZ, MoodySites, bring_in, open_moody_office
from office import Office
from rule_office import RuleOffice

from workflow_app.domain.inlets import AppealResult
from workflow_app.domain.severity import PenaltyType
from workflow_app.models import Record

TURNS = 3
RULE = {
    "penalty_type": "FINE",
    "origin": "行业主管部门目录（2026年版）",
    "reason": "新目录调整了分类",
}


@pytest.fixture
def sites() -> MoodySites:
    return MoodySites()


@pytest.fixture
def office(database_url: str, tmp_path: Path, sites: MoodySites) -> Iterator[Office]:
    made = open_moody_office(database_url, tmp_path, sites)
    bring_in(made, "B/1")
    made.work()
    yield made
    made.close()


def shown(office: Office) -> dict[str, str]:
    """Return how the record stands at every site."""
    with office.tools.database.read() as unit:
        return {each.site.code: each.listing.status for each in unit.listings.list_of_items([office.record_id()])}


def record(office: Office) -> Record:
    with office.tools.database.read() as unit:
        return unit.records.get(office.record_id()).record


def told(sites: MoodySites) -> list[int]:
    """Return how often each site was called."""
    return [sites.calls.count(code) for code in (ZZ, NECIPS)]


def test_an_appeal_that_varies_a_decision_to_and_fro_is_followed_by_every_site(
    office: Office, sites: MoodySites
) -> None:
    for turn in range(TURNS):
        for types, status in (((PenaltyType.WARNING,), "REMOVED"), ((PenaltyType.FINE,), "SHOWN")):
            before = told(sites)
            number = f"牟政复决字〔2026〕第{turn}{status}号"
            appeal(office, AppealResult.VARIED, document_no=number, penalty_types=types, decision="见复议决定书")
            office.work()
            office.pass_time(minutes=2)
            assert set(shown(office).values()) == {status}, (turn, record(office).severity)
            assert all(one < other for one, other in zip(before, told(sites), strict=True))
        sites.removed.clear()


def test_a_rule_that_comes_and_goes_is_followed_by_every_site(database_url: str, tmp_path: Path) -> None:
    office = RuleOffice(database_url, tmp_path)
    bring_in(office, "B/1")
    office.work()
    for turn in range(TURNS):
        for severity, status in (("MINOR", "REMOVED"), ("GENERAL", "SHOWN")):
            day = office.clock.now().date().isoformat()
            asked = office.propose("CLASS_RULE", RULE, severity=severity, valid_from=day)
            office.approve(asked)
            office.pass_time(minutes=2)
            assert (record(office).severity, set(shown(office).values())) == (severity, {status}), turn
            office.pass_time(days=1)
        office.sites.removed.clear()
    office.close()

"""No natural person is named in public, whenever the name was learned, here or at other sites, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import serve
from moody_sites import ZZ, MoodySites, bring_in, open_moody_office
from office import Office
from sqlalchemy import select

from workflow_app.models import Record

OWNER, NEW_OWNER, PERSON = "张树林", "刘新店", "段志勇"
TEXTS = ("CF_WFXW", "CF_SY", "CF_YJ", "CF_NR")


@pytest.fixture
def sites() -> MoodySites:
    return MoodySites()


@pytest.fixture
def office(database_url: str, tmp_path: Path, sites: MoodySites) -> Iterator[Office]:
    made = open_moody_office(database_url, tmp_path, sites)
    yield made
    made.close()


def public_page(office: Office) -> str:
    with office.tools.database.read() as unit:
        record_id = unit.session.scalars(select(Record.id)).one()
    client = serve(replace(office.built, tools=office.tools)).client()
    answer = client.get(f"/public/records/{record_id}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def told(sites: MoodySites) -> str:
    return str([sites.texts(ZZ, name) for name in ("subject_name", "fact", "basis", "decision")])


def test_a_new_owner_of_a_business_is_masked_in_every_text(office: Office, sites: MoodySites) -> None:
    bring_in(office, "D/1")
    texts = {code: f"{code}：经营者{NEW_OWNER}接手{OWNER}的店" for code in TEXTS}
    bring_in(office, "D/1", CF_FRDB=NEW_OWNER, **texts)
    office.work()

    for public in (public_page(office), told(sites)):
        assert NEW_OWNER not in public
        assert OWNER not in public
        for code in ("CF_SY", "CF_YJ", "CF_NR"):
            assert f"{code}：经营者刘**接手张**的店" in public
    assert "CF_WFXW：经营者刘**接手张**的店" in public_page(office)


def test_a_person_met_later_under_another_name_is_masked_in_every_text(office: Office, sites: MoodySites) -> None:
    bring_in(office, "H1/6")
    texts = {code: f"{code}：当事人段新名，曾用名{PERSON}" for code in TEXTS}
    bring_in(office, "H1/6", CF_XDR_MC="段新名", **texts)
    office.work()

    for public in (public_page(office), told(sites)):
        assert "段新名" not in public
        assert PERSON not in public
        assert "CF_SY：当事人段**，曾用名段**" in public

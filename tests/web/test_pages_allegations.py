"""Whoever has to do with an alleged breach reads what is alleged: the party, and the office before it decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office_pages import pages_of
from page_readers import reader
from pledge_office import PledgeOffice

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.services.breach_allegations import allegation_of

TOLD = ("渣土车辆全部密闭运输", "抽查发现两辆车未密闭运输。", "检查记录（牟城管检字〔2026〕第9号）")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    yield made
    made.close()


def test_the_promise_the_facts_and_the_evidence_stand_on_every_page_of_the_case(office: PledgeOffice) -> None:
    pledge = office.published()
    case = office.serve(office.allege(pledge), "T15_NOTICE")
    service = pages_of(office)
    party = reader(service, "applicant_b", lang="zh")
    own = party.get(f"/my/cases/{case.id}")
    reply = party.get(own.link("陈述申辩").partition("?")[0] + "?all=1")
    asked = party.get_to(own.link("陈述申辩").partition("?")[0])
    office.complete(case, "applicant_b", reply="ADMIT")
    clerk = reader(service, "credit_office", lang="zh")
    desk = clerk.get(f"/desk/cases/{case.id}")
    task = clerk.get(desk.link("打开待办"))
    for page in (own, asked, reply, desk, task):
        assert [each for each in TOLD if each not in page.text] == []
    assert own.link("密闭运输 · ZM_URBAN") == f"/my/pledges/{pledge}"
    assert task.link("密闭运输 · ZM_URBAN") == f"/desk/pledges/{pledge}"
    assert "还没有可以核对的申请" not in task.text


def test_states_of_the_case_are_words_in_its_history(office: PledgeOffice) -> None:
    case = office.serve(office.allege(office.published()), "T15_NOTICE")
    page = reader(pages_of(office), "applicant_b", lang="zh").get(f"/my/cases/{case.id}")
    assert "涉嫌违诺，待您答复" in page.text
    assert "AWAITING_REPLY" not in page.text


def test_no_stranger_reads_an_allegation(office: PledgeOffice) -> None:
    case = office.allege(office.published())
    assert allegation_of(case.id, actor=office.agent(), tools=office.tools) is not None
    other = Actor(new_id(), "applicant_c", frozenset({Grant(Role.APPLICANT)}))
    for who in (office.people["system_admin"], other):
        with pytest.raises((ForbiddenError, NotFoundError)):
            allegation_of(case.id, actor=who, tools=office.tools)

"""Who came to the counter takes the case over later: number and code, and the telephone that was noted there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from at_window import OWNER, PHONE, begin, clerk, fill_in, hand_in, sign
from builders import Service, build_service
from entering import newest_code, registered, subject_id, with_outbox, wrong
from page_readers import Page, Reader

HERE = "/my/enterprises/add/counter"


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield with_outbox(built)
    built.parts.close()


def filed_at(service: Service, **person: str) -> tuple[str, str, str]:
    """File at the counter and return where the case is, its number and its follow code."""
    who = clerk(service)
    case = begin(who, **person)
    fill_in(who, case)
    sign(who, case)
    hand_in(who, case)
    with service.tools.database.read() as unit:
        row = unit.cases.get(case.rsplit("/", 1)[-1]).case
        assert row.number
        return case, row.number, row.follow_code


def find(who: Reader, number: str, code: str, *, expect: int = 303) -> Page:
    return who.submit(who.get(HERE), "counter-form", {"number": number, "code": code}, at=HERE, expect=expect)


def take(who: Reader, *, expect: int = 303) -> Page:
    return who.submit(who.get(HERE), "take-form", {}, at=HERE, expect=expect)


def test_who_registers_with_the_telephone_of_the_counter_takes_the_case_over(shown: Service) -> None:
    case, number, code = filed_at(shown)
    owner = registered(shown, PHONE, OWNER)
    assert HERE in owner.get("/my/enterprises/add").all("//a/@href")
    find(owner, number.replace("-", ""), code.lower())
    assert take(owner).location == case.replace("/desk/window/", "/my/")
    page = owner.get(case.replace("/desk/window/", "/my/"))
    assert "Taken over by who had come to the service window" in page.text
    acting = owner.get(f"/my/enterprises/{subject_id(shown)}")
    assert acting.all("//form[contains(@action, '/end')]")
    assert "Filed at the service window" in acting.text
    assert "29 Sep" in clerk(shown).get("/desk/window?show=handed_in").text
    find(owner, number, code)
    take(owner)
    desk = clerk(shown)
    assert not desk.get(case).all(f"//a[@href='{case}/person']")
    desk.submit(desk.get(f"{case}/person"), "person-form", {"phone": "13900000009"}, at=f"{case}/person")
    assert "has taken the case over" in desk.get(case).text


def test_another_telephone_needs_the_code_that_goes_to_the_one_of_the_counter(shown: Service) -> None:
    _, number, code = filed_at(shown)
    owner = registered(shown, "13900000001", OWNER)
    find(owner, number, code)
    assert "139****6666" in owner.get(HERE).text
    owner.post(HERE, {"act": "take"}, expect=409)
    owner.submit(owner.get(HERE), "mobile-form", {}, at=HERE)
    right = newest_code(shown)
    assert owner.submit(owner.get(HERE), "code-form", {"code": wrong(right)}, at=HERE, expect=422)
    owner.submit(owner.get(HERE), "code-form", {"code": right}, at=HERE)
    take(owner)
    assert "第031号" in owner.get("/my").text


def test_wrong_codes_strange_names_and_second_accounts_get_nothing(shown: Service) -> None:
    _, number, code = filed_at(shown)
    stranger = registered(shown, "13900000002", "周一鸣")
    assert "has this number and this code" in find(stranger, number, "AAAAAA", expect=422).text
    assert "Fill this in" in find(stranger, "", "", expect=422).text
    find(stranger, number, code)
    stranger.submit(stranger.get(HERE), "mobile-form", {}, at=HERE)
    stranger.submit(stranger.get(HERE), "code-form", {"code": newest_code(shown)}, at=HERE)
    assert "is not that of the person" in take(stranger, expect=422).text
    assert "You act for no enterprise" in stranger.get("/my").text
    owner = registered(shown, PHONE, OWNER)
    find(owner, number, code)
    take(owner)
    second = registered(shown, "13900000003", OWNER)
    find(second, number, code)
    second.submit(second.get(HERE), "mobile-form", {}, at=HERE)
    second.submit(second.get(HERE), "code-form", {"code": newest_code(shown)}, at=HERE)
    assert "Another account has taken this case over" in take(second, expect=409).text


def test_an_agent_acts_until_the_last_day_of_the_mandate_that_was_shown(shown: Service) -> None:
    _, number, code = filed_at(shown, name="周一鸣", acts_as="AGENT", mandate_until="2026-10-31")
    agent = registered(shown, PHONE, "周一鸣")
    find(agent, number, code)
    take(agent)
    page = agent.get(f"/my/enterprises/{subject_id(shown)}")
    assert "31 Oct" in page.text
    assert "Agent" in page.text


def test_codes_cannot_be_tried_for_ever(shown: Service) -> None:
    stranger = registered(shown, "13900000002", "周一鸣")
    for _ in range(10):
        find(stranger, "修复-2026-0001", "AAAAAA", expect=422)
    find(stranger, "修复-2026-0001", "AAAAAA", expect=429)

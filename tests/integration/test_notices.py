"""What people are told: by those it is for, once, and on both databases."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from office import START, Office

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.errors import InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.models import Notice
from workflow_app.repositories.notices import Telling
from workflow_app.services.notices import count_unread, list_notices, read_all_notices, read_notice

SECTION_HEAD = Role.SECTION_HEAD


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def tell(office: Office, *notices: Notice) -> None:
    with office.tools.database.write() as unit:
        unit.add(*notices)
        unit.commit()


def telling(office: Office, code: str = "REMOVALS_LATE") -> Telling:
    return Telling(code, office.authority.id, {"number": "1"})


def told(office: Office, actor: Actor) -> list[str]:
    return [each.code for each in list_notices(actor=actor, tools=office.tools).items]


def test_only_those_who_act_for_the_subject_are_told_of_it(office: Office) -> None:
    agent = office.agent()
    (subject_id,) = agent.subject_ids
    tell(office, telling(office).for_subject(subject_id, now=START))
    assert told(office, agent) == ["REMOVALS_LATE"]
    assert told(office, office.people["first_reviewer"]) == []


@pytest.mark.parametrize(
    ("grants", "expected"),
    [
        ([Grant(SECTION_HEAD, "own", "LEGAL")], ["A", "B"]),
        ([Grant(SECTION_HEAD, "own", "FINANCE")], ["A"]),
        ([Grant(SECTION_HEAD, "own")], ["A", "B"]),
        ([Grant(SECTION_HEAD)], ["A", "B"]),
        ([Grant(SECTION_HEAD, "other")], []),
        ([Grant(Role.SUPERVISOR, "own")], []),
        ([], []),
    ],
)
def test_a_role_is_told_where_it_is_held(office: Office, grants: list[Grant], expected: list[str]) -> None:
    places = {"own": office.authority.id, "other": new_id()}
    held = frozenset(Grant(each.role, places.get(each.authority_id or ""), each.department) for each in grants)
    everyone = telling(office, "A").for_role(SECTION_HEAD, now=START)
    section = telling(office, "B").for_role(SECTION_HEAD, department="LEGAL", now=START)
    tell(office, everyone, section)
    assert sorted(told(office, Actor(new_id(), "科长", held))) == expected


def test_a_notice_is_unread_until_its_reader_opens_it_and_only_for_them(office: Office) -> None:
    first = office.hire("head_1", SECTION_HEAD)
    second = office.hire("head_2", SECTION_HEAD)
    tell(office, telling(office).for_role(SECTION_HEAD, now=START))
    (notice,) = list_notices(actor=first, tools=office.tools).items
    read_notice(notice.id, actor=first, tools=office.tools)
    read_notice(notice.id, actor=first, tools=office.tools)
    assert count_unread(actor=first, tools=office.tools) == 0
    assert count_unread(actor=second, tools=office.tools) == 1
    assert list_notices(actor=first, tools=office.tools, unread=True).items == []
    with pytest.raises(NotFoundError, match="NOTICE_UNKNOWN"):
        read_notice(notice.id, actor=office.people["decider"], tools=office.tools)


def test_many_are_paged_and_counted_to_a_hundred_and_marked_at_once(office: Office) -> None:
    head = office.hire("head", SECTION_HEAD)
    tell(office, *(telling(office).for_role(SECTION_HEAD, now=START + timedelta(minutes=n)) for n in range(130)))
    assert count_unread(actor=head, tools=office.tools) == 100
    seen, cursor = [], None
    while True:
        page = list_notices(actor=head, tools=office.tools, cursor=cursor, limit=50)
        seen += [each.created_at for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == 130
    assert seen == sorted(seen, reverse=True)
    assert read_all_notices(actor=head, tools=office.tools) == 130
    assert read_all_notices(actor=head, tools=office.tools) == 0
    with pytest.raises(InvalidError):
        list_notices(actor=head, tools=office.tools, cursor="x")

"""Permits: issued in the words of their edition, ended by a letter, and reported in time (rules 2.2, 2.11, 4.3)."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import permit_process as trial
import pytest
from inlet_acts import know
from office import Office
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.letters import ProposeLetterChange
from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.deferral import refuse_open_items
from workflow_app.domain.dual_publicity import FIELDS, faults
from workflow_app.domain.errors import ConflictError, InvalidError, RefusedError
from workflow_app.domain.letter_states import ChangeKind
from workflow_app.domain.permits import Standing
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.domain.time import ZONE
from workflow_app.models import DualRecord, Letter, Permit, Pledge, Subject
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import get_case
from workflow_app.services.letter_changes import propose_letter_change
from workflow_app.services.permits import get_public_permit, list_my_permits, search_permits
from workflow_app.services.views import CaseView

E = SUBJECT_BY_KEY["E"].uscc
WASTE, ROAD, EIA = "CONSTRUCTION_WASTE", "ROAD_OCCUPATION", "EIA_APPROVAL"
GROUND = "核查发现运输车辆没有密闭，限期内没有改正。"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    subject_id = know(made, "E")
    with made.tools.database.write() as unit:
        unit.session.get_one(Subject, subject_id).legal_representative = "刘洋"
        unit.commit()
    made.agent(E, "applicant_e")
    made.hire_everywhere("everywhere", Role.DECIDER)
    trial.publish(made.tools)
    yield made
    made.close()


def granted(office: Office, matter: str = WASTE, **said: str) -> CaseView:
    return trial.grant(office.tools, office.people["applicant_e"], office.people["everywhere"], E, matter, **said)


def kept(office: Office, case: CaseView) -> Permit:
    with office.tools.database.read() as unit:
        found = unit.permits.of_case(case.id)
        assert found is not None
        return found


def records(office: Office, permit: Permit) -> list[DualRecord]:
    with office.tools.database.read() as unit:
        return list(unit.dual_records.of_permit(permit.id))


def letters(office: Office, case: CaseView) -> dict[str, Letter]:
    with office.tools.database.read() as unit:
        return {each.kind: each for each in unit.letters.of_cases([case.id])}


def test_a_permit_has_the_number_of_its_paper_and_holds_until_the_day_before_that_of_the_same_number(
    office: Office,
) -> None:
    case = granted(office, permit_content="核准处置工程渣土8,000立方米。", permit_conditions="车辆密闭运输。")
    permit, papers = kept(office, case), letters(office, case)
    assert (permit.number, permit.name_zh) == ("牟城管许〔2026〕1号", "建筑垃圾处置核准书")
    assert (permit.valid_from, permit.valid_to) == (date(2026, 9, 29), date(2027, 9, 28)), "rule A21"
    assert (permit.content, permit.conditions) == ("核准处置工程渣土8,000立方米。", "车辆密闭运输。")
    assert (permit.granted_by_pledge, permit.deferred, permit.post_check) == (False, False, "NONE")
    assert (permit.letter_id, permit.decision_id) == (papers["PERMIT"].id, papers["PERMIT_GRANT"].id)
    said = "\n".join(papers["PERMIT"].data["paragraphs"])
    assert "有效期｜自2026年9月29日至2027年9月28日" in said
    assert "许可条件｜车辆密闭运输。" in said
    assert f"准予决定｜{papers['PERMIT_GRANT'].number}" in said
    office.work()
    assert letters(office, case)["PERMIT"].sha256, "its PDF is made"
    with office.tools.database.read() as unit:
        assert unit.letter_services.find(papers["PERMIT"].id) is None, "it is handed over with the decision"
    assert verify(office.tools) == ()


def test_without_words_of_the_decider_a_permit_is_for_what_was_applied_for(office: Office) -> None:
    permit = kept(office, granted(office))
    assert (permit.content, permit.conditions) == ("建筑垃圾处置核准", "")
    (paper,) = [each for each in letters(office, granted(office, ROAD)).values() if each.kind == "PERMIT"]
    assert "许可条件｜无" in paper.data["paragraphs"]
    assert paper.number == "牟城管许〔2026〕2号", "numbered without gaps"


@pytest.mark.parametrize(
    ("authority", "matter", "due"),
    [("ZZ_ECOLOGY", EIA, date(2026, 7, 8)), ("ZM_URBAN", WASTE, date(2026, 7, 10))],
    ids=["S01: calendar days", "S01: working days"],
)
def test_s01_a_grant_is_reported_within_the_days_of_its_authority(
    office: Office, authority: str, matter: str, due: date
) -> None:
    office.clock.instant = datetime(2026, 7, 1, 10, tzinfo=ZONE)
    people = office.people
    case = trial.apply(office.tools, people["applicant_e"], E, matter, authority=authority)
    trial.step(office.tools, case, people["everywhere"])
    (record,) = records(office, kept(office, case))
    assert (record.act, record.status, record.acted_on, record.due_on) == ("GRANT", "PREPARED", date(2026, 7, 1), due)


def test_the_record_has_every_field_of_the_standard_and_nothing_stands_against_it(office: Office) -> None:
    case = granted(office, permit_content="核准处置\n工程渣土。")
    (record,) = records(office, kept(office, case))
    fields: dict[str, Any] = record.fields
    assert list(fields) == [each.code for each in FIELDS]
    assert list(faults(fields)) == []
    decision = letters(office, case)["PERMIT_GRANT"].number
    said = {
        "XK_XDR_MC": SUBJECT_BY_KEY["E"].name,
        "XK_XDR_LB": "法人及非法人组织",
        "XK_XDR_SHXYM": E,
        "XK_XKWS": "准予行政许可决定书",
        "XK_WSH": decision,
        "XK_XKBH": "牟城管许〔2026〕1号",
        "XK_NR": "核准处置 工程渣土。",
        "XK_JDRQ": "2026/09/29",
        "XK_YXQZ": "2026/09/29",
        "XK_YXQZI": "2027/09/28",
        "XK_ZT": "有效",
        "XK_XKJG": "中牟县城市管理局",
        "BZ": "",
    }
    assert {code: fields[code] for code in said} == said
    assert (fields["XK_FR_ZJHM"], fields["XK_XDR_ZJHM"]) == ("", ""), "identity numbers are put in when it is sent"


def test_a_permit_that_is_taken_back_says_so_everywhere_and_is_reported_again(office: Office) -> None:
    case = granted(office)
    office.clock.instant = datetime(2026, 10, 12, 10, tzinfo=ZONE)
    trial.step(office.tools, case, office.people["everywhere"], end_reason=GROUND)
    permit = kept(office, case)
    letter = letters(office, case)[trial.END_LETTER]
    ended = (permit.status, permit.ended_on, permit.end_reason, permit.end_letter_id)
    assert ended == ("REVOKED", date(2026, 10, 12), GROUND, letter.id)
    first, second = records(office, permit)
    assert (first.act, first.fields["XK_ZT"], first.status) == ("GRANT", "有效", "PREPARED"), (
        "the first stays as it was"
    )
    assert (second.act, second.fields["XK_ZT"], second.due_on) == ("END", "无效", date(2026, 10, 21))
    assert second.fields["BZ"] == f"2026/10/12撤销：{GROUND}"
    assert second.fields["XK_WSH"] == letters(office, case)["PERMIT_GRANT"].number
    shown = get_public_permit(permit.id, tools=office.tools)
    assert (shown.line.standing, shown.line.ended_on, shown.end_reason) == (
        Standing.REVOKED,
        date(2026, 10, 12),
        GROUND,
    )
    (mine,) = list_my_permits(actor=office.people["applicant_e"], tools=office.tools)
    assert mine.standing is Standing.REVOKED


def test_a_permit_that_is_struck_off_is_not_called_revoked(office: Office) -> None:
    trial.publish(office.tools, as_="CANCELLED")
    case = granted(office)
    trial.step(office.tools, case, office.people["everywhere"], end_reason="被许可人申请注销。")
    permit = kept(office, case)
    assert permit.status == "CANCELLED"
    assert records(office, permit)[1].fields["BZ"] == "2026/09/29注销：被许可人申请注销。"


def test_a_permit_does_not_end_without_a_reason_nor_without_a_letter(office: Office) -> None:
    case = granted(office)
    with pytest.raises(RefusedError, match="PERMIT_END_NEEDS_REASON"):
        trial.step(office.tools, case, office.people["everywhere"], end_reason="   ")
    assert kept(office, case).status == "VALID"
    trial.publish(office.tools, letter=False)
    other = granted(office, ROAD)
    with pytest.raises(RefusedError, match="NO_SUCH_LETTER_BASIS"):
        trial.step(office.tools, other, office.people["everywhere"], end_reason=GROUND)
    assert (kept(office, other).status, len(records(office, kept(office, other)))) == ("VALID", 1)


def test_s15_nothing_is_issued_while_documents_are_still_to_follow() -> None:
    refuse_open_items(0)
    with pytest.raises(ConflictError, match="DEFERRED_ITEM_OPEN") as told:
        refuse_open_items(2)
    assert told.value.values == {"count": 2}


def test_a_permit_on_a_pledge_names_it_and_waits_for_its_check(office: Office) -> None:
    trial.publish(office.tools, trial.PLEDGED)
    people = office.people
    case = trial.apply(office.tools, people["applicant_e"], E, WASTE, key=trial.PLEDGED)
    with pytest.raises(RefusedError, match="PERMIT_NEEDS_PLEDGE"):
        trial.step(office.tools, case, people["everywhere"])
    pledge = promise(office, case)
    trial.step(office.tools, case, people["everywhere"])
    permit = kept(office, case)
    assert (permit.granted_by_pledge, permit.pledge_id, permit.post_check) == (True, pledge.id, "PENDING")


def promise(office: Office, case: CaseView) -> Pledge:
    with office.tools.database.write() as unit:
        row = unit.cases.get(case.id).case
        pledge = Pledge(
            number="ZM_URBAN-CN-2026-900001",
            kind="APPROVAL",
            authority_id=row.authority_id,
            subject_id=row.subject_id,
            case_id=row.id,
            items=[],
            signer="李某",
            signed_by=office.people["applicant_e"].id,
            signed_at=office.clock.instant,
            published_at=office.clock.instant,
            status="PUBLISHED",
        )
        unit.add(pledge)
        unit.commit()
        return pledge


def test_a_permit_expires_by_the_day_alone(office: Office) -> None:
    permit = kept(office, granted(office, ROAD))
    assert permit.valid_to == date(2026, 10, 28)
    for day, standing in ((28, Standing.VALID), (29, Standing.EXPIRED)):
        office.clock.instant = datetime(2026, 10, day, 23, 59, tzinfo=ZONE)
        (line,) = search_permits(FindPermits(standing=standing), tools=office.tools).items
        assert line.standing is standing
        other = Standing.EXPIRED if standing is Standing.VALID else Standing.VALID
        assert search_permits(FindPermits(standing=other), tools=office.tools).items == []
    assert kept(office, case_of(office, permit)).status == "VALID", "nothing was written"


def case_of(office: Office, permit: Permit) -> CaseView:
    return get_case(str(permit.case_id), actor=office.people["applicant_e"], tools=office.tools)


@pytest.mark.parametrize(
    ("kind", "pairs", "told"),
    [
        (ChangeKind.ANNUL, (), "PERMIT_PAPER_STAYS"),
        (ChangeKind.REISSUE, (("联系电话", "电话"),), "PERMIT_PAPER_STAYS"),
        (ChangeKind.CORRECT, (("建筑垃圾处置核准", "餐厨垃圾处置核准"),), "HELD_BY_CASE"),
        (ChangeKind.CORRECT, (("2027年9月28日", "2099年9月28日"),), "HELD_BY_CASE"),
    ],
)
def test_paper_and_register_never_say_two_things(
    office: Office, kind: ChangeKind, pairs: tuple[tuple[str, str], ...], told: str
) -> None:
    paper = letters(office, granted(office))["PERMIT"]
    command = ProposeLetterChange(paper.id, kind, "笔误", pairs, edition=1)
    with pytest.raises((RefusedError, InvalidError)) as refused:
        propose_letter_change(command, actor=office.people["everywhere"], tools=office.tools)
    codes = (
        [each.code for each in refused.value.errors]
        if isinstance(refused.value, InvalidError)
        else [str(refused.value)]
    )
    assert told in codes


BROKEN = {
    "ended": "status = 'REVOKED'",
    "status": "status = 'LOST', ended_on = decided_on, end_reason = 'x', end_letter_id = letter_id",
    "validity": "valid_to = '2020-01-01'",
    "pledged": "granted_by_pledge = (1 = 1)",
    "(checked_pledge|post_check)": "post_check = 'LATER'",
    "checked_pledge": "post_check = 'PENDING'",
}


@pytest.mark.parametrize("rule", BROKEN)
def test_the_table_itself_refuses_what_no_permit_is(office: Office, rule: str) -> None:
    granted(office)
    with office.tools.database.write() as unit, pytest.raises(IntegrityError, match=f"ck_permit_{rule}"):
        unit.session.execute(text(f"UPDATE permit SET {BROKEN[rule]}"))  # noqa: S608 - our own words


def test_a_case_issues_one_permit(office: Office) -> None:
    case = granted(office)
    columns = {each.key: getattr(kept(office, case), each.key) for each in Permit.__table__.columns}
    with office.tools.database.write() as unit:
        other = unit.session.scalars(select(Letter).where(Letter.kind == "PERMIT_GRANT")).one()
        unit.add(Permit(**{**columns, "id": None, "number": "牟城管许〔2026〕9号", "letter_id": other.id}))
        with pytest.raises(ConflictError, match="DUPLICATE"):
            unit.commit()

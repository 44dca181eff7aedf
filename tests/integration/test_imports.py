"""Penalties land from a spreadsheet: what is good becomes records on show, what is not comes back."""

import io
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import settings
from sqlalchemy import func, select

from workflow_app.adapters.calendars import seed_days
from workflow_app.adapters.spreadsheets import read_rows
from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import SERVICE, Actor, Grant, Role
from workflow_app.domain.commands.records import ImportRecords, RecordFilter
from workflow_app.domain.errors import ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.sheets import Cell
from workflow_app.models import (
    AuditEntry,
    Base,
    DueWork,
    Listing,
    Record,
    RecordVersion,
    Removal,
    Subject,
    SubjectName,
)
from workflow_app.parts import build
from workflow_app.services.imports import ImportView, get_import, import_records, list_imports, rejects_file
from workflow_app.services.records import (
    get_public_record,
    get_record,
    list_my_subjects,
    list_records_of,
    search_public,
    subject_view,
)
from workflow_app.services.seeding import seed_installation
from workflow_app.services.tools import Tools

NUMBER_B = "牟城管罚决字〔2026〕第031号"
USCC_B = "91410122MA3X0A0186"
BY_KEY = {penalty.key: penalty.cells for penalty in DEMO_PENALTIES}


@pytest.fixture
def tools(database_url: str, tmp_path: Path) -> Iterator[Tools]:
    parts = build(settings(database_url, tmp_path))
    seed_installation(parts.tools, seed_days=seed_days)
    yield parts.tools
    parts.close()


def bring_in(tools: Tools, content: bytes, actor: Actor = SERVICE) -> ImportView:
    return import_records(ImportRecords("penalties.xlsx", io.BytesIO(content)), actor=actor, tools=tools)


def bring_in_row(tools: Tools, key: str, actor: Actor = SERVICE, **cells: Cell) -> ImportView:
    changed: Mapping[str, Cell] = {**BY_KEY[key], **cells}
    return bring_in(tools, write_penalties([changed]), actor)


def clerk_of(tools: Tools, code: str) -> Actor:
    with tools.database.read() as work:
        authority_id = work.authorities.get_by_code(code).id
    return Actor(SERVICE.id.replace("7", "8", 1), "clerk", frozenset({Grant(Role.DATA_CLERK, authority_id)}))


def agent_of(tools: Tools, uscc: str) -> Actor:
    with tools.database.read() as work:
        subject = work.subjects.find_by_uscc(uscc)
    assert subject is not None
    return Actor(SERVICE.id, "agent", frozenset({Grant(Role.APPLICANT)}), frozenset({subject.id}))


def rows_of(tools: Tools, *models: type[Base]) -> dict[str, int | None]:
    with tools.database.read() as work:
        return {model.__tablename__: work.session.scalar(select(func.count()).select_from(model)) for model in models}


def test_the_sample_lands_but_for_its_three_bad_rows(tools: Tools) -> None:
    done = bring_in(tools, make_sample())
    assert (done.rows, done.added, done.changed, done.unchanged, done.rejected) == (40, 37, 0, 0, 3)
    assert done.status == "PARTIAL"
    assert done.by_severity == {"GENERAL": 33, "MINOR": 2, "SERIOUS": 2}
    refused = [(each.row, each.column, each.code) for each in done.findings if not each.warning]
    assert refused == [(39, "CF_XDR_SHXYM", "USCC_CHECK"), (40, "CF_SY", "PLACEHOLDER"), (41, "CF_XDR_MC", "FORMULA")]
    assert rows_of(tools, Record, RecordVersion, Listing, DueWork) == {
        "record": 37,
        "record_version": 37,
        "listing": 35 * 3 + 6,  # the two minor ones are not displayed; six of another authority have one site more
        "due_work": 35 * 2 + 6 + 5,  # and the housekeeping of the day
    }


def test_the_same_file_again_changes_nothing(tools: Tools) -> None:
    bring_in(tools, make_sample())
    models = (Record, RecordVersion, Listing, DueWork, Subject, SubjectName)
    before = rows_of(tools, *models)
    done = bring_in(tools, make_sample())
    assert (done.added, done.changed, done.unchanged, done.rejected) == (0, 0, 37, 3)
    assert rows_of(tools, *models) == before


def test_two_clerks_importing_the_same_file_at_once_are_one_effect(tools: Tools) -> None:
    content = make_sample()
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: bring_in(tools, content), range(2)))
    assert sorted((each.added, each.unchanged) for each in done) == [(0, 37), (37, 0)]
    assert rows_of(tools, Record, Listing) == {"record": 37, "listing": 35 * 3 + 6}


def test_s20_a_repair_of_bs_record_may_be_asked_for_from_the_9th_of_august(tools: Tools) -> None:
    bring_in_row(tools, "B/1")
    page = list_records_of(RecordFilter(), actor=agent_of(tools, USCC_B), tools=tools)
    (record,) = page.items
    assert page.next_cursor is None
    assert record.document_no == NUMBER_B
    assert (record.severity, record.regime) == ("GENERAL", "R2026")
    assert (record.min_until, record.first_apply_on) == (date(2026, 8, 8), date(2026, 8, 9))
    assert record.max_until == date(2027, 5, 8)
    assert (record.may_apply, record.reason) == (True, "NOW")
    assert [(each.site, each.status) for each in record.listings] == [
        ("OWN", "SHOWN"),
        ("CREDIT_ZZ", "PENDING"),
        ("NECIPS", "PENDING"),
    ]


def test_a_young_record_says_from_which_day_and_a_minor_one_that_it_is_not_shown(tools: Tools) -> None:
    bring_in(tools, make_sample())
    e = list_records_of(RecordFilter(), actor=agent_of(tools, "91410122MA9F77X8XL"), tools=tools).items
    assert [(each.reason, each.first_apply_on) for each in e if each.decided_on == date(2026, 8, 20)] == [
        ("FROM", date(2026, 11, 21))
    ]
    k = list_records_of(RecordFilter(), actor=agent_of(tools, "92410122MA4T0D0578"), tools=tools).items
    warning = next(each for each in k if each.severity == "MINOR")
    assert (warning.reason, warning.may_apply, warning.listings) == ("MINOR_NOT_SHOWN", False, ())


def test_other_sites_are_told_frozen_fields_with_persons_masked(tools: Tools) -> None:
    bring_in(tools, write_penalties([BY_KEY["H/6"], BY_KEY["H1/6"]]))
    with tools.database.read() as work:
        works = work.session.scalars(select(DueWork).where(DueWork.kind == "site_show")).all()
        person = work.session.scalars(select(Subject).where(Subject.kind == "PERSON")).one()
    names = {each.payload["listing"]["subject_name"] for each in works}
    assert names == {"中牟砺石建筑劳务有限公司", "段**"}
    told = next(each.payload for each in works if each.payload["listing"]["subject_name"] != "段**")
    assert told["listing"] == {
        "listing_no": told["listing_id"],
        "kind": "PENALTY",
        "subject_name": "中牟砺石建筑劳务有限公司",
        "uscc": "91410122MA3X0E035U",
        "document_no": "牟城管罚决字〔2026〕第044号",
        "authority_name": "中牟县城市管理局",
        "fact": "施工现场裸露土方未覆盖，出入口未设置车辆冲洗设施",
        "basis": "《中华人民共和国大气污染防治法》第一百一十五条",
        "decision": "罚款人民币20000元；责令改正违法行为",
        "amount": "20000.00",
        "decided_on": "2026-06-03",
        "shown_from": "2026-09-29",
        "shown_until": "2027-06-03",
    }
    assert person.uscc is None
    assert tools.cipher.decrypt(person.identity_cipher or b"") == "410101198001010011"
    assert person.identity_lookup == tools.cipher.lookup("410101198001010011")


def test_a_changed_row_is_a_new_version_that_is_carried_to_where_it_is_shown(tools: Tools) -> None:
    bring_in_row(tools, "B/1")
    done = bring_in_row(tools, "B/1", CF_NR_FK="3")
    assert (done.added, done.changed) == (0, 1)
    with tools.database.read() as work:
        record = work.session.scalars(select(Record)).one()
        versions = work.session.scalars(select(RecordVersion).order_by(RecordVersion.version)).all()
        amounts = work.session.scalars(select(DueWork).where(DueWork.kind == "site_show").order_by(DueWork.id)).all()
    assert (record.version, record.fine) == (2, 30_000)
    assert [each.content["fine"] for each in versions] == ["20000.00", "30000.00"]
    assert [each.payload["listing"]["amount"] for each in amounts] == ["20000.00"] * 2 + ["30000.00"] * 2
    assert rows_of(tools, Listing) == {"listing": 3}


def test_a_record_that_turns_out_minor_leaves_our_own_site_and_is_ordered_down_from_the_others(tools: Tools) -> None:
    bring_in_row(tools, "B/1")
    done = bring_in_row(tools, "B/1", XN_CFCX="简易程序")
    assert [each.code for each in done.findings] == ["STILL_SHOWN_ELSEWHERE"]
    assert search_public(NUMBER_B, tools=tools).items == []
    with tools.database.read() as work:
        removals = work.session.scalars(select(Removal).order_by(Removal.status)).all()
        orders = work.session.scalars(select(DueWork).where(DueWork.kind == "site_remove")).all()
    assert [(each.status, each.case_id) for each in removals] == [
        ("ORDERED", None),
        ("ORDERED", None),
        ("VERIFIED", None),
    ]
    assert len(orders) == 2


def test_a_name_that_differs_warns_and_both_are_kept(tools: Tools) -> None:
    bring_in_row(tools, "B/1")
    done = bring_in_row(tools, "B/1", CF_XDR_MC="中牟宏运清运有限公司", CF_WSH="牟城管罚决字〔2026〕第991号")
    assert [(each.code, each.warning, each.values) for each in done.findings] == [
        ("NAME_DIFFERS", True, {"known": "中牟宏运渣土清运有限公司"})
    ]
    seen = subject_view(USCC_B, actor=agent_of(tools, USCC_B), tools=tools)
    assert (seen.name, seen.other_names) == ("中牟宏运渣土清运有限公司", ("中牟宏运清运有限公司",))


def test_the_same_number_with_another_subject_is_a_question(tools: Tools) -> None:
    bring_in_row(tools, "H/6")
    done = bring_in_row(tools, "H1/6")
    assert done.added == 1
    assert [(each.code, each.warning) for each in done.findings] == [("NUMBER_OF_ANOTHER_SUBJECT", True)]


def test_a_clerk_imports_only_for_authorities_they_work_for(tools: Tools) -> None:
    clerk = clerk_of(tools, "ZZ_ECOLOGY")
    with tools.database.write() as work:
        service = work.accounts.find(SERVICE.id)
        assert service is not None
        work.add(
            type(service)(id=clerk.id, username="clerk", name="clerk", password_hash="!", created_at=service.created_at)
        )
        work.commit()
    done = bring_in(tools, write_penalties([BY_KEY["A/1"], BY_KEY["B/1"]]), clerk)
    assert (done.authority_code, done.added, done.rejected) == ("ZZ_ECOLOGY", 1, 1)
    assert [(each.row, each.code) for each in done.findings] == [(3, "AUTHORITY_NOT_YOURS")]
    assert [each.id for each in list_imports(actor=clerk, tools=tools)] == [done.id]
    with pytest.raises(NotFoundError, match="IMPORT_UNKNOWN"):
        get_import(done.id, actor=clerk_of(tools, "ZM_URBAN"), tools=tools)


def test_only_data_clerks_import(tools: Tools) -> None:
    reviewer = Actor(SERVICE.id[:-1] + "1", "reviewer", frozenset({Grant(Role.FIRST_REVIEWER)}))
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        bring_in(tools, make_sample(), reviewer)


def test_rows_that_did_not_land_come_back_as_they_came(tools: Tools) -> None:
    done = bring_in(tools, make_sample())
    content = rejects_file(done.id, actor=SERVICE, tools=tools, remark=lambda finding: f"!{finding.code}")
    header, *rows = list(read_rows(io.BytesIO(content), "rejects.xlsx"))
    assert header.cells[0] == "行政相对人名称"
    assert [row.cells[-1] for row in rows] == ["!USCC_CHECK", "!PLACEHOLDER", "!FORMULA"]
    assert rows[0].cells[2] == "91410100MA3X00002F"


def test_a_file_without_the_known_header_is_refused_whole(tools: Tools) -> None:
    with pytest.raises(InvalidError):
        import_records(ImportRecords("a.csv", io.BytesIO("名称,金额\n甲,1\n".encode())), actor=SERVICE, tools=tools)
    assert rows_of(tools, Record) == {"record": 0}


def test_an_import_is_chained_to_the_audit_trail_of_each_authority_it_touched(tools: Tools) -> None:
    done = bring_in(tools, make_sample())
    with tools.database.read() as work:
        entries = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "records.imported")).all()
        authorities = work.authorities.list_all()
    assert {each.chain for each in entries} == {f"authority:{each.id}" for each in authorities}
    assert {each.data["import"] for each in entries} == {done.id}


def test_the_public_finds_what_our_own_listing_shows(tools: Tools) -> None:
    bring_in(tools, make_sample())
    (found,) = search_public("宏运渣土", tools=tools).items
    assert (found.document_no, found.subject_name) == (NUMBER_B, "中牟宏运渣土清运有限公司")
    assert get_public_record(found.id, tools=tools) == found
    assert search_public("段志勇", tools=tools).items == []
    first = search_public("", tools=tools, limit=20)
    rest = search_public("", tools=tools, limit=20, cursor=first.next_cursor)
    assert (len(first.items), len(rest.items), rest.next_cursor) == (20, 15, None)
    assert not {each.id for each in first.items} & {each.id for each in rest.items}
    with pytest.raises(InvalidError):
        search_public("", tools=tools, cursor="nonsense")


def test_a_stranger_learns_nothing_of_a_subject_or_record(tools: Tools) -> None:
    bring_in(tools, make_sample())
    b = agent_of(tools, USCC_B)
    (record,) = list_records_of(RecordFilter(uscc=USCC_B), actor=b, tools=tools).items
    assert replace(get_record(record.id, actor=b, tools=tools), materials=()) == record, "a list names no materials"
    assert [each.uscc for each in list_my_subjects(actor=b, tools=tools)] == [USCC_B]
    stranger = agent_of(tools, "91410122MA9F77X8XL")
    with pytest.raises(NotFoundError):
        get_record(record.id, actor=stranger, tools=tools)
    with pytest.raises(NotFoundError):
        subject_view(USCC_B, actor=stranger, tools=tools)
    with pytest.raises(NotFoundError):
        list_records_of(RecordFilter(uscc=USCC_B), actor=stranger, tools=tools)

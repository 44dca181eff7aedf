"""Subjects, records, imports and what the public may look up."""

import io
from collections.abc import Callable

import pytest
from builders import PDF, USCC_B, penalty_sheet
from callers import Caller

pytestmark = pytest.mark.each_database  # each database searches and sorts in its own way

Callers = Callable[[str | None], Caller]


def test_agent_reads_the_subject_and_its_records(caller: Callers) -> None:
    agent = caller("applicant_b")
    assert agent.json(f"/subjects/{USCC_B}")["name"] == "中牟宏运渣土清运有限公司"
    [record] = agent.json(f"/subjects/{USCC_B}/records")["items"]
    assert (record["kind"], record["severity"], record["fine"]) == ("PENALTY", "GENERAL", "20000.00")
    assert (record["min_until"], record["first_apply_on"]) == ("2026-08-08", "2026-08-09")
    assert record["may_apply"] is True
    assert {each["site"] for each in record["listings"]} >= {"OWN"}


def test_subject_of_somebody_else_is_not_found(caller: Callers) -> None:
    caller("applicant_e").get(f"/subjects/{USCC_B}", expect=404)
    caller("applicant_e").get(f"/subjects/{USCC_B}/records", expect=404)


def test_clerk_imports_a_file_and_reads_how_it_went(caller: Callers) -> None:
    clerk = caller("data_clerk")
    form = {"file": (io.BytesIO(penalty_sheet(["H/1", "bad/2"])), "三季度.xlsx")}
    done = clerk.post("/records/imports", data=form, expect=201).get_json()
    assert (done["status"], done["rows"], done["added"], done["rejected"]) == ("PARTIAL", 2, 1, 1)
    assert done["findings"][0]["column"] == "CF_SY"
    assert clerk.json(f"/records/imports/{done['id']}") == done


@pytest.mark.parametrize("name", ["a\x00b.xlsx", "\u202ea\x7fb.xlsx"])
def test_a_name_with_invisible_signs_is_kept_without_them(caller: Callers, name: str) -> None:
    form = {"file": (io.BytesIO(penalty_sheet(["H/1"])), name)}
    done = caller("data_clerk").post("/records/imports", data=form, expect=201).get_json()
    assert done["filename"] == "ab.xlsx"


def test_file_that_is_no_spreadsheet_is_refused(caller: Callers) -> None:
    form = {"file": (io.BytesIO(PDF), "penalties.xlsx")}
    problem = caller("data_clerk").post("/records/imports", data=form, expect=422).get_json()
    assert problem["errors"][0]["field"] == "/file"
    empty = {"authority": (io.BytesIO(b"ZM_URBAN"), "authority.txt")}
    problem = caller("data_clerk").post("/records/imports", data=empty, expect=422).get_json()
    assert {each["field"]: each["code"] for each in problem["errors"]}["/file"] == "REQUIRED"


def test_only_clerks_import(caller: Callers) -> None:
    form = {"file": (io.BytesIO(penalty_sheet(["H/1"])), "penalties.xlsx")}
    assert caller("first_reviewer").post("/records/imports", data=form, expect=403).get_json()["code"] == "ROLE_NEEDED"


def test_public_reads_what_our_own_site_shows(caller: Callers) -> None:
    found = caller(None).json("/public/listings?q=宏运")["items"]
    assert [each["uscc"] for each in found] == [USCC_B]
    assert caller(None).json("/public/listings?q=%25")["items"] == []
    page = caller(None).json("/public/listings?limit=1")
    following = caller(None).json(f"/public/listings?limit=1&cursor={page['next_cursor']}")
    assert page["items"][0]["id"] != following["items"][0]["id"]
    assert following["next_cursor"] is None


def test_documents_come_back_as_files_to_save(caller: Callers) -> None:
    applicant = caller("applicant_b")
    case = applicant.open_repair()
    document = applicant.upload(case["id"])
    answer = applicant.get(f"/documents/{document['id']}")
    assert answer.get_data() == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    caller("applicant_e").get(f"/documents/{document['id']}", expect=404)


def test_letter_code_nobody_issued_is_not_found(caller: Callers) -> None:
    caller(None).get("/public/letters/AAAA-BBBB-CCCC", expect=404)


def test_processes_are_listed_with_their_versions(caller: Callers) -> None:
    keys = {each["key"]: each for each in caller("first_reviewer").json("/processes")["items"]}
    assert keys["credit_repair"]["version"] == 1
    assert caller("first_reviewer").json("/processes/credit_repair")["versions"][0]["version"] == 1
    caller("first_reviewer").get("/processes/nothing", expect=404)

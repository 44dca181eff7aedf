"""What is kept for nobody goes after a day, and nothing that a row names ever does, on both databases."""

import io
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from office import Office
from sqlalchemy import func, select

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.time import machine_now
from workflow_app.models import Document, DueWork, Idempotency, Letter, RecordImport
from workflow_app.services.background import Background, run_due
from workflow_app.services.import_files import keep_file
from workflow_app.services.sweeping import DIGITS, SWEEP, sweep_from

DAY = 24 * 60 * 60


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def put(office: Office, content: bytes) -> str:
    return office.tools.blobs.put(io.BytesIO(content), limit=len(content)).sha256


def age(folder: Path, *, seconds: float = DAY + 60) -> None:
    """Make every file as old as that."""
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - seconds,) * 2)


def is_there(office: Office, sha256: str) -> bool:
    try:
        office.tools.blobs.open(sha256).close()
    except NotFoundError:
        return False
    return True


def test_old_blobs_that_no_row_names_go_and_all_others_stay(office: Office, tmp_path: Path) -> None:
    case = office.open()
    office.complete(case, "applicant_b", **office.application(case))
    draft = put(office, b"of a draft of another case")
    issued, imported = put(office, b"a letter"), keep_file(b"rows", (), tools=office.tools)
    with office.tools.database.write() as unit:
        receipt = unit.documents.of_case(case.id)[0]
        row = {column.key: getattr(receipt, column.key) for column in Document.__table__.columns}
        unit.add(Document(**{**row, "id": case.id, "sha256": draft}))
        unit.session.scalars(select(RecordImport)).one().sha256 = imported
        unit.add(a_letter(case.id, office, issued))
        unit.commit()
    orphans = [put(office, f"orphan {number}".encode()) for number in range(120)]
    age(tmp_path)
    young, again = put(office, b"an upload under way"), put(office, b"orphan 0")
    assert {each[0] for each in orphans} == set(DIGITS), "one at least of each digit"

    office.pass_time(days=1)
    assert all(is_there(office, each) for each in (receipt.sha256, draft, issued, imported))
    assert [is_there(office, each) for each in (young, again)] == [True, True]
    assert [each for each in orphans[1:] if is_there(office, each)] == []


def a_letter(case_id: str, office: Office, sha256: str) -> Letter:
    """Return a letter that has its pages."""
    return Letter(
        id=case_id, case_id=case_id, authority_id=office.authority.id, kind="T22_GRANT", number="1", code="1", data={},
        series="1", year=1, sequence=1,
        status="READY", issued_on=office.clock.now().date(), issued_at=office.clock.now(), sha256=sha256, size=1,
        issued_by=office.people["decider"].id,
    )  # fmt: skip


def test_a_blob_of_less_than_a_day_stays(office: Office, tmp_path: Path) -> None:
    mine = put(office, b"an upload under way")
    age(tmp_path, seconds=DAY - 60)
    office.pass_time(days=1)
    assert is_there(office, mine)


def test_a_new_database_leaves_the_folder_of_another_alone(database_url: str, tmp_path: Path) -> None:
    office = Office(database_url, tmp_path)
    mine = put(office, b"of another database")
    age(tmp_path)
    office.pass_time(days=1)
    assert is_there(office, mine)
    office.close()


def test_a_store_too_large_for_one_piece_of_work_is_swept_in_several(office: Office, tmp_path: Path) -> None:
    orphans = [put(office, f"orphan {number}".encode()) for number in range(20)]
    age(tmp_path)
    hasty = replace(SWEEP, tell=lambda digit, tools: sweep_from(str(digit), tools=tools, seconds=0))
    office.clock.instant += timedelta(days=1)

    assert run_due(office.tools, kinds={"sweep": hasty}) == len(DIGITS)
    assert [each for each in orphans if is_there(office, each)] == []


def test_answers_are_kept_for_a_day_and_no_longer(office: Office) -> None:
    who = office.people["decider"].id
    for key, hours in (("old", 25), ("young", 23)):
        with office.tools.database.write() as unit:
            now = machine_now() - timedelta(hours=hours)
            unit.answers.reserve(actor_id=who, path="/x", key=key, body_hash="0" * 64, now=now)
            unit.commit()
    office.pass_time(days=1)
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(Idempotency.key)).all() == ["young"]


def test_it_is_planned_anew_every_day_and_once(office: Office) -> None:
    background = Background(office.tools)
    for _ in range(2):
        background()
        office.pass_time(days=1)
        office.work()
    with office.tools.database.read() as unit:
        found = select(func.count()).where(DueWork.kind == "sweep")
        assert unit.session.scalar(found.where(DueWork.status == "DONE")) == 2
        waiting = unit.session.scalars(select(DueWork.key).where(DueWork.kind == "sweep", DueWork.status == "PENDING"))
        assert waiting.all() == ["sweep:2026-10-01"]

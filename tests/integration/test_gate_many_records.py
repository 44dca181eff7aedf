"""A subject with hundreds of records: the gravest is never lost among the newest, and a repair looks at few."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from inlet_acts import ask, at, enter
from office import Office
from sqlalchemy import inspect

from workflow_app.domain.actors import Role
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import EntryKind
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import GateResult, Record
from workflow_app.repositories.gate import MOST_RECORDS

B = SUBJECT_BY_KEY["B"].uscc


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office where one enterprise has an old entry, an old serious penalty and very many newer small ones."""
    made = Office(database_url, tmp_path)
    made.hire("credit_office", Role.CREDIT_OFFICE)
    at(made, 2026, 8, 10, 9, 0)
    made.import_sample()
    with made.tools.database.write() as unit:
        model = unit.session.get_one(Record, made.record_id())
        enter_on = model.decided_on - timedelta(days=5)
        unit.add(*(_copy(model, number) for number in range(MOST_RECORDS + 5)))
        unit.add(_copy(model, -1, severity="SERIOUS", decided_on=enter_on))
        subject_id = model.subject_id
        unit.commit()
    enter(made, subject_id, EntryKind.SEVERE_ENTRY, decided_on=date(2026, 4, 1))
    yield made
    made.close()


def _copy(model: Record, number: int, **changed: object) -> Record:
    values = {each.key: getattr(model, each.key) for each in inspect(Record).column_attrs}
    later = {"id": new_id(), "document_no": f"牟城管罚决字〔2026〕第{5000 + number}号"}
    return Record(**(values | later | changed))


def test_an_old_entry_and_an_old_serious_penalty_are_named_before_the_many_newer_ones(office: Office) -> None:
    codes = [reason.code for reason in ask(office, B, "CONSTRUCTION_WASTE", "deferred_acceptance").reasons]
    assert len(codes) == MOST_RECORDS
    assert {"SEVERE_ENTRY", "SERIOUS_RECORD"} <= set(codes)


def test_a_repair_is_held_up_by_the_entry_and_keeps_no_picture_of_the_other_penalties(office: Office) -> None:
    view = ask(office, B, "credit_repair", record_id=office.record_id())
    assert [reason.code for reason in view.reasons] == ["SEVERE_ENTRY"]
    with office.tools.database.read() as unit:
        kept = unit.session.get_one(GateResult, view.id)
    assert len(kept.snapshot["records"]) == 1
    assert len(kept.used) == 2

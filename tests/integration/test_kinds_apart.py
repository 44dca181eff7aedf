"""Entries in lists and breaches are no penalties: no rule change, import or question about numbers touches them."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from inlet_acts import enter, know
from office import PENALTY_OF_B
from rule_office import MILDER, RuleOffice, rule_office
from sqlalchemy import select

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import Role
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.inlets import BreachKind, EntryKind
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.models import Listing, Record, RecordVersion
from workflow_app.services.imports import ImportView, import_records
from workflow_app.services.number_questions import list_questions

PENALTY = next(each.cells for each in DEMO_PENALTIES if each.key == "B/1")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RuleOffice]:
    with rule_office(database_url, tmp_path) as made:
        made.hire("credit_office", Role.CREDIT_OFFICE)
        yield made


def standing(office: RuleOffice) -> dict[str, tuple[object, ...]]:
    """Return what every record that is no penalty says, and where it stands."""
    with office.tools.database.read() as unit:
        records = unit.session.scalars(select(Record).where(Record.kind != "PENALTY")).all()
        shown = {each.item_id: each.status for each in unit.session.scalars(select(Listing))}
        versions = [each.record_id for each in unit.session.scalars(select(RecordVersion))]
    return {
        each.id: (
            *(each.kind, each.document_no, each.severity, each.regime, each.content, each.status, each.version),
            *(each.min_until, each.first_apply_on, each.max_until, shown.get(each.id), versions.count(each.id)),
        )
        for each in records
    }


def bring_in(office: RuleOffice, **cells: object) -> ImportView:
    command = ImportRecords("one.xlsx", io.BytesIO(write_penalties([{**PENALTY, **cells}])))
    done = import_records(command, actor=office.people["data_clerk"], tools=office.tools)
    office.work()
    return done


def test_a_change_of_the_rules_weighs_and_recomputes_what_has_a_class(office: RuleOffice) -> None:
    subject_id = know(office, "E")
    enter(office, subject_id, EntryKind.SEVERE_ENTRY)
    enter(office, subject_id, EntryKind.BREACH, document_no="b1", breach_kind=BreachKind.FALSE_PLEDGE)
    bring_in(office)
    before = standing(office)
    proposal = office.propose("CLASS_RULE", MILDER)
    assert office.proposal(proposal).effect["counts"]["records"] == 2, (
        "the penalty and the breach, not the entry of a list"
    )
    office.approve(proposal)
    assert office.proposal(proposal).effect["applied"]["counts"]["records"] == 2
    assert standing(office) == before
    office.move_to(date(2027, 3, 1))
    assert standing(office) == before


def test_a_row_with_the_number_of_an_entry_is_a_penalty_beside_it(office: RuleOffice) -> None:
    bring_in(office, CF_WSH="牟城管罚决字〔2026〕第500号")
    enter(
        office,
        office.record("牟城管罚决字〔2026〕第500号").subject_id,
        EntryKind.SEVERE_ENTRY,
        document_no=PENALTY_OF_B,
    )
    office.work()
    before = standing(office)
    assert (bring_in(office).added, bring_in(office, BZ="补录备注").changed) == (1, 1)
    assert standing(office) == before


def test_a_row_with_the_number_of_another_partys_entry_raises_no_question(office: RuleOffice) -> None:
    enter(office, know(office, "E"), EntryKind.SEVERE_ENTRY, document_no=PENALTY_OF_B)
    done = bring_in(office)
    assert (done.added, [each.code for each in done.findings]) == (1, [])
    assert not list_questions(actor=office.people["data_clerk"], tools=office.tools)

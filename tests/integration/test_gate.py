"""The gate through its service: the scenarios that are yes or no, on both databases, each from its own state."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from inlet_acts import ask, at, enter, know
from office import PENALTY_OF_B, START, Office
from sqlalchemy import func, select

from workflow_app.domain.actors import SERVICE, Grant, Role
from workflow_app.domain.commands.gate import AskGate
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import EntryKind
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Case, GateResult, Matter, NumberSeries, Parameter, Record
from workflow_app.services.gate import ask_again, ask_gate, list_results, why_repair
from workflow_app.services.gate_views import GateView
from workflow_app.services.matter_rows import content_of, new_edition

A, E = SUBJECT_BY_KEY["A"].uscc, SUBJECT_BY_KEY["E"].uscc
B = SUBJECT_BY_KEY["B"].uscc


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("credit_office", Role.CREDIT_OFFICE)
    yield made
    made.close()


def codes(view: GateView) -> list[tuple[str, str]]:
    return [(reason.code, reason.outcome) for reason in view.reasons]


def test_s05_a_matter_of_an_excluded_field_is_denied_and_says_which_field(office: Office) -> None:
    know(office, "E")
    view = ask(office, E, "GAS_SAFETY_PERMIT")
    assert (view.channel, view.outcome) == ("pledge_approval", "DENY")
    assert codes(view) == [("EXCLUDED_FIELD", "DENY")]
    assert view.reasons[0].values == {"field": "PUBLIC_SAFETY", "matter": "GAS_SAFETY_PERMIT"}
    assert ask(office, E, "EIA_APPROVAL").outcome == "ALLOW", "on the list of exceptions, with its legal basis"
    assert ask(office, E, "EIA_APPROVAL", "deferred_acceptance").outcome == "DENY", (
        "a list for one way is none for another"
    )


def test_where_two_authorities_have_a_matter_of_one_code_it_is_that_of_whoever_asks(office: Office) -> None:
    know(office, "E")
    with office.tools.database.write() as unit:
        here = unit.matters.find_in_force("EIA_APPROVAL", on=START.date())
        assert here is not None
        matter = here.matter
        other = next(each.id for each in unit.authorities.list_all() if each.id > matter.authority_id)
        content = content_of(here.edition)
        stricter = replace(content, pledge=replace(content.pledge, whitelisted=False))
        twin = Matter(id=new_id(), authority_id=other, code=matter.code)
        unit.add(twin)
        unit.flush()
        edition = new_edition(twin.id, 1, stricter, by=SERVICE.id, now=office.clock.now())
        edition.status, edition.valid_from = "CONFIRMED", START.date()
        unit.add(edition)
        unit.commit()
    asker = office.people["credit_office"]
    elsewhere = replace(asker, grants=frozenset({Grant(Role.CREDIT_OFFICE, other)}))
    command = AskGate(E, "EIA_APPROVAL")
    assert ask_gate(command, actor=elsewhere, tools=office.tools).outcome == "DENY"
    at_home = replace(asker, grants=frozenset({Grant(Role.CREDIT_OFFICE, matter.authority_id)}))
    kept = ask_gate(command, actor=at_home, tools=office.tools)
    assert kept.outcome == "ALLOW"
    again = ask_again(kept.id, actor=elsewhere, tools=office.tools)
    assert (again.outcome, again.authority_id) == ("ALLOW", kept.authority_id), "the question is the same, whoever asks"


def test_what_is_decided_at_once_is_never_accepted_with_materials_to_follow(office: Office) -> None:
    know(office, "E")
    assert codes(ask(office, E, "ROAD_OCCUPATION", "deferred_acceptance")) == [("INSTANT_MATTER", "DENY")]
    assert codes(ask(office, E, "ROAD_OCCUPATION", "pledge_approval")) == [("WAY_NOT_OFFERED", "DENY")]
    assert ask(office, E, "CONSTRUCTION_WASTE", "pledge_approval").outcome == "ALLOW"
    assert ask(office, E, "CONSTRUCTION_WASTE", "deferred_acceptance").outcome == "ALLOW"


def test_s20_the_way_is_free_again_only_when_every_site_has_followed(office: Office) -> None:
    at(office, 2026, 8, 10, 9, 0)
    office.import_sample()
    record_id = office.record_id()
    view = ask(office, B, "credit_repair", record_id=record_id)
    assert (view.outcome, view.reasons) == ("ALLOW", ())
    assert codes(ask(office, B, "CONSTRUCTION_WASTE", "deferred_acceptance")) == [("UNREPAIRED_RECORD", "DENY")]
    assert codes(ask(office, B, "CONSTRUCTION_WASTE")) == [("UNREPAIRED_RECORD", "MANUAL")]

    case = office.apply()
    case = office.complete(case, "first_reviewer", first_opinion="AGREE", duties=["FINE_PAID", "RECTIFIED"])
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    office.sites.stubborn = True
    office.complete(case, "decider", decision="GRANT")
    office.pass_time(minutes=2)
    assert codes(ask(office, B, "CONSTRUCTION_WASTE", "deferred_acceptance")) == [("RECORD_BEING_REMOVED", "DENY")]
    office.sites.stubborn = False
    office.pass_time(hours=2)
    assert ask(office, B, "CONSTRUCTION_WASTE", "deferred_acceptance").outcome == "ALLOW"


def test_s21_a_day_too_early_is_refused_with_the_first_day_and_takes_no_number(office: Office) -> None:
    at(office, 2026, 8, 8, 9, 0)
    office.import_sample()
    with pytest.raises(RefusedError) as refused:
        office.open()
    assert (refused.value.code, refused.value.values) == (
        "REPAIR_TOO_EARLY",
        {"earliest": date(2026, 8, 9), "days": 1},
    )
    with office.tools.database.read() as unit:
        assert unit.session.scalar(select(func.count()).select_from(Case)) == 0
        assert unit.session.scalar(select(func.count()).select_from(NumberSeries)) == 0
        kept = unit.session.scalars(select(GateResult)).one()
    assert (kept.outcome, kept.case_id) == ("DENY", None), "what was refused is kept as well"
    assert kept.reasons[0]["values"] == {"earliest": "2026-08-09", "days": 1}


def test_s62_the_day_is_that_of_shanghai_although_the_server_says_it_is_still_yesterday(office: Office) -> None:
    office.clock.instant = datetime(2026, 8, 8, 16, 30, tzinfo=UTC)
    office.import_sample()
    assert ask(office, B, "credit_repair", record_id=office.record_id()).on == date(2026, 8, 9)
    assert office.open().status == "DRAFT"


def test_a_case_is_opened_with_the_answer_that_let_it(office: Office) -> None:
    office.import_sample()
    case = office.open()
    with office.tools.database.read() as unit:
        kept = unit.gate.result_of_case(case.id)
    assert kept is not None
    assert (kept.outcome, kept.record_id) == ("ALLOW", office.record_id())
    with pytest.raises(ConflictError) as refused:
        office.open()
    assert refused.value.code == "RECORD_HAS_OPEN_CASE"
    assert refused.value.values["case_id"] == case.id


def test_s22_a_warning_by_simple_procedure_is_not_shown_so_there_is_nothing_to_repair(office: Office) -> None:
    office.import_sample()
    with office.tools.database.read() as unit:
        warned = unit.session.scalars(select(Record).where(Record.document_no.contains("第040号"))).one()
        shown = unit.listings.list_of_items([warned.id])
    assert (warned.severity, shown) == ("MINOR", [])
    (reason,) = why_repair(warned.id, actor=office.people["credit_office"], tools=office.tools)
    assert (reason.code, reason.outcome) == ("NOT_DISPLAYED", "DENY")


def test_the_same_question_on_the_same_facts_is_one_answer(office: Office) -> None:
    know(office, "E")
    first = ask(office, E, "green_channel")
    assert ask(office, E, "green_channel").id == first.id
    office.pass_time(days=1)
    assert ask_again(first.id, actor=office.people["credit_office"], tools=office.tools).id != first.id, "another day"
    kept = list_results(actor=office.people["credit_office"], tools=office.tools, limit=1)
    assert (len(kept.items), kept.next_cursor is None) == (1, False)


def test_what_follows_from_a_check_is_changed_without_code(office: Office) -> None:
    office.import_sample()
    with office.tools.database.write() as unit:
        row = unit.session.scalars(
            select(Parameter).where(Parameter.key == "gate.unrepaired_record.deferred_acceptance")
        ).one()
        assert row.value == "DENY"
        row.value = "MANUAL"
        for authority in unit.authorities.list_all():
            authority.parameter_version += 1
        unit.commit()
    assert codes(ask(office, B, "CONSTRUCTION_WASTE", "deferred_acceptance")) == [("UNREPAIRED_RECORD", "MANUAL")]


def test_a_repair_is_asked_for_without_a_record_where_there_is_one_only(office: Office) -> None:
    know(office, "C")
    with pytest.raises(InvalidError) as refused:
        ask(office, SUBJECT_BY_KEY["C"].uscc, "credit_repair")
    assert refused.value.errors[0].code == "NOTHING_TO_REPAIR"
    office.import_sample()
    named = ask(office, B, "credit_repair", record_id=office.record_id())
    assert ask(office, B, "credit_repair").record_id == named.record_id
    enter(office, named.subject.id, EntryKind.SEVERE_ENTRY)
    with pytest.raises(InvalidError) as refused:
        ask(office, B, "credit_repair")
    (error,) = refused.value.errors
    assert (error.field, error.code, error.values["numbers"]) == (
        "/record",
        "RECORD_NEEDED",
        f"{PENALTY_OF_B}, 牟严失字〔2026〕第1号",
    )


def test_questions_that_cannot_be_asked_say_what_is_wrong(office: Office) -> None:
    office.import_sample()
    stranger = office.agent(E, "applicant_e")
    with pytest.raises(NotFoundError, match="SUBJECT_UNKNOWN"):
        ask_gate(AskGate(B, "credit_repair"), actor=stranger, tools=office.tools)
    with pytest.raises(NotFoundError, match="MATTER_UNKNOWN"):
        ask(office, B, "NOTHING_LIKE_IT")
    with pytest.raises(InvalidError):
        ask(office, B, "CONSTRUCTION_WASTE", "credit_repair")
    with pytest.raises(NotFoundError, match="RECORD_UNKNOWN"):
        ask(office, E, "credit_repair", record_id=office.record_id(PENALTY_OF_B))

"""An application that is not filed goes by the version in effect when it is received; nothing typed is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from sqlalchemy import select, update
from versions_taken import (
    BUNDLE,
    came_out,
    case_row,
    changed,
    take,
    version_of,
    with_other_form,
    with_third_review,
)

from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.models import CaseMigration, Parameter, ProcessVersion, Signature, Task
from workflow_app.services.audit_verify import verify
from workflow_app.services.bundle_reading import read_bundle
from workflow_app.services.cases import get_case
from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import CaseView

TYPED = {"receipt_no": "豫财-77", "paid_amount": "20000", "rectification_summary": "写到一半"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def begun(office: Office, **typed: object) -> CaseView:
    case = office.open()
    save_draft(case.tasks[0].id, {**TYPED, **typed}, actor=office.agent(), tools=office.tools)
    return case


def now(office: Office, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.agent(), tools=office.tools)


def shown(office: Office, case: CaseView) -> dict[str, object]:
    return dict(get_task(now(office, case).tasks[0].id, actor=office.agent(), tools=office.tools).values)


def asked(office: Office, case: CaseView) -> list[object]:
    form = get_task(now(office, case).tasks[0].id, actor=office.agent(), tools=office.tools).form
    return [each.get("key") for each in form["components"]]


@pytest.mark.parametrize("scope", ["NEW", "ALL"])
def test_a_draft_takes_the_version_and_keeps_its_answers(office: Office, scope: str) -> None:
    case = begun(office)
    take(office, with_other_form(), scope=scope)
    office.work()
    assert came_out(office, case.id) == [("MOVED", None, None)]
    assert now(office, case).tasks[0].id == case.tasks[0].id
    assert "paid_at" in asked(office, case)
    kept = shown(office, case)
    assert ("receipt_no" in kept, "paid_at" in kept, kept["paid_amount"]) == (False, False, "20000")
    with office.tools.database.read() as unit:
        task = unit.session.scalars(select(Task).where(Task.case_id == case.id)).one()
        assert (task.draft or {})["receipt_no"] == "豫财-77", "dropped from what is shown only"
    take(office, read_bundle(BUNDLE))
    office.work()
    assert shown(office, case)["receipt_no"] == "豫财-77"
    assert verify(office.tools) == ()


def test_what_was_filed_just_before_stays_under_its_version(office: Office) -> None:
    case = office.submit()
    take(office, with_other_form(), scope="NEW")
    office.work()
    assert version_of(office, case.id) == case.process_version


def test_filing_before_the_work_came_round_is_refused_once_and_loses_nothing(office: Office) -> None:
    case = office.open()
    whole = office.application(case)
    take(office, with_other_form(), scope="NEW")
    with pytest.raises(ConflictError) as refused:
        office.complete(case, "applicant_b", **whole)
    assert (refused.value.code, refused.value.values["at"]) == ("RULES_CHANGED", office.clock.now())
    there = now(office, case)
    assert (there.state, there.process_version) == ("DRAFT", case.process_version + 1)
    assert shown(office, case)["receipt"] == whole["receipt"]
    answers = {key: value for key, value in whole.items() if key != "receipt_no"}
    with pytest.raises(InvalidError) as missing:
        office.complete(there, "applicant_b", **answers)
    assert [each.field for each in missing.value.errors] == ["/values/paid_at"]
    done = office.complete(there, "applicant_b", **answers, paid_at="中国银行")
    assert (done.state, done.process_version) == ("SUBMITTED", case.process_version + 1)


def test_a_program_that_was_not_told_is_told_by_the_first_refusal(office: Office) -> None:
    case = begun(office)
    whole = office.application(case)
    take(office, with_third_review())
    office.work()
    with pytest.raises(ConflictError, match="RULES_CHANGED"):
        office.complete(now(office, case), "applicant_b", **whole)
    assert office.complete(now(office, case), "applicant_b", **whole).state == "SUBMITTED"


def test_a_pledge_in_other_words_is_asked_anew(office: Office) -> None:
    case = office.open()
    whole = office.application(case)
    save_draft(case.tasks[0].id, whole, actor=office.agent(), tools=office.tools)
    take(office, with_third_review())
    office.work()
    assert shown(office, case)["pledge"] == whole["pledge"], "the words are the same"
    take(office, with_other_form(pledge="所提供材料真实、合法、有效、完整，并愿承担一切后果"))
    office.work()
    kept = shown(office, case)
    assert "pledge" not in kept
    assert kept["signer_name"] == whole["signer_name"]


def test_where_the_step_is_gone_the_draft_begins_anew_with_its_answers(office: Office) -> None:
    case = begun(office)
    take(office, changed("apply_for_repair", "apply_in_other_way"))
    office.work()
    assert came_out(office, case.id) == [("BEGUN_ANEW", None, None)]
    (task,) = now(office, case).tasks
    assert (task.key, task.id != case.tasks[0].id) == ("apply_in_other_way", True)
    assert shown(office, case) | TYPED == shown(office, case)
    whole = office.application(case)
    with pytest.raises(ConflictError, match="RULES_CHANGED"):
        office.complete(now(office, case), "applicant_b", **whole)
    done = office.complete(now(office, case), "applicant_b", **whole)
    assert (done.state, [each.key for each in done.tasks]) == ("SUBMITTED", ["check_materials"])
    assert verify(office.tools) == ()


def test_a_signature_that_was_asked_for_goes_along_and_does_not_count(office: Office) -> None:
    case = begun(office)
    with office.tools.database.write() as unit:
        unit.add(
            Signature(
                case_id=case.id, task_id=case.tasks[0].id, way="LINK", standing="SIGNED", digest="0" * 64, content={},
                signer="王建军", signer_role="LEGAL_REPRESENTATIVE", asked_by=office.agent().id,
                asked_at=office.clock.now(), phone_known=False, tries=0, pages=[],
            )
        )  # fmt: skip
        unit.commit()
    take(office, changed("apply_for_repair", "apply_in_other_way"))
    office.work()
    (task,) = now(office, case).tasks
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(Signature.task_id)).all() == [task.id]


def test_a_draft_goes_by_the_parameters_of_today_and_a_filed_case_by_its_own(office: Office) -> None:
    case, before = begun(office), ""
    before = str(case_row(office, case.id).parameters_digest)
    with office.tools.database.write() as unit:
        unit.session.execute(update(Parameter).where(Parameter.key == "repair.decision_wd").values(value=9))
        for each in unit.authorities.list_all():
            each.parameter_version += 1
        unit.commit()
    take(office, with_third_review())
    office.work()
    assert case_row(office, case.id).parameters_digest != before


def test_when_the_bad_version_is_taken_back_a_draft_goes_back_at_the_latest_when_it_is_filed(office: Office) -> None:
    number = take(office, with_other_form())
    case = begun(office)
    with office.tools.database.write() as unit:
        taken = update(ProcessVersion).where(ProcessVersion.version == number)
        unit.session.execute(taken.values(taken_back_at=office.clock.now()))
        unit.commit()
    with pytest.raises(ConflictError, match="RULES_CHANGED"):
        office.complete(case, "applicant_b", **office.application(case))
    assert now(office, case).process_version == number - 1
    assert shown(office, case)["receipt_no"] == "豫财410122-0001"


def test_two_workers_bring_a_draft_along_once(office: Office) -> None:
    case = begun(office)
    take(office, with_third_review())
    office.work()
    with office.tools.database.write() as unit:
        rows = unit.cases.get(case.id, lock=True)
        assert rows.runs_on.version == case.process_version + 1
        assert len(unit.session.scalars(select(CaseMigration)).all()) == 1
    office.work()
    assert came_out(office, case.id) == [("MOVED", None, None)]

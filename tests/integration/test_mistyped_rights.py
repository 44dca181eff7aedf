"""Who may say what a doubted number is, and what the desk reads of it (rule A16)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from number_doubts import answer, confirm, doubt_the_real_record, question, record_of
from office import Office

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.records import AnswerNumber, ConfirmNumber
from workflow_app.domain.errors import ForbiddenError, InvalidError, NotFoundError
from workflow_app.services.desk_records import get_desk_record
from workflow_app.services.number_questions import answer_number, confirm_number


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("credit_office", Role.CREDIT_OFFICE)
    made.hire("section_head", Role.SECTION_HEAD)
    yield made
    made.close()


def test_nobody_answers_or_confirms_about_a_party_they_act_for(office: Office) -> None:
    real = doubt_the_real_record(office)
    interested = replace(office.people["section_head"], subject_ids=frozenset({record_of(office, real).subject_id}))
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        confirm_number(ConfirmNumber(question(office).id, agree=True), actor=interested, tools=office.tools)
    confirm(office, "section_head", agree=False)
    for actor, error in (
        (replace(office.people["data_clerk"], subject_ids=interested.subject_ids), ForbiddenError),
        (office.agent(), NotFoundError),
    ):
        with pytest.raises(error):
            answer_number(AnswerNumber(question(office).id, "TYPING_ERROR", real), actor=actor, tools=office.tools)
    with pytest.raises(InvalidError):
        answer(office, "TYPING_ERROR", question(office).id)


def test_the_desk_reads_on_the_record_that_it_is_hidden_and_who_must_confirm(office: Office) -> None:
    real = doubt_the_real_record(office)
    found = get_desk_record(real, actor=office.people["section_head"], tools=office.tools)
    assert (found.is_hidden, [each.may_confirm for each in found.questions]) == (True, [True])

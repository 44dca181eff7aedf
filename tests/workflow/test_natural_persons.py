"""A repair of a natural person is not taken online in this release: it says so, and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import B, Office

from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.services.opening import open_case
from workflow_app.web.sentences_refusals import RULES


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("uscc", [None, B])
def test_a_natural_person_is_refused_with_or_without_a_code(office: Office, uscc: str | None) -> None:
    agent = office.agent()
    with office.tools.database.write() as unit:
        subject = unit.records.get(office.record_id()).subject
        subject.kind, subject.uscc = SubjectKind.PERSON, uscc
        unit.commit()
    command = OpenCase("credit_repair", uscc or "", {"record_id": office.record_id()})
    with pytest.raises(RefusedError, match="SUBJECT_KIND_NOT_ACCEPTED"):
        open_case(command, actor=agent, tools=office.tools)
    with office.tools.database.read() as unit:
        assert not unit.cases.is_any()


@pytest.mark.parametrize("kind", [SubjectKind.ENTERPRISE, SubjectKind.INDIVIDUAL_BUSINESS])
def test_an_enterprise_and_an_individual_business_may_apply(office: Office, kind: SubjectKind) -> None:
    office.agent()
    with office.tools.database.write() as unit:
        unit.records.get(office.record_id()).subject.kind = kind
        unit.commit()
    assert office.open().status == "DRAFT"


def test_the_refusal_says_where_to_go_instead() -> None:
    said = str(RULES["SUBJECT_KIND_NOT_ACCEPTED"])
    for words in ("in writing", "at the counter of the authority", "identity card", "on paper"):
        assert words in said

"""Letters that ask for records to be taken down (T23): one a site, told in the history of each case."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from office import PENALTY_OF_B, B, Office

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.services.cases import case_history
from workflow_app.services.letters import get_letter, open_letter_pdf, verify_letter
from workflow_app.services.removal_letters import BY_ASSISTANCE, TO_SITE, RemovalLetter, issue_removal_letter
from workflow_app.services.views import LetterView

DUE = date(2026, 10, 15)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("clerk_of_office", Role.CLERK_OF_OFFICE)
    yield made
    made.close()


def ordered(office: Office, reason: str = "REPAIR_GRANTED") -> tuple[str, dict[str, str]]:
    """Order the record of B down for its case; returns the case, and the removals of other sites by site."""
    case_id = office.apply().id
    with office.tools.database.write() as unit:
        made = unit.listings.order_removals(
            case_id, office.record_id(), reason=reason, now=office.clock.now(), own_due_on=DUE, share_due_on=DUE
        )
        unit.flush()
        found = {unit.listings.removal(each.id).site.code: each.id for each in made if each.status != "VERIFIED"}
        unit.commit()
    return case_id, found


def issue(office: Office, wanted: RemovalLetter, who: str = "clerk_of_office") -> LetterView:
    with office.tools.database.write() as unit:
        letter = issue_removal_letter(unit, wanted, actor=office.people[who], tools=office.tools)
        unit.commit()
        letter_id = letter.id
    office.work()
    return get_letter(letter_id, actor=office.people[who], tools=office.tools)


@pytest.mark.parametrize("kind", [TO_SITE, BY_ASSISTANCE])
def test_a_letter_to_a_site_names_every_record_and_is_told_in_the_case(office: Office, kind: str) -> None:
    case_id, found = ordered(office)
    site, removal = min(found.items())
    letter = issue(office, RemovalLetter([removal], "信用中国网站管理中心", DUE, kind))
    assert (letter.case_id, letter.subject_name, letter.status) == (case_id, "信用中国网站管理中心", "READY")
    assert letter.service is None, "how it is dispatched is kept beside the removal"
    view, stream = open_letter_pdf(letter.id, actor=office.people["clerk_of_office"], tools=office.tools)
    with stream:
        assert stream.read(5) == b"%PDF-"
    assert view.number.endswith("〔2026〕1号")
    with office.tools.database.read() as unit:
        row = unit.letters.find(letter.id)
        assert row is not None
        (cells,) = row.data["table"]["rows"]
    assert PENALTY_OF_B in cells
    assert B in cells[0]
    assert cells[3] == "已准予信用修复"
    history = case_history(case_id, actor=office.agent(), tools=office.tools)
    entry = next(each for each in history if each.action == "letter.issued" and "site" in each.data)
    assert (entry.data["site"], entry.data["number"]) == (site, letter.number)
    assert verify_letter(letter.code, tools=office.tools).subject_name == "信用中国网站管理中心"


def test_what_ends_by_itself_belongs_to_no_case_and_says_why(office: Office) -> None:
    with office.tools.database.write() as unit:
        made = unit.listings.end([office.record_id()], reason="PERIOD_OVER", now=office.clock.now(), due_on=DUE)
        unit.flush()
        removal = next(each.id for each in made if each.status != "VERIFIED")
        unit.commit()
    letter = issue(office, RemovalLetter([removal], "信用郑州", DUE))
    assert letter.case_id is None
    with office.tools.database.read() as unit:
        row = unit.letters.find(letter.id)
        assert row is not None
        assert row.data["table"]["rows"][0][3] == "公示期限届满"
        assert row.data["english"]["table"]["rows"][0][3] == "Display period over"


def test_a_reason_without_words_of_its_own_is_still_a_sentence(office: Office) -> None:
    _case, found = ordered(office, reason="SOMETHING_NEW")
    letter = issue(office, RemovalLetter([min(found.values())], "信用郑州", DUE))
    with office.tools.database.read() as unit:
        row = unit.letters.find(letter.id)
        assert row is not None
        assert row.data["table"]["rows"][0][3] == "依法不再公示"


def test_a_letter_goes_to_one_site_and_somebody_and_by_the_people_of_the_authority(office: Office) -> None:
    _case, found = ordered(office)
    one, other = sorted(found.values())[:2]
    with pytest.raises(RefusedError, match="ONE_SITE_A_LETTER"):
        issue(office, RemovalLetter([one, other], "信用郑州", DUE))
    for wanted, field in (
        (RemovalLetter([], "信用郑州", DUE), "/removal_ids"),
        (RemovalLetter([one], " ", DUE), "/recipient"),
        (RemovalLetter([one], "长" * 201, DUE), "/recipient"),
    ):
        with pytest.raises(InvalidError) as refused:
            issue(office, wanted)
        assert refused.value.errors[0].field == field
    for who, removal in (("applicant_b", one), ("clerk_of_office", new_id())):
        with pytest.raises(NotFoundError, match="REMOVAL_UNKNOWN"):
            issue(office, RemovalLetter([removal], "信用郑州", DUE), who)

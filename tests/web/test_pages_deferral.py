"""Pages of documents that follow: the case, one upload, one arrival, and what clumsy and hostile people do there."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from builders import PDF, Service
from deferral_story import AGAINST, AGREE, CONTRACT, DISAGREE, NO_MORE, VEHICLES, DeferralOffice, at
from office_pages import pages_of
from page_readers import Reader, reader, receipt, whole
from photographs import heic, jpeg
from photographs import receipt as photograph

from workflow_app.domain.actors import Role
from workflow_app.models import Document
from workflow_app.services.tokens import create_token


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[DeferralOffice]:
    made = DeferralOffice.ready(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def service(office: DeferralOffice) -> Service:
    office.accept(later=(CONTRACT, VEHICLES))
    office.clock.instant = at(9, 28)
    return pages_of(office)


@pytest.fixture
def applicant(service: Service) -> Reader:
    return reader(service, "applicant_s")


def supply_page(office: DeferralOffice, material: str = CONTRACT) -> str:
    return f"/my/cases/{office.case_id}/supply/{material}"


def arrival_page(office: DeferralOffice, material: str = CONTRACT) -> str:
    return f"/desk/cases/{office.case_id}/arrivals/{material}"


def test_the_case_says_what_is_to_come_by_which_of_the_three_days(office: DeferralOffice, applicant: Reader) -> None:
    page = applicant.get(f"/my/cases/{office.case_id}")
    assert "2 documents are still to come from you" in page.text
    assert "Day to supply: by Fri 9 Oct, 24:00" in page.text
    assert "4 working days left" in page.text
    for day in ("Fri 9 Oct 2026", "Thu 15 Oct 2026", "Thu 5 Nov 2026"):
        assert day in page.text
    home = applicant.get("/my")
    assert "2 documents to supply" in home.text
    assert "by Fri 9 Oct, 24:00" in home.text
    assert home.all("//main//a[contains(@class, 'btn-primary')]/@href") == [f"/my/cases/{office.case_id}#deferred"]
    assert len(page.all("//ol[@class='xn-three-days']/li")) == 3
    assert page.all("//li[@aria-current='date']//strong//text()") == ["Fri 9 Oct 2026"]
    assert "容缺补交材料" in reader(applicant.service, "applicant_s", lang="zh").get(f"/my/cases/{office.case_id}").text


def test_an_upload_is_handed_in_checked_and_found_wrong_with_the_reason(
    office: DeferralOffice, service: Service, applicant: Reader
) -> None:
    there = supply_page(office)
    page = applicant.submit(applicant.get(there), "supply", {"file": receipt()}, at=there)
    shown = applicant.get(page.location).text
    assert "arrived, being checked" in shown
    assert "1 document to supply" in applicant.get("/my").text, "the other one"
    assert "not handed in" not in shown
    assert "is not to be handed in here now" in applicant.get(there).text
    intake = reader(service, "intake")
    task = intake.get(f"/desk/cases/{office.case_id}").link("Open the task")
    form = intake.get(task)
    assert "not handed in" not in form.text, "what followed stands among the materials"
    assert "Follows later, as promised: Contract with the haulier" in form.text
    assert len(form.all(f"//input[@name='check_{CONTRACT}']")) == 2
    assert not form.all(f"//input[@name='check_{VEHICLES}']")
    intake.submit(form, "opinion", {f"check_{CONTRACT}": "WRONG"}, at=task, expect=422)
    intake.submit(form, "opinion", {f"check_{CONTRACT}": "WRONG", f"wrong_{CONTRACT}": "缺少签章页。"}, at=task)
    again = applicant.get(there).text
    assert "What you brought before was not as it should be: 缺少签章页。" in again
    told = applicant.submit(applicant.get(there), "supply", {"file": receipt()}, at=there, expect=422)
    assert "This very file was handed in before" in told.text
    applicant.submit(applicant.get(there), "supply", {"file": receipt(PDF + b"%% two")}, at=there)


def test_photographs_of_any_phone_become_one_document_in_their_order(office: DeferralOffice, applicant: Reader) -> None:
    there = supply_page(office)
    page = applicant.get(there)
    assert "Several photographs become one PDF" in page.text
    small = {"width": 450, "height": 600}
    photographs = [
        (io.BytesIO(heic(photograph(1, **small))), "IMG_1.HEIC", "image/heic"),
        (io.BytesIO(jpeg(photograph(2, **small))), "IMG_2.JPG", "image/jpeg"),
    ]
    applicant.submit(page, "supply", {"file": photographs}, at=there)
    assert office.items()[CONTRACT].status == "ARRIVED"
    with office.tools.database.read() as unit:
        row = unit.session.get_one(Document, office.items()[CONTRACT].document_id)
    assert (row.filename, row.media_type) == ("IMG_1.pdf", "application/pdf")
    assert [each["filename"] for each in row.made_of or ()] == ["IMG_1.HEIC", "IMG_2.JPG"]
    with office.tools.blobs.open(row.sha256) as stream, pikepdf.open(stream) as paper:
        assert len(paper.pages) == 2


def test_a_wrong_file_or_none_is_told_beside_the_field_and_nothing_changes(
    office: DeferralOffice, applicant: Reader
) -> None:
    there = supply_page(office)
    none = applicant.submit(applicant.get(there), "supply", {}, at=there, expect=422)
    assert none.all("//*[@id='error-file'][contains(., 'Choose a file')]")
    for content in (b"MZ\x90 no document", b""):
        wrong = applicant.submit(applicant.get(there), "supply", {"file": receipt(content)}, at=there, expect=422)
        assert wrong.all("//*[@id='error-file']")
    assert office.items()[CONTRACT].status == "MISSING"


def test_pressed_twice_or_from_a_stale_page_it_is_handed_in_once(office: DeferralOffice, applicant: Reader) -> None:
    there = supply_page(office)
    first, second = applicant.get(there), applicant.get(there)
    action, fields = first.form("//form[@id='supply']")
    for _ in range(2):
        fields.setlist("file", [receipt()])
        applicant.post(action or there, fields)
    stale = applicant.submit(second, "supply", {"file": receipt(PDF + b"%% other")}, at=there, expect=409)
    assert "has arrived and is being checked" in stale.text
    assert office.items()[CONTRACT].tries == 0


def test_strangers_and_unknown_materials_find_nothing(office: DeferralOffice, service: Service) -> None:
    office.hire("applicant_x")
    stranger = reader(service, "applicant_x")
    stranger.get(supply_page(office), expect=403)
    applicant = reader(service, "applicant_s")
    applicant.get(supply_page(office, "no_such_thing"), expect=404)
    applicant.get(arrival_page(office), expect=403)
    reader(service, "first_reviewer").get(arrival_page(office), expect=403)


def test_an_arrival_on_paper_counts_from_when_it_came(office: DeferralOffice, service: Service) -> None:
    office.clock.instant = at(10, 12, 15)
    intake, there = reader(service, "intake"), arrival_page(office)
    assert "登记到达" in reader(service, "intake", lang="zh").get(there).text
    asked = intake.get(there)
    for typed, said in (
        ({"channel": "", "day": "2026-10-12", "hour": "10:00"}, "Choose an answer"),
        ({"channel": "ONLINE", "day": "2026-10-12", "hour": "10:00"}, "Choose an answer"),
        ({"channel": "POST", "day": "2026-13-12", "hour": "10:00"}, "Enter the day and the time"),
        ({"channel": "POST", "day": "2026-10-12", "hour": ""}, "Enter the day and the time"),
        ({"channel": "POST", "day": "2026-10-13", "hour": "10:00"}, "cannot have arrived later than now"),
        ({"channel": "POST", "day": "2026-09-01", "hour": "10:00"}, "a document that follows arrived after that"),
    ):
        wrong = intake.post(there, {**dict(asked.form("//form[@id='arrival']")[1]), **typed}, expect=422)
        assert said in wrong.text, typed
    typed = {"channel": "POST", "day": "2026-10-12", "hour": "10:00"}
    done = intake.submit(intake.get(there), "arrival", typed, at=there)
    page = intake.get(done.location)
    assert "late" in page.text
    item = office.items()[CONTRACT]
    assert (item.received_at, item.channel, item.is_late) == (at(10, 12, 10, 0), "POST", True)


def test_s15_the_page_and_the_api_refuse_a_grant_with_409_and_what_to_do(
    office: DeferralOffice, service: Service
) -> None:
    office.do("first_reviewer", **DISAGREE)
    (task,) = [each for each in office.seen().tasks if each.role == "DECIDER"]
    token = create_token("decider", scopes=("read", "write"), days=1, tools=office.tools)
    answer = service.client().post(
        f"/api/v1/tasks/{task.id}/complete", json={"values": AGAINST}, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 409
    assert answer.get_json()["code"] == "DEFERRED_ITEM_OPEN"
    decider = reader(service, "decider")
    there = f"/desk/tasks/{task.id}"
    look = decider.submit(decider.get(there), "opinion", dict(AGAINST), at=there).location
    page = decider.get(look, expect=409)
    assert "nothing is granted before they are there and right" in page.text


def test_each_number_of_days_says_its_day_before_it_is_chosen(office: DeferralOffice, service: Service) -> None:
    office.begin()
    task = reader(service, "applicant_s").get(f"/my/cases/{office.case_id}").link("Go on").partition("?")[0]
    for address in (f"{task}?all=1", f"{task}/requested_wd"):
        page = reader(service, "applicant_s").get(address)
        told = ["".join(each.itertext()) for each in page.all("//label[contains(@for, 'field-requested_wd')]")]
        assert [" ".join(each.split()) for each in told] == [
            "Within 5 working days by Sat 10 Oct 2026, if accepted today",
            "Within 10 working days by Fri 16 Oct 2026, if accepted today",
            "Within 15 working days by Fri 23 Oct 2026, if accepted today",
            "Within 20 working days by Fri 23 Oct 2026, if accepted today",
        ], "the promised limit is the last day of all"


def test_who_accepts_reads_what_was_applied_for_and_what_follows(office: DeferralOffice, service: Service) -> None:
    office.submit(later=(CONTRACT,))
    intake = reader(service, "intake")
    page = intake.get(intake.get(f"/desk/cases/{office.case_id}").link("Open the task"))
    assert "There is no application to check yet" not in page.text
    assert "Follows later, as promised: Contract with the haulier" in page.text
    assert "广惠街项目" in "".join(page.all("//*[@id='materials']//text()"))
    assert "广惠街项目" not in "".join(page.all("//*[@id='opinion-part']//text()"))


def test_more_time_is_asked_for_from_the_case_and_its_answer_is_read_there(
    office: DeferralOffice, service: Service, applicant: Reader
) -> None:
    there = f"/my/cases/{office.case_id}"
    asked = applicant.submit(applicant.get(there), "more-time", {}, at=f"{there}/more-time")
    form = applicant.get(whole(asked.location))
    for question in ("What happened?", "Working days you ask for", "Proof"):
        assert question in form.text
    assert "Why do you ask only now?" not in form.text
    office.do("applicant_s", **office.request())
    page = applicant.get(there)
    assert "A request for more time is open already" in page.text
    assert not page.all("//form[@id='more-time']")
    decider = reader(service, "decider")
    task = decider.get(f"/desk/cases/{office.case_id}").link("Open the task")
    assert "特大暴雨封路" in decider.get(task).text
    office.answer(**NO_MORE)
    assert applicant.get(there).all("//form[@id='more-time']")


def test_a_stale_or_repeated_wish_opens_one_request(office: DeferralOffice, applicant: Reader) -> None:
    there = f"/my/cases/{office.case_id}"
    page, stale = applicant.get(there), applicant.get(there)
    action, fields = page.form("//form[@id='more-time']")
    first = applicant.post(action, fields, expect=303)
    again = applicant.post(action, fields, expect=303)
    assert first.location == again.location
    assert len([each for each in office.seen().tasks if each.key == "ask_more_time"]) == 1
    action, fields = stale.form("//form[@id='more-time']")
    applicant.post(action, fields, expect=409)


def test_a_stranger_asks_for_no_more_time(office: DeferralOffice, service: Service) -> None:
    office.hire("applicant_x", Role.APPLICANT)
    stranger = reader(service, "applicant_x")
    assert office.case_id not in stranger.get("/my").text
    stranger.post(f"/my/cases/{office.case_id}/more-time", {}, expect=404)
    assert office.seen().tasks[0].key != "ask_more_time"


def test_what_arrives_at_the_last_minute_is_looked_at_with_the_next_of_the_three_days(
    office: DeferralOffice, service: Service
) -> None:
    office.at(at(10, 9, 23, 50))
    office.supply()
    office.supply(VEHICLES)
    office.at(at(10, 10))
    intake = reader(service, "intake")
    text = intake.get(intake.get(f"/desk/cases/{office.case_id}").link("Open the task")).text
    assert "End of the promised limit: by Thu 15 Oct, 24:00" in text
    assert "Day to supply: by" not in text


def test_what_came_later_and_was_right_counts_for_who_decides(office: DeferralOffice, service: Service) -> None:
    office.do("first_reviewer", **AGREE)
    office.supply()
    office.supply(VEHICLES)
    office.check(**{CONTRACT: "RIGHT", VEHICLES: "RIGHT"})
    decider = reader(service, "decider")
    text = decider.get(decider.get(f"/desk/cases/{office.case_id}").link("Open the task")).text
    assert "Materials of the guide: 6 of 6 handed in" in text
    assert "Brought later, as promised, and found right: Contract with the haulier" in text
    assert "Follows later" not in text
    history = reader(service, "applicant_s").get(f"/my/cases/{office.case_id}").text
    assert "had stood still: documents are still to come" in history
    assert "WAITING_MATERIAL" not in history

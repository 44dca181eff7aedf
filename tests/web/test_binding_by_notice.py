"""Acting for an enterprise with the code on its notice, and every code that opens nothing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from builders import USCC_B, USCC_E, Service, build_service
from entering import (
    BY_NOTICE,
    NEW_PASSWORD,
    OTHER_MOBILE,
    bind,
    notice_code,
    registered,
    subject_id,
    with_outbox,
)
from page_readers import reader
from sqlalchemy import select, update

from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.commands.binding import BindByNotice
from workflow_app.domain.errors import InvalidError
from workflow_app.models import Authorisation, AuthorisationStep, Letter, Listing, NoticeUse
from workflow_app.services.binding_by_notice import bind_by_notice
from workflow_app.services.sessions import sign_in

pytestmark = pytest.mark.each_database  # several at once

HEAD = "王建军"


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield with_outbox(built)
    built.parts.close()


def test_the_notice_says_that_one_registers_with_its_code_and_that_this_works_for_one_account(shown: Service) -> None:
    code = notice_code(shown)
    with shown.tools.database.read() as unit:
        data = unit.session.scalar(select(Letter.data).where(Letter.code == code))
    assert data is not None
    chinese, english = " ".join(data["paragraphs"]), " ".join(data["english"]["paragraphs"])
    assert "凭手机号码注册，以本告知书的核验码关联你单位" in chinese
    assert "仅对该账号有效" in chinese
    assert "register with a mobile number, and use the verification code of this notice" in english


def test_the_code_of_the_notice_leads_to_its_record_without_a_login_and_says_from_which_day(shown: Service) -> None:
    stranger = reader(shown)
    page = stranger.get(f"/public/letters/{notice_code(shown)}")
    (record,) = page.all("//main//a[starts-with(@href, '/public/records/')]/@href")
    assert "A repair can be applied for from Sun 9 Aug 2026." in page.text
    told = page.all("//main")[0].text_content()
    assert "Shown at: " in told
    assert "Credit Zhengzhou" in told
    assert [needed in told for needed in ("The receipt of the fine", "Proof that the behaviour", "five sentences")] == [
        True
    ] * 3
    page = stranger.get(record)
    assert "牟城管罚决字〔2026〕第031号" in page.text
    assert "A repair can be applied for from Sun 9 Aug 2026." in page.text


def test_the_notice_of_a_record_that_is_shown_no_more_leads_nowhere(shown: Service) -> None:
    code = notice_code(shown)
    with shown.tools.database.write() as unit:
        unit.session.execute(update(Listing).values(status="REMOVED"))
        unit.commit()
    page = reader(shown).get(f"/public/letters/{code}")
    assert "This letter is genuine." in page.text
    assert not page.all("//main//a[starts-with(@href, '/public/records/')]")


def test_the_holder_of_the_notice_acts_for_the_enterprise_at_once_and_for_a_year(shown: Service) -> None:
    who = registered(shown)
    code = notice_code(shown)
    spaced = f" {code[:4].lower()} {code[4:8]}-{code[8:]} "
    assert bind(shown, who, code=spaced).location == f"/my?subject={subject_id(shown)}"
    page = who.get("/my")
    assert "第031号" in page.text
    assert "You act for this enterprise now" in page.text
    listed = who.get("/my/enterprises").text
    assert "Agent · File, answer and look" in listed
    assert "28 Sep 2027" in listed
    assert "Code on the notice" in listed


def test_a_code_that_was_used_works_for_that_account_only(shown: Service) -> None:
    first, second = registered(shown), registered(shown, OTHER_MOBILE, "钱多多")
    code = notice_code(shown)
    bind(shown, first, code=code)
    fields = {"uscc": USCC_B, "code": code, "acts_as": "AGENT"}
    page = second.submit(second.get(BY_NOTICE), "notice-form", fields, expect=422)
    assert "another account has used it" in page.text
    assert page.all("//input[@id='code']/@value") == [code]
    first.press(first.get(f"/my/enterprises/{subject_id(shown)}"), "/end")
    assert "You act for no enterprise" in first.get("/my").text
    bind(shown, first, code=code)
    assert "第031号" in first.get("/my").text


@pytest.mark.parametrize("doubt", ["other enterprise", "invented", "annulled", "not a notice"])
def test_what_does_not_fit_gets_one_answer_that_gives_nothing_away(shown: Service, doubt: str) -> None:
    who, code = registered(shown), notice_code(shown)
    uscc = USCC_E if doubt == "other enterprise" else USCC_B
    with shown.tools.database.write() as unit:
        if doubt == "annulled":
            unit.session.execute(update(Letter).values(standing="ANNULLED"))
        if doubt == "not a notice":
            unit.session.execute(update(Letter).values(kind="T16_CONFIRM"))
        unit.commit()
    fields = {"uscc": uscc, "code": "ACDEFGHJKMNP" if doubt == "invented" else code, "acts_as": "AGENT"}
    page = who.submit(who.get(BY_NOTICE), "notice-form", fields, expect=422)
    told = page.all("//p[@id='error-code']")[0].text_content()
    assert told.startswith("No notice for this enterprise carries this code, or another account has used it")
    assert "You act for no enterprise" in who.get("/my").text


def test_only_who_has_the_name_on_record_becomes_the_legal_representative_and_only_one(shown: Service) -> None:
    stranger, head = registered(shown), registered(shown, OTHER_MOBILE, " 王 建军 ")
    code = notice_code(shown)
    fields = {"uscc": USCC_B, "code": code, "acts_as": "LEGAL_REPRESENTATIVE"}
    page = stranger.submit(stranger.get(BY_NOTICE), "notice-form", fields, expect=422)
    assert "not the one on record" in page.text
    bind(shown, head, acts_as="LEGAL_REPRESENTATIVE", code=code)
    assert "without an end" in head.get("/my/enterprises").text
    twin = registered(shown, "13955556666", HEAD)
    page = twin.submit(twin.get(BY_NOTICE), "notice-form", fields, expect=422)
    assert "another account has used it" in page.text


def test_the_legal_representative_sees_and_ends_what_an_agent_may(shown: Service) -> None:
    agent, head = registered(shown), registered(shown, OTHER_MOBILE, HEAD)
    here = f"/my/enterprises/{subject_id(shown)}"
    bind(shown, head, acts_as="LEGAL_REPRESENTATIVE")
    with shown.tools.database.write() as unit:
        unit.session.execute(NoticeUse.__table__.delete())  # the office has printed it anew
        unit.commit()
    bind(shown, agent)
    assert "周一鸣 may act for" in head.get("/notices").text
    page = head.get(here)
    assert "139****2222" in page.text
    assert "Who acts for it (2)" not in agent.get(here).text
    assert "王建军" not in agent.get(here).text
    (form,) = page.all("//li[contains(., '周一鸣')]//form")
    head.post(str(form.get("action")), dict(form.form_values()))
    assert "You act for no enterprise" in agent.get("/my").text
    agent.get(here, expect=404)
    assert "does not act for" in agent.get("/notices").text
    assert "ended by the legal representative" in head.get(here).text
    assert "given and ended on 29 Sep 2026" in head.get(here).text
    head.post(str(form.get("action")), dict(form.form_values()))  # a second click
    with shown.tools.database.read() as unit:
        steps = unit.session.scalars(select(AuthorisationStep.what).order_by(AuthorisationStep.id)).all()
    assert list(steps) == ["GIVEN", "GIVEN", "ENDED"]


def test_nobody_ends_what_is_not_theirs_and_strangers_find_no_page(shown: Service) -> None:
    agent, head = registered(shown), registered(shown, OTHER_MOBILE, HEAD)
    here = f"/my/enterprises/{subject_id(shown)}"
    agent.get(here, expect=404)
    bind(shown, head, acts_as="LEGAL_REPRESENTATIVE")
    with shown.tools.database.write() as unit:
        unit.session.execute(NoticeUse.__table__.delete())
        unit.commit()
    bind(shown, agent)
    head_id = sign_in(SignIn(OTHER_MOBILE, NEW_PASSWORD), tools=shown.tools).actor.id
    agent.get(here)
    agent.post(f"{here}/end", {"account_id": head_id})
    assert "Only the legal representative" in agent.get("/my/enterprises").text
    agent.post(f"{here}/end", {"account_id": "no id"}, expect=404)
    stranger = registered(shown, "13955556666", "外人")
    stranger.get("/my")
    stranger.post(f"{here}/end", {"account_id": head_id}, expect=404)
    assert "第031号" in head.get("/my").text
    for staff in ("first_reviewer", "intake"):
        reader(shown, staff).get(here, expect=403)


def test_of_two_who_use_a_code_at_the_same_moment_one_wins(shown: Service) -> None:
    for mobile, name in ((OTHER_MOBILE, "甲乙"), ("13955556666", "丙丁")):
        registered(shown, mobile, name)
    code, tools = notice_code(shown), shown.tools
    actors = [sign_in(SignIn(each, NEW_PASSWORD), tools=tools).actor for each in (OTHER_MOBILE, "13955556666")]

    def attempt(who: int) -> bool:
        try:
            bind_by_notice(BindByNotice(USCC_B, code, ActsAs.AGENT), actor=actors[who], tools=tools)
        except InvalidError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == [False, True]
    with tools.database.read() as unit:
        mine = select(Authorisation).where(Authorisation.account_id.in_([each.id for each in actors]))
        assert len(unit.session.scalars(mine).all()) == 1


def test_codes_are_not_guessed_all_day(shown: Service) -> None:
    who = registered(shown)
    fields = {"uscc": USCC_B, "code": "ACDEFGHJKMNP", "acts_as": "AGENT"}
    who.get(BY_NOTICE)
    for _ in range(10):
        who.post(BY_NOTICE, fields, expect=422)
    assert "Too many codes were tried" in who.post(BY_NOTICE, fields, expect=429).text


def test_the_code_that_somebody_came_with_goes_along_through_registration(shown: Service) -> None:
    code = notice_code(shown)
    who = reader(shown)
    who.get(f"/register?notice={code}")
    done = registered(shown, who=who)
    assert done.get("/my/enterprises/add", expect=303).location == BY_NOTICE
    assert done.get(BY_NOTICE).all("//input[@id='code']/@value") == [code]

"""Sites that decide on repairs by themselves: a record says so, with the way there; nothing is sent to them."""

import pytest
from builders import Service, another_penalty, hire
from page_readers import Fields, Reader, grant, reader

from workflow_app.domain.actors import Role
from workflow_app.models import Removal, Site

SITE: Fields = {
    "code": "ENV_CREDIT",
    "name_zh": "企业环境信用评价系统",
    "name_en": "Environmental credit ratings",
    "connector": "MANUAL",
    "office": "省生态环境厅",
    "decides_itself": "1",
    "apply_url": "https://example.com/env",
    "bring_zh": "环境信用修复申请表和整改验收材料",
    "bring_en": "The form for environmental credit and the proof of acceptance",
    "active": "1",
}


@pytest.fixture
def administrator(service: Service) -> Reader:
    hire(service, "system_admin", Role.SYSTEM_ADMIN)
    return reader(service, "system_admin")


def set_up(administrator: Reader, **changed: object) -> None:
    administrator.submit(administrator.get("/admin/sites/new"), "site-form", {**SITE, **changed}, at="/admin/sites/new")


def record_page(who: Reader) -> str:
    return str(who.get("/my").all("//a[contains(@href, '/my/records/')]/@href")[0])


def test_each_site_says_who_decides_there_and_that_a_repair_covers_it(service: Service) -> None:
    who = reader(service, "applicant_b", lang="zh")
    rows = who.get(record_page(who)).all("//table/tbody/tr")
    assert len(rows) == 3
    assert all("中牟县城市管理局" in row.text_content() and "本次修复涵盖" in row.text_content() for row in rows)


def test_a_site_that_decides_by_itself_is_named_with_the_way_there(service: Service, administrator: Reader) -> None:
    who = reader(service, "applicant_b", lang="zh")
    address = record_page(who)
    assert not who.get(address).all("//*[@id='elsewhere']")
    set_up(administrator)
    (told,) = who.get(address).all("//*[@id='elsewhere']")
    for words in ("企业环境信用评价系统", "省生态环境厅", "环境信用修复申请表和整改验收材料"):
        assert words in told.text_content()
    assert told.xpath(".//a/@href") == ["https://example.com/env"]


def test_one_of_another_authority_is_not_named(service: Service, administrator: Reader) -> None:
    with service.tools.database.read() as unit:
        other = unit.authorities.get_by_code("ZZ_ECOLOGY").id
    set_up(administrator, authority_id=other)
    who = reader(service, "applicant_b")
    assert not who.get(record_page(who)).all("//*[@id='elsewhere']")


def test_it_must_be_said_who_decides_and_what_to_bring(administrator: Reader) -> None:
    wrong = {**SITE, "office": "", "bring_zh": "", "apply_url": "javascript:alert(1)"}
    page = administrator.submit(
        administrator.get("/admin/sites/new"), "site-form", wrong, at="/admin/sites/new", expect=422
    )
    for field in ("office", "bring_zh", "apply_url"):
        assert page.all(f"//*[@id='error-{field}']"), field


def test_a_new_record_is_not_sent_to_it(service: Service, administrator: Reader) -> None:
    set_up(administrator)
    another_penalty(service.tools)
    with service.tools.database.read() as unit:
        new = unit.records.find_by_number(
            ["牟城管罚决字〔2026〕第903号"], authority_ids=[unit.authorities.get_by_code("ZM_URBAN").id]
        )
        assert "ENV_CREDIT" not in {each.site.code for each in unit.listings.list_of_items([new[0].id])}
    assert administrator.get("/admin/sites").all("//td[contains(., 'decides by itself')]")


def test_a_granted_repair_orders_no_removal_from_it(service: Service) -> None:
    with service.tools.database.write() as unit:
        unit.session.query(Site).filter(Site.code == "NECIPS").one().decides_itself = True
        unit.commit()
    grant(service)
    with service.tools.database.read() as unit:
        codes = {unit.listings.get(removal.listing_id).site.code for removal in unit.session.query(Removal)}
    assert codes == {"OWN", "CREDIT_ZZ"}

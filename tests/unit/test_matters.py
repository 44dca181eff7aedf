"""What an edition of the catalogue may say, and what stands against it: pure checks, by code and field."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.matter_checks import Frame, findings
from workflow_app.domain.matters import (
    Category,
    Condition,
    Deferral,
    Material,
    MatterContent,
    Need,
    Speed,
    Supply,
    Way,
    Words,
)
from workflow_app.domain.plain_json import read, write
from workflow_app.domain.seeds.authorities import DEPARTMENTS
from workflow_app.domain.seeds.gate import EXCLUDED_FIELDS
from workflow_app.services.seeding_matters import Shipped, shipped_matters

SHIPPED = {each.code: each for each in shipped_matters()}
WASTE, EIA = SHIPPED["CONSTRUCTION_WASTE"].content, SHIPPED["EIA_APPROVAL"].content
Change = Callable[[MatterContent], MatterContent]


def frame(authority: str = "ZM_URBAN") -> Frame:
    departments = [each.code for each in DEPARTMENTS if each.authority == authority]
    return Frame((5, 10, 15, 20), EXCLUDED_FIELDS.split(","), departments)


def found(content: MatterContent, authority: str = "ZM_URBAN") -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in findings(content, frame(authority))]


@pytest.mark.parametrize("shipped", SHIPPED.values(), ids=SHIPPED)
def test_nothing_stands_against_a_matter_that_comes_with_the_product(shipped: Shipped) -> None:
    assert found(shipped.content, shipped.authority) == []
    assert read(MatterContent, write(shipped.content)) == shipped.content


def test_the_shipped_matters_serve_the_scenarios() -> None:
    assert len(SHIPPED) >= 7
    assert {each.authority for each in SHIPPED.values()} == {"ZM_URBAN", "ZZ_ECOLOGY"}
    assert EIA.pledge.whitelisted, "S01: an assessment on the list of pledges, with its basis"
    assert EIA.pledge.basis
    gas = SHIPPED["GAS_SAFETY_PERMIT"].content
    assert (gas.field, gas.ways) == ("PUBLIC_SAFETY", (Way.ORDINARY,)), "S05"
    assert (WASTE.promised_wd, {10, 20} <= set(WASTE.deferral.allowed_wd)) == (15, True), "S07 and S08"
    assert any(each.need is Need.ESSENTIAL for each in WASTE.materials), "S09"


def with_material(**changes: object) -> Change:
    return lambda content: replace(
        content, materials=(replace(content.materials[0], **changes), *content.materials[1:])
    )


def with_deferral(**changes: object) -> Change:
    return lambda content: replace(content, deferral=replace(content.deferral, **changes))


def with_pledge(**changes: object) -> Change:
    return lambda content: replace(content, pledge=replace(content.pledge, **changes))


def said(**changes: object) -> Change:
    return lambda content: replace(content, **changes)


def all_essential(content: MatterContent) -> MatterContent:
    return replace(content, materials=tuple(replace(each, need=Need.ESSENTIAL) for each in content.materials))


def all_later(content: MatterContent) -> MatterContent:
    return replace(content, materials=tuple(replace(each, need=Need.DEFERRABLE) for each in content.materials))


def unmeasured(content: MatterContent) -> MatterContent:
    promised = Condition("obey_law", Words("遵守法律", "Obeys the law"))
    return replace(content, pledge=replace(content.pledge, conditions=(promised,)))


WRONG: tuple[tuple[Change, str, str], ...] = (
    (said(name=Words("", "Waste")), "/name/zh", "REQUIRED"),
    (said(name=Words("建筑垃圾", "")), "/name/en", "REQUIRED"),
    (said(summary=Words("无", "Something")), "/summary/zh", "PLACEHOLDER_TEXT"),
    (said(summary=Words("事项说明", " N/A ")), "/summary/en", "PLACEHOLDER_TEXT"),
    (said(name=Words("长" * 121, "Long")), "/name/zh", "TOO_LONG"),
    (said(applicants=()), "/applicants", "REQUIRED"),
    (said(department="EIA"), "/department", "NOT_A_CHOICE"),
    (said(department=""), "/department", "REQUIRED"),
    (said(field="WEATHER"), "/field", "NOT_A_CHOICE"),
    (said(promised_wd=21), "/promised_wd", "PROMISED_OVER_STATUTORY"),
    (said(promised_wd=0), "/promised_wd", "NOT_WITHIN"),
    (said(statutory_wd=251), "/statutory_wd", "NOT_WITHIN"),
    (said(materials=()), "/materials", "NO_ESSENTIAL_MATERIAL"),
    (all_later, "/materials", "NO_ESSENTIAL_MATERIAL"),
    (with_material(key="disposal_plan"), "/materials/0/key", "KEY_TWICE"),
    (with_material(key="Plan 1"), "/materials/0/key", "NO_KEY"),
    (with_material(key=""), "/materials/0/key", "NO_KEY"),
    (with_material(copies=0), "/materials/0/copies", "NOT_WITHIN"),
    (with_material(example=Words("样例", "")), "/materials/0/example/en", "REQUIRED"),
    (said(speed=Speed.INSTANT), "/deferral/offered", "INSTANT_NOT_DEFERRED"),
    (said(field="PUBLIC_SAFETY"), "/deferral/offered", "CLOSED_FIELD"),
    (said(field="PUBLIC_SAFETY"), "/pledge/offered", "CLOSED_FIELD"),
    (all_essential, "/deferral/offered", "NOTHING_DEFERRABLE"),
    (with_deferral(allowed_wd=()), "/deferral/allowed_wd", "REQUIRED"),
    (with_deferral(allowed_wd=(7,)), "/deferral/allowed_wd", "DAYS_NOT_ON_OFFER"),
    (with_deferral(most=4), "/deferral/most", "NOT_WITHIN"),
    (with_deferral(supply=()), "/deferral/supply", "REQUIRED"),
    (with_deferral(whitelisted=True), "/deferral/basis", "WHITELIST_NEEDS_BASIS"),
    (with_pledge(whitelisted=True, basis="  "), "/pledge/basis", "WHITELIST_NEEDS_BASIS"),
    (with_pledge(whitelisted=True, basis="国办发〔2020〕42号"), "/pledge/whitelisted", "NOTHING_TO_OPEN"),
    (with_pledge(whitelisted=True, basis="国办发〔2020〕42号"), "/pledge/basis_en", "REQUIRED"),
    (unmeasured, "/pledge/conditions", "NOTHING_CHECKABLE"),
    (with_pledge(notice=()), "/pledge/notice", "REQUIRED"),
    (with_pledge(text=()), "/pledge/text", "REQUIRED"),
    (with_pledge(excluded=Words()), "/pledge/excluded/zh", "REQUIRED"),
    (with_pledge(automatic=True), "/pledge/automatic_post", "POST_NEEDED"),
    (with_pledge(offered=False), "/materials/4/replaced_by_pledge", "PLEDGE_NOT_OFFERED"),
    (lambda it: replace(it, result=replace(it.result, category=Category.OTHER)), "/result/category_note", "REQUIRED"),
    (lambda it: replace(it, result=replace(it.result, validity_months=0)), "/result/validity_months", "NOT_WITHIN"),
    (lambda it: replace(it, contact=replace(it.contact, telephone="call us")), "/contact/telephone", "NO_TELEPHONE"),
    (lambda it: replace(it, contact=replace(it.contact, telephone="")), "/contact/telephone", "REQUIRED"),
)


@pytest.mark.parametrize(("change", "field", "code"), WRONG, ids=[f"{field} {code}" for _, field, code in WRONG])
def test_what_cannot_be_is_found_at_its_field(change: Change, field: str, code: str) -> None:
    assert (field, code) in found(change(WASTE))


def test_a_closed_field_is_open_where_the_list_names_its_basis() -> None:
    assert found(EIA, "ZZ_ECOLOGY") == []
    bare = replace(EIA, pledge=replace(EIA.pledge, basis=""))
    assert found(bare, "ZZ_ECOLOGY") == [("/pledge/basis", "WHITELIST_NEEDS_BASIS")]
    unlisted = replace(EIA, pledge=replace(EIA.pledge, whitelisted=False, basis=""))
    assert found(unlisted, "ZZ_ECOLOGY") == [("/pledge/offered", "CLOSED_FIELD")]


def test_an_automatic_decision_needs_the_post_that_answers_for_it() -> None:
    post = Words("环评处处长", "Head of the assessment division")
    assert found(replace(EIA, pledge=replace(EIA.pledge, automatic=True, automatic_post=post)), "ZZ_ECOLOGY") == []


@pytest.mark.parametrize("number", ["ten", "-1", "1.5", "٣", True, "9999999", [1]])
def test_what_is_no_number_is_named_by_its_path(number: object) -> None:
    with pytest.raises(InvalidError) as caught:
        read(MatterContent, {**write(WASTE), "promised_wd": number})
    assert [(each.field, each.code) for each in caught.value.errors] == [("/promised_wd", "WHOLE_NUMBER")]


def test_words_of_a_closed_set_are_named_by_their_path() -> None:
    materials = [{"key": "a1", "need": "MAYBE"}]
    with pytest.raises(InvalidError) as caught:
        read(MatterContent, {"materials": materials, "deferral": {"supply": ["PIGEON"]}})
    assert [each.field for each in caught.value.errors] == ["/materials/0/need", "/deferral/supply/0"]


WORDS = st.builds(Words, st.text(max_size=9), st.text(max_size=9))
MATERIALS = st.builds(Material, key=st.text(max_size=9), name=WORDS, need=st.sampled_from(Need), why=WORDS)


@given(
    st.builds(MatterContent, name=WORDS, summary=WORDS, materials=st.lists(MATERIALS, max_size=4).map(tuple)),
    st.builds(Deferral, offered=st.booleans(), supply=st.lists(st.sampled_from(Supply)).map(tuple)),
)
def test_whatever_is_written_is_read_back_and_judged_without_a_fault(
    content: MatterContent, deferral: Deferral
) -> None:
    whole = replace(content, deferral=deferral)
    assert read(MatterContent, write(whole)) == whole
    assert found(whole), "no section is named, so something always stands against it"


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "materials", "pledge", "zh", "offered", "conditions", "promised_wd"]), inner
        )
    ),
)


@given(ODD)
def test_odd_json_is_read_or_refused_by_field_never_more(data: object) -> None:
    try:
        wrong: Sequence[FieldError] = findings(read(MatterContent, data), frame())
    except InvalidError as error:
        wrong = error.errors
    assert all(each.field.startswith("/") for each in wrong)
